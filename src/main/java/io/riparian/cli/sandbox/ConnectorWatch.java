package io.riparian.cli.sandbox;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the connectors through the daemon's eyes, again and again, and tells what is different
 * from the last time.
 */
final class ConnectorWatch {
  private final ConnectorsApi api;
  private final Narrator narrator;
  private Map<String, ConnectorsApi.Row> last = new TreeMap<>();
  private boolean lost;
  private @Nullable String trouble;

  ConnectorWatch(ConnectorsApi api, Narrator narrator) {
    this.api = api;
    this.narrator = narrator;
  }

  /** Which of these connectors are not in these states. */
  Set<String> notYet(Map<String, String> states) {
    Set<String> missing = new TreeSet<>(states.keySet());
    look();
    last.values().stream()
        .filter(row -> row.state().equals(states.get(row.name())))
        .forEach(row -> missing.remove(row.name()));
    return missing;
  }

  /** One line for each connector that came, went or changed since the last look. */
  void tellChanges() {
    Map<String, ConnectorsApi.Row> before = last;
    if (!look()) {
      return;
    }
    last.forEach(
        (key, now) -> {
          ConnectorsApi.@Nullable Row then = before.get(key);
          if (then == null) {
            narrator.event(key + "  " + now.words() + "  (new)");
          } else if (!then.equals(now)) {
            narrator.event(key + "  " + now.words() + "  (was " + then.words() + ")");
          }
        });
    before.keySet().stream()
        .filter(key -> !last.containsKey(key))
        .forEach(key -> narrator.event(key + "  gone"));
  }

  private boolean look() {
    try {
      last =
          api.connectors().stream()
              .collect(
                  Collectors.toMap(
                      row -> row.cluster() + "/" + row.name(),
                      Function.identity(),
                      (one, other) -> other,
                      TreeMap::new));
      if (lost) {
        narrator.event("the daemon answers again");
      }
      lost = false;
      trouble = null;
      return true;
    } catch (IOException silent) {
      if (!lost && !last.isEmpty()) {
        lost = true;
        narrator.event("the daemon does not answer: " + silent.getMessage());
      }
      trouble = silent.toString();
      return false;
    }
  }

  /** Why the last look failed, if it did. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }
}
