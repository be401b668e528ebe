package io.riparian.plan;

import io.riparian.model.ConnectorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan while it is being written. */
final class Draft {
  private final List<Change> changes = new ArrayList<>();
  private final List<Deferral> deferrals = new ArrayList<>();
  private final List<Change> drift = new ArrayList<>();
  private final Map<String, List<Change>> agreed = new LinkedHashMap<>();
  private Instant beginBy = ClusterPlan.AT_ANY_TIME;

  private final Mistakes mistakes;

  Draft(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * Plans one connector. A mistake of ours that comes up over it leaves it as it is, and is no
   * reason to plan no other one.
   */
  void attempt(ConnectorId id, Runnable planning) {
    try {
      planning.run();
    } catch (RuntimeException mistake) {
      mistakes.made(id, mistake);
      changes.removeIf(change -> change.id().equals(id));
      deferrals.removeIf(held -> held.connector().equals(id.name()));
      defer(
          id,
          DeferralReason.QUARANTINED,
          "a mistake of ours came up over it, %s; it is left as it is, and the log tells where"
              .formatted(mistake.getClass().getSimpleName()));
    }
  }

  /** Notes that there would be no plan without this acknowledgement. */
  void relyOn(String digest) {
    agreed.computeIfAbsent(digest, first -> new ArrayList<>());
  }

  /** Notes that this change would be held back without this acknowledgement. */
  void relyOn(String digest, Change change) {
    agreed.computeIfAbsent(digest, first -> new ArrayList<>()).add(change);
  }

  void add(Change change) {
    changes.add(change);
  }

  /** Notes what would undo drift, whatever is done about it. */
  void drifted(Change change) {
    drift.add(change);
  }

  void defer(ConnectorId id, DeferralReason reason, String why) {
    defer(id, reason, why, "");
  }

  void defer(ConnectorId id, DeferralReason reason, String why, String digest) {
    deferrals.add(new Deferral(id.cluster(), id.name(), reason, why, digest));
  }

  /** Before what is held back for other reasons: it is what people are told first. */
  void deferFirst(ConnectorId id, DeferralReason reason, String why, Instant until) {
    deferrals.add(0, new Deferral(id.cluster(), id.name(), reason, why, "", until));
  }

  /** After what is held back: it holds nothing back itself. */
  void deferLast(ConnectorId id, DeferralReason reason, String why, Instant until) {
    deferrals.add(new Deferral(id.cluster(), id.name(), reason, why, "", until));
  }

  /** What would be written, by connector. */
  Map<ConnectorId, List<Change>> writes() {
    Map<ConnectorId, List<Change>> writes = new LinkedHashMap<>();
    changes.stream()
        .filter(change -> change.kind().writesToCluster())
        .forEach(
            change -> writes.computeIfAbsent(change.id(), id -> new ArrayList<>()).add(change));
    return writes;
  }

  /** Notes that what has not begun by then is to be planned again. */
  void beginBy(Instant time) {
    beginBy = time.isBefore(beginBy) ? time : beginBy;
  }

  /** Takes back what would be written of this connector; what only the ledger notes stays. */
  List<Change> withdrawWrites(ConnectorId id) {
    List<Change> writes =
        changes.stream()
            .filter(change -> change.id().equals(id) && change.kind().writesToCluster())
            .toList();
    changes.removeAll(writes);
    return writes;
  }

  void deferMove(ConnectorId id) {
    defer(
        id,
        DeferralReason.MOVE_NOT_AVAILABLE,
        "this name leaves one cluster and appears on another; it would lose its offsets or run twice, so neither side"
            + " is touched");
  }

  ClusterPlan finish(ClusterFacts facts) {
    return new ClusterPlan(
        facts.cluster().name(),
        facts.desired().revision(),
        facts.cluster().mode(),
        facts.managed(),
        changes,
        deferrals,
        facts.unmanaged(),
        agreed.entrySet().stream()
            .map(reliance -> new Reliance(reliance.getKey(), reliance.getValue()))
            .toList(),
        drift,
        beginBy);
  }
}
