package io.riparian.plan;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How one connector's declaration differs between two revisions. What runs is not looked at.
 *
 * @param id where it is declared in the later revision, or else was in the earlier
 * @param detail what differs besides the configuration, or why it is no more declared; one line
 */
public record DeclaredDifference(
    ConnectorId id, Kind kind, String team, String file, String detail, List<KeyChange> keys) {

  /** What became of the declaration. */
  public enum Kind {
    CREATED,
    CHANGED,
    /** The same team declares it on another cluster. */
    MOVED,
    REMOVED,
    /** It was accepted, and whether it still is cannot be decided: it would stay as it is. */
    HELD,
    /** It is new, and the ownership rules refuse it. */
    REFUSED
  }

  public DeclaredDifference {
    keys = List.copyOf(keys);
  }

  /** Every difference, by cluster and name. */
  public static List<DeclaredDifference> between(Accepted from, Accepted to) {
    return new Comparison(from, to).compare();
  }

  /** Two revisions beside each other. */
  private static final class Comparison {
    private final Accepted from;
    private final Accepted to;
    private final SortedMap<ConnectorId, DeclaredConnector> gone;
    private final SortedMap<ConnectorId, DeclaredConnector> come;
    private final List<DeclaredDifference> differences = new ArrayList<>();

    Comparison(Accepted from, Accepted to) {
      this.from = from;
      this.to = to;
      this.gone = new TreeMap<>(from.connectors());
      this.gone.keySet().removeAll(to.connectors().keySet());
      this.come = new TreeMap<>(to.connectors());
      this.come.keySet().removeAll(from.connectors().keySet());
    }

    List<DeclaredDifference> compare() {
      moves();
      gone.values().forEach(this::left);
      come.values().forEach(after -> add(Kind.CREATED, after, stateOf(after), added(after)));
      to.connectors().values().forEach(this::stayed);
      to.refused()
          .forEach(
              (id, why) -> {
                if (!from.connectors().containsKey(id) && !from.refused().containsKey(id)) {
                  differences.add(
                      new DeclaredDifference(
                          id, Kind.REFUSED, "", why.at().file(), why.message(), List.of()));
                }
              });
      differences.sort(Comparator.comparing(DeclaredDifference::id));
      return differences;
    }

    /** Those that really left one cluster, and came to one other, under the same name and team. */
    private void moves() {
      for (DeclaredConnector before : List.copyOf(gone.values())) {
        List<DeclaredConnector> twins = twins(before, come);
        if (twins.size() == 1 && twins(before, gone).size() == 1 && isRemoved(before)) {
          DeclaredConnector after = twins.get(0);
          gone.remove(before.id());
          come.remove(after.id());
          add(Kind.MOVED, after, "from " + before.id().cluster(), keys(before, after));
        }
      }
    }

    private static List<DeclaredConnector> twins(
        DeclaredConnector one, SortedMap<ConnectorId, DeclaredConnector> among) {
      return among.values().stream()
          .filter(other -> other.id().name().equals(one.id().name()))
          .filter(other -> other.team().equals(one.team()))
          .toList();
    }

    private Fate fate(DeclaredConnector before) {
      return to.fate(before.id(), before.team(), before.at().file());
    }

    private boolean isRemoved(DeclaredConnector before) {
      return fate(before) == Fate.REMOVED;
    }

    private void left(DeclaredConnector before) {
      if (isRemoved(before)) {
        add(Kind.REMOVED, before, word(before.onRemoval()), List.of());
      } else {
        String why =
            Optional.ofNullable(to.refused().get(before.id()))
                .map(refused -> refused.at() + ": " + refused.message())
                .orElse(word(fate(before)));
        add(Kind.HELD, before, why, List.of());
      }
    }

    private void stayed(DeclaredConnector after) {
      DeclaredConnector before = from.connectors().get(after.id());
      if (before != null) {
        List<KeyChange> keys = keys(before, after);
        String detail = String.join(", ", settings(before, after));
        if (!keys.isEmpty() || !detail.isEmpty()) {
          add(Kind.CHANGED, after, detail, keys);
        }
      }
    }

    private void add(Kind kind, DeclaredConnector connector, String detail, List<KeyChange> keys) {
      differences.add(
          new DeclaredDifference(
              connector.id(), kind, connector.team(), connector.at().file(), detail, keys));
    }
  }

  private static String stateOf(DeclaredConnector connector) {
    return "state " + word(connector.state());
  }

  private static List<KeyChange> added(DeclaredConnector connector) {
    return keys(ConnectorConfig.of(new TreeMap<>()), connector.config());
  }

  private static List<KeyChange> keys(DeclaredConnector before, DeclaredConnector after) {
    return keys(before.config(), after.config());
  }

  private static List<KeyChange> keys(ConnectorConfig before, ConnectorConfig after) {
    SortedSet<String> all = new TreeSet<>(before.entries().keySet());
    all.addAll(after.entries().keySet());
    List<KeyChange> keys = new ArrayList<>();
    for (String key : all) {
      Optional<String> old = before.get(key);
      Optional<String> now = after.get(key);
      if (old.isEmpty()) {
        keys.add(KeyChange.added(key, now.orElseThrow()));
      } else if (now.isEmpty()) {
        keys.add(KeyChange.removed(key, old.get()));
      } else if (!old.equals(now)) {
        keys.add(KeyChange.changed(key, old.get(), now.get()));
      }
    }
    return keys;
  }

  /** What differs besides the configuration. */
  private static List<String> settings(DeclaredConnector before, DeclaredConnector after) {
    List<String> found = new ArrayList<>();
    differ(found, "team", before.team(), after.team());
    differ(found, "state", word(before.state()), word(after.state()));
    found.addAll(untold(before, after));
    return found;
  }

  /** What differs and no worker is ever told, but for whose it is. */
  static List<String> untold(DeclaredConnector before, DeclaredConnector after) {
    List<String> found = new ArrayList<>();
    differ(found, "adopt", String.valueOf(before.adopt()), String.valueOf(after.adopt()));
    differ(found, "onRemoval", word(before.onRemoval()), word(after.onRemoval()));
    if (!before.autoRestart().equals(after.autoRestart())) {
      found.add("autoRestart");
    }
    differ(found, "freshness", before.freshness(), after.freshness());
    if (!before.runbook().equals(after.runbook())) {
      found.add("runbook");
    }
    return found;
  }

  private static void differ(List<String> found, String what, String before, String after) {
    if (!before.equals(after)) {
      found.add(what + " " + shown(before) + " -> " + shown(after));
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : value;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
