package io.riparian.reconcile;

import io.riparian.ledger.Drifted;
import io.riparian.ledger.Ledger;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import io.riparian.plan.Outcome.Result;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes in the ledger what has drifted and stands, so that its age outlives a restart. A look that
 * was not answered ends nothing.
 */
final class DriftSince {
  /** With one of these nobody compared the connector with its file. */
  private static final Set<DeferralReason> UNTOLD =
      Set.of(
          DeferralReason.ABSENCE_UNCONFIRMED,
          DeferralReason.CLUSTER_REPLACED,
          DeferralReason.WORKER_TOO_OLD,
          DeferralReason.QUARANTINED);

  private final Ledger ledger;

  DriftSince(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * After a walk whose look was answered.
   *
   * @return what drifted and was not known to, by the kind of change that would undo it
   */
  Map<ChangeKind, Long> saw(ClusterPlan plan, List<Outcome> outcomes, Instant at) {
    Map<Drifted, Instant> known = ledger.drift(plan.cluster());
    Set<Drifted> standing =
        standing(plan, outcomes).flatMap(DriftSince::parts).collect(Collectors.toSet());
    known.keySet().stream().filter(one -> isUntold(one, plan)).forEach(standing::add);
    if (!standing.equals(known.keySet())) {
      ledger.noteDrift(plan.cluster(), standing, at);
    }
    return plan.drift().stream()
        .filter(change -> parts(change).noneMatch(known::containsKey))
        .collect(Collectors.groupingBy(Change::kind, Collectors.counting()));
  }

  /** What drifted, and was not put back by this walk. */
  static Stream<Change> standing(ClusterPlan plan, List<Outcome> outcomes) {
    Map<ChangeKind, Set<String>> done = new HashMap<>();
    outcomes.stream()
        .filter(outcome -> outcome.result() == Result.DONE)
        .forEach(
            outcome ->
                done.computeIfAbsent(outcome.kind(), kind -> new HashSet<>())
                    .add(outcome.connector()));
    return plan.drift().stream()
        .filter(change -> !done.getOrDefault(change.kind(), Set.of()).contains(change.id().name()));
  }

  /** Whether this look came to nothing about it, so that it stands as far as anybody knows. */
  private static boolean isUntold(Drifted known, ClusterPlan plan) {
    return plan.deferrals().stream()
        .filter(deferral -> deferral.connector().equals(known.id().name()))
        .anyMatch(deferral -> UNTOLD.contains(deferral.reason()));
  }

  /** Each key by itself; what has no keys, as a whole. */
  private static Stream<Drifted> parts(Change change) {
    return change.kind() == ChangeKind.UPDATE
        ? change.diff().stream().map(key -> new Drifted(change.id(), change.kind(), key.key()))
        : Stream.of(new Drifted(change.id(), change.kind(), ""));
  }
}
