package io.riparian.reconcile;

import static io.riparian.reconcile.Promise.HALF_AN_ANSWER_IS_NONE;
import static io.riparian.reconcile.Promise.NOTHING_IS_CREATED_TWICE;
import static io.riparian.reconcile.Promise.NOT_MORE_THAN_AGREED;
import static io.riparian.reconcile.Promise.ONLY_OURS_IS_WRITTEN;
import static io.riparian.reconcile.Promise.ONLY_WHAT_WAS_REMOVED_IS_DELETED;
import static io.riparian.reconcile.Promise.QUIET_IS_QUIET;
import static io.riparian.reconcile.Promise.WHAT_HAPPENED_IS_REMEMBERED;

import io.riparian.connect.ConnectFailure;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.MarkKeys;
import io.riparian.model.ObservedConnector;
import io.riparian.model.OnRemoval;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches every call that the engine makes to one cluster, and what it notes of it, and blows the
 * whistle when a {@link Promise} is broken. It judges by what the engine was shown, and by what
 * really happened, never by the engine's own code.
 */
final class Referee implements Passage.Keeper {
  private static final Set<Operation> LISTS =
      EnumSet.of(Operation.CONNECTORS, Operation.CONNECTORS_WITHOUT_STATUS, Operation.NAMES);
  private static final int ALWAYS_ALLOWED = 3;

  private final String cluster;
  private final Weather weather;
  private final Ledger remembered;
  private final Map<String, Set<Map<String, String>>> everStood = new HashMap<>();
  private final Set<String> mayStand = new HashSet<>();

  private @Nullable InForce walking;
  private boolean carryingOut;
  private String failed = "";
  private @Nullable Set<String> lacking;
  private int writes;
  private final Set<String> deleted = new HashSet<>();
  private String lastRead = "";
  private Optional<ObservedConnector> shown = Optional.empty();
  private Promise.@Nullable Broken broken;

  /**
   * @param remembered the ledger itself, beyond everything that may kill
   */
  Referee(String cluster, Weather weather, Ledger remembered) {
    this.cluster = cluster;
    this.weather = weather;
    this.remembered = remembered;
  }

  private InForce walking() {
    if (walking == null) {
      throw new IllegalStateException("nothing is written between two walks");
    }
    return walking;
  }

  private ConnectorId id(String name) {
    return new ConnectorId(cluster, name);
  }

  // A walk.

  void begins(InForce what) {
    walking = what;
    carryingOut = false;
    failed = "";
    lacking = null;
    writes = 0;
    deleted.clear();
    lastRead = "";
  }

  /** The plan is made, and is carried out from now on. */
  void carriesOut() {
    carryingOut = true;
  }

  void ended(ClusterWalk.Result walked) {
    if (walked.plan().changes().isEmpty() && writes > 0) {
      blow(QUIET_IS_QUIET, "nothing was to be done, and something was written");
    }
    int budget = Math.max(ALWAYS_ALLOWED, walked.plan().managed() / 5);
    if (deleted.size() > budget && walked.plan().agreed().isEmpty()) {
      blow(NOT_MORE_THAN_AGREED, deleted + " were deleted, and nobody agreed");
    }
  }

  /** What the engine may have wrapped in something else meanwhile. */
  void rethrow() {
    if (broken != null) {
      throw broken;
    }
  }

  private void blow(Promise promise, String how) {
    broken = promise.broken(cluster + ": " + how);
    throw broken;
  }

  // A call.

  @Override
  public @Nullable Object pass(
      Operation operation, String connector, Object @Nullable [] arguments, Passage.Way way)
      throws Throwable {
    if (operation.writes()) {
      judge(operation, connector, arguments);
    }
    lastRead = "";
    try {
      Object answer = way.go();
      hear(operation, connector, answer);
      return answer;
    } catch (ConnectFailure failure) {
      if (!carryingOut) {
        failed = operation + " failed: " + failure.kind();
      }
      if (operation == Operation.CREATE && failure.kind().mayHaveHappened()) {
        mayStand.add(connector);
      }
      throw failure;
    } finally {
      if (operation == Operation.CREATE || operation == Operation.UPDATE) {
        noteSent(connector, arguments);
      }
    }
  }

  private void hear(Operation operation, String connector, @Nullable Object answer) {
    if (operation == Operation.READ) {
      lastRead = connector;
      shown =
          answer instanceof Optional<?> read
              ? read.map(ObservedConnector.class::cast)
              : Optional.empty();
      if (shown.isEmpty()) {
        mayStand.remove(connector);
      }
    } else if (LISTS.contains(operation)) {
      hearList(operation, listed(answer));
    } else if (operation == Operation.CREATE) {
      mayStand.add(connector);
    } else if (operation == Operation.DELETE) {
      mayStand.remove(connector);
    }
  }

  private static Collection<?> listed(@Nullable Object answer) {
    if (answer instanceof SortedMap<?, ?> map) {
      return map.keySet();
    }
    if (answer instanceof Collection<?> names) {
      return names;
    }
    throw new IllegalStateException("no list is answered so: " + answer);
  }

  private void hearList(Operation operation, Collection<?> listed) {
    if (operation != Operation.CONNECTORS && !weather.answeredWhileStarting()) {
      mayStand.retainAll(listed);
    }
    Set<String> unlisted = new HashSet<>(weather.names());
    unlisted.removeAll(listed);
    if (lacking != null) {
      unlisted.retainAll(lacking);
    }
    lacking = unlisted;
  }

  private void judge(Operation operation, String name, Object @Nullable [] arguments) {
    writes++;
    String what = operation + " of " + name;
    if (walking().cluster(cluster).mode() == Cluster.Mode.OBSERVE) {
      blow(NOT_MORE_THAN_AGREED, what + " on a cluster that is only observed");
    }
    if (!failed.isEmpty()) {
      blow(HALF_AN_ANSWER_IS_NONE, what + " although " + failed);
    }
    if (operation == Operation.CREATE) {
      judgeCreation(name);
      return;
    }
    if (!lastRead.equals(name)) {
      blow(ONLY_OURS_IS_WRITTEN, what + " without a read right before");
    }
    if (shown.filter(one -> isOurs(one)).isEmpty()) {
      blow(ONLY_OURS_IS_WRITTEN, what + " which was read as " + shown.map(this::whose));
    }
    if (operation == Operation.DELETE) {
      judgeDeletion(shown.orElseThrow());
    }
    if (operation == Operation.UPDATE && arguments != null) {
      judgeUpdate(shown.orElseThrow(), (ConnectorConfig) arguments[1]);
    }
  }

  private void judgeCreation(String name) {
    if (mayStand.contains(name)) {
      blow(NOTHING_IS_CREATED_TWICE, name + " is created again, and was not seen to be absent");
    }
    if (lacking != null && lacking.contains(name)) {
      blow(HALF_AN_ANSWER_IS_NONE, name + " is created, though the lists merely lacked it");
    }
  }

  private void judgeDeletion(ObservedConnector now) {
    deleted.add(now.name());
    ConnectorId id = id(now.name());
    boolean inLedger = walking().cluster(cluster).marks() == Cluster.Marks.LEDGER;
    Optional<AppliedConnector> last = remembered.applied(id);
    if (!now.config().has(MarkKeys.MARK)
        && (!inLedger || last.filter(it -> it.origin() == Origin.ADOPTED).isPresent())) {
      blow(ONLY_WHAT_WAS_REMOVED_IS_DELETED, id + " bears no mark");
    }
    if (walking().judged().desired().connectors().containsKey(id)) {
      blow(ONLY_WHAT_WAS_REMOVED_IS_DELETED, id + " is declared");
    }
    if (walking().undecided().contains(now.name())) {
      blow(ONLY_WHAT_WAS_REMOVED_IS_DELETED, id + " may be declared in what cannot be read");
    }
    if (last.filter(it -> it.onRemoval() == OnRemoval.FORGET).isPresent()
        || walking().cluster(cluster).deletion() == Cluster.Deletion.FORBID) {
      blow(ONLY_WHAT_WAS_REMOVED_IS_DELETED, id + " is never to be deleted");
    }
  }

  private void judgeUpdate(ObservedConnector now, ConnectorConfig sent) {
    if (now.config().without(Set.of(ConnectorConfig.NAME)).equals(sent)) {
      blow(QUIET_IS_QUIET, now.name() + " is updated to what it was just read to be");
    }
  }

  private boolean isOurs(ObservedConnector now) {
    return whose(now).isEmpty();
  }

  /** Why it is not ours; empty text when it is. */
  private String whose(ObservedConnector now) {
    ConnectorId id = id(now.name());
    Optional<AppliedConnector> last = remembered.applied(id);
    if (last.filter(it -> it.origin() == Origin.FORGOTTEN).isPresent()) {
      return "forgotten";
    }
    Optional<String> mark = now.config().get(MarkKeys.MARK);
    if (mark.isPresent()) {
      return World.KEYS.isOurs(id, mark.get()) ? "" : "bearing another's mark";
    }
    if (last.filter(it -> it.origin() == Origin.ADOPTED).isPresent()) {
      return "";
    }
    boolean inLedger = walking().cluster(cluster).marks() == Cluster.Marks.LEDGER;
    return inLedger && !weather.isShownAsTheirs(now.name()) ? "" : "bearing no mark";
  }

  // What is remembered.

  private void noteSent(String name, Object @Nullable [] arguments) {
    if (arguments != null) {
      noteStands(name, (ConnectorConfig) arguments[1]);
    }
  }

  /** This configuration stands there, or may do so. */
  void noteStands(String name, ConnectorConfig config) {
    everStood.computeIfAbsent(name, any -> new HashSet<>()).add(World.KEYS.digests(asSent(config)));
  }

  static ConnectorConfig asSent(ConnectorConfig stored) {
    return stored.without(Set.of(ConnectorConfig.NAME, MarkKeys.MARK, "added.by.server"));
  }

  void judgeRecord(AppliedConnector note) {
    String name = note.id().name();
    Optional<AppliedConnector> before = remembered.applied(note.id());
    if (note.origin() == Origin.APPLIED
        && !note.digests().isEmpty()
        && !everStood.getOrDefault(name, Set.of()).contains(note.digests())) {
      blow(WHAT_HAPPENED_IS_REMEMBERED, name + " is noted as applied, and never stood so");
    }
    if (note.origin() == Origin.ADOPTED
        && before.filter(it -> it.origin() == Origin.ADOPTED).isEmpty()
        && !walking().mayAdopt(note.id())) {
      blow(NOT_MORE_THAN_AGREED, name + " is adopted, and nobody declared that");
    }
  }

  void judgeRemoval(ConnectorId id, boolean stands) {
    boolean ours = remembered.applied(id).filter(AppliedConnector::isManaged).isPresent();
    if (stands && ours && !weather.isTheirsNow(id.name())) {
      blow(WHAT_HAPPENED_IS_REMEMBERED, id + " is no longer remembered, and stands there");
    }
  }
}
