package io.riparian.plan;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Quoted;
import io.riparian.model.Redaction;
import io.riparian.plan.Change.OfDeclared;
import io.riparian.plan.Risk.Flag;
import io.riparian.policy.Acl;
import io.riparian.policy.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what a reviewer should look at first. What only puts drift back is no risk of a request.
 */
final class Risks implements Change.Visitor<Void> {
  private static final String TOLERANCE = "errors.tolerance";

  /** What becomes of records that cannot be taken; some families have keys of their own for it. */
  private static final Pattern ERRORS =
      Pattern.compile("(.*\\.)?(errors\\.tolerance|deadletterqueue\\.topic\\.name)");

  private static final String VERSION = "plugin.version";
  private static final int MOST_NAMES = 5;

  private final Neighbours neighbours;
  private final List<Risk> found = new ArrayList<>();
  private final List<Change.Delete> gone = new ArrayList<>();
  private final List<Change.Create> come = new ArrayList<>();

  private Risks(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  static List<Risk> of(Collection<Change> changes, Neighbours neighbours) {
    List<Change> asked = changes.stream().filter(change -> change.cause() == Cause.COMMIT).toList();
    Risks risks = new Risks(neighbours);
    asked.forEach(change -> change.accept(risks));
    Rename.among(risks.gone, risks.come)
        .forEach(rename -> risks.add(rename.to().id(), Flag.RENAME, rename.words()));
    return risks.found.stream().distinct().sorted(Risk.GRAVEST_FIRST).toList();
  }

  private void add(ConnectorId id, Flag flag, String why) {
    found.add(new Risk(id, flag, why));
  }

  @Override
  public Void create(Change.Create change) {
    come.add(change);
    DeclaredConnector after = change.after();
    Reach reach = neighbours.reach(after);
    SortedSet<String> unknown = new TreeSet<>();
    reach
        .classes()
        .forEach(
            (key, classes) ->
                classes.stream()
                    .filter(one -> !neighbours.isLoaded(one, after.id().cluster()))
                    .forEach(one -> unknown.add(loaded(key, one))));
    if (!unknown.isEmpty()) {
      add(
          after.id(),
          Flag.NEW_CLASS,
          "loads what no connector of this cluster loads yet: " + some(unknown));
    }
    newTopics(after.id(), reach.written());
    if (after.config().get(TOLERANCE).orElse("").strip().equalsIgnoreCase("all")) {
      add(after.id(), Flag.ERRORS, "skips what it cannot take (`" + TOLERANCE + "`)");
    }
    return done();
  }

  @Override
  public Void adopt(Change.Adopt change) {
    int keys = change.diff().size();
    add(
        change.id(),
        Flag.ADOPT,
        "runs already and is taken over"
            + (keys == 0 ? "" : "; the next plan changes " + count(keys, "key") + " of it"));
    changed(change, Neighbours.config(change.before()));
    return done();
  }

  @Override
  public Void update(Change.Update change) {
    changed(change, Neighbours.config(change.before()));
    return done();
  }

  private void changed(OfDeclared change, ConnectorConfig before) {
    ConnectorId id = change.id();
    ConnectorConfig after = change.after().config();
    Reach now = neighbours.reach(change.after());
    Reach then = Reach.of(before, id.name());
    secrets(change, now, then);
    readsAgain(id, before, after);
    classes(id, before, after, now, then);
    newTopics(id, now.writesBeyond(then));
    keys(before, after).stream()
        .filter(key -> ERRORS.matcher(key).matches())
        .forEach(key -> add(id, Flag.ERRORS, moved(key, before, after)));
    keys(before, after).stream()
        .filter(key -> key.endsWith(VERSION))
        .forEach(key -> add(id, Flag.VERSION, moved(key, before, after)));
    int tasks = TaskNumber.of(after);
    if (tasks > TaskNumber.of(before)) {
      add(
          id,
          Flag.TASKS_UP,
          "may have %s instead of %d".formatted(count(tasks, "task"), TaskNumber.of(before)));
    }
  }

  /** What runs may have been changed by hand, so that what Git says of it counts as well. */
  private void secrets(OfDeclared change, Reach now, Reach then) {
    Optional.of(now.diverted(then))
        .filter(Reach.Diverted::isThere)
        .or(
            () ->
                neighbours
                    .inForce(change.id())
                    .map(declared -> now.diverted(neighbours.reach(declared)))
                    .filter(Reach.Diverted::isThere))
        .ifPresent(
            diverted ->
                add(
                    change.id(),
                    Flag.SECRET_ENDPOINT,
                    "sends the secret of %s where %s says, which changes"
                        .formatted(ticked(diverted.secrets()), ticked(diverted.endpoints()))));
  }

  private void readsAgain(ConnectorId id, ConnectorConfig before, ConnectorConfig after) {
    List<String> keys = FromTheStart.keys(before, after, id.name());
    if (!keys.isEmpty()) {
      add(
          id,
          Flag.READS_AGAIN,
          "reads again from the start, because its progress is kept under what %s said before"
              .formatted(ticked(keys)));
    }
  }

  private void classes(
      ConnectorId id, ConnectorConfig before, ConnectorConfig after, Reach now, Reach then) {
    if (!before.get(ConnectorConfig.CLASS).equals(after.get(ConnectorConfig.CLASS))) {
      add(id, Flag.OTHER_CLASS, moved(ConnectorConfig.CLASS, before, after));
    }
    Set<String> known =
        then.classes().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    SortedSet<String> loaded = new TreeSet<>();
    now.classes()
        .forEach(
            (key, classes) ->
                classes.stream()
                    .filter(one -> !key.equals(ConnectorConfig.CLASS) && !known.contains(one))
                    .forEach(one -> loaded.add(loaded(key, one))));
    if (!loaded.isEmpty()) {
      add(id, Flag.NEW_CLASS, "loads what it did not load before: " + some(loaded));
    }
  }

  private void newTopics(ConnectorId id, List<Acl> topics) {
    SortedSet<String> names = new TreeSet<>();
    topics.forEach(topic -> names.add(topic(topic)));
    if (!names.isEmpty()) {
      add(id, Flag.NEW_TOPICS, "writes to what it did not write to before: " + some(names));
    }
  }

  private static String topic(Acl topic) {
    if (!topic.isTold()) {
      return "what `" + topic.key() + "` names";
    }
    if (!topic.isNamed()) {
      return "topics of any name";
    }
    return (topic.whole() ? "" : "topics that begin with ") + Quoted.value(topic.name());
  }

  @Override
  public Void setState(Change.SetState change) {
    if (change.after().state() == DeclaredState.STOPPED) {
      add(
          change.id(),
          Flag.STOPPED,
          "is stopped: its tasks end, and nothing flows until it starts");
    }
    return done();
  }

  @Override
  public Void delete(Change.Delete change) {
    gone.add(change);
    add(change.id(), Flag.DELETE, "is deleted from the cluster");
    return done();
  }

  @Override
  public Void forget(Change.Forget change) {
    add(change.id(), Flag.FORGET, "goes on running, and nobody manages it any more");
    return done();
  }

  @Override
  public Void remember(Change.Remember change) {
    return done();
  }

  @Override
  public Void discard(Change.Discard change) {
    return done();
  }

  @SuppressWarnings("NullAway") // Void has no other value.
  private Void done() {
    return null;
  }

  private static SortedSet<String> keys(ConnectorConfig before, ConnectorConfig after) {
    SortedSet<String> keys = new TreeSet<>(before.entries().keySet());
    keys.addAll(after.entries().keySet());
    keys.removeIf(key -> before.get(key).equals(after.get(key)));
    return keys;
  }

  private static String moved(String key, ConnectorConfig before, ConnectorConfig after) {
    return "has `%s` changed from %s to %s".formatted(key, shown(key, before), shown(key, after));
  }

  private static String shown(String key, ConnectorConfig config) {
    return config.get(key).map(value -> Quoted.value(Redaction.show(key, value))).orElse("nothing");
  }

  private static String loaded(String key, String className) {
    return "%s (`%s`)".formatted(Quoted.value(Redaction.show(key, className)), key);
  }

  private static String ticked(Collection<String> keys) {
    return some(keys.stream().map(key -> "`" + key + "`").toList());
  }

  /** The first of them, and how many more there are. */
  static String some(Collection<String> names) {
    int more = names.size() - MOST_NAMES;
    return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
