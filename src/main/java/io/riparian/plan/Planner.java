package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.model.SecondWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Turns declared, observed and last applied into the plan for one cluster. It decides, and does
 * nothing: the same three values give the same plan.
 */
public final class Planner {
  private static final int OLDEST_MAJOR = 3;
  private static final int OLDEST_MINOR = 6;

  private final MarkKeys keys;
  private final Mistakes mistakes;

  public Planner(MarkKeys keys) {
    this(keys, Mistakes.UNHEARD);
  }

  /**
   * @param mistakes hears of a mistake of ours over one connector, which alone is left out
   */
  public Planner(MarkKeys keys, Mistakes mistakes) {
    this.keys = keys;
    this.mistakes = mistakes;
  }

  /** The plan for {@code cluster}, or a blocked one that says why there is none. */
  public ClusterPlan plan(
      Cluster cluster, Desired desired, Observation observation, Recalled recalled) {
    return notStanding(cluster, recalled)
        .map(deferral -> blockedPlan(cluster, desired, recalled, deferral))
        .orElseGet(
            () ->
                observation.fold(
                    answered -> planAnswered(cluster, desired, answered, recalled),
                    unanswered ->
                        blockedPlan(cluster, desired, recalled, notAnswered(cluster, unanswered))));
  }

  /**
   * Which connectors of {@code cluster} are to be restarted. What keeps it from being changed keeps
   * it from being restarted, but for windows: a restart changes nothing.
   */
  public RestartPlan restarts(
      Cluster cluster,
      Desired desired,
      Observation observation,
      Recalled recalled,
      RestartWish wish) {
    return notStanding(cluster, recalled)
        .or(
            () ->
                observation.fold(
                    answered -> notThisTarget(cluster, answered, recalled),
                    unanswered -> Optional.of(notAnswered(cluster, unanswered))))
        .map(why -> RestartPlanning.blocked(cluster, desired, why, wish))
        .orElseGet(
            () ->
                RestartPlanning.of(
                    ClusterFacts.of(
                        cluster,
                        desired,
                        observation.answered().orElseThrow(),
                        recalled,
                        keys,
                        mistakes),
                    wish));
  }

  /** The plan without what would only be put back once more against somebody else. */
  public ClusterPlan heldBack(
      ClusterPlan plan, List<Contest> contests, Recalled recalled, Instant now) {
    return new Contention(contests, recalled, keys, now).heldBack(plan);
  }

  private ClusterPlan planAnswered(
      Cluster cluster, Desired desired, Observation.Answered answered, Recalled recalled) {
    return notThisTarget(cluster, answered, recalled)
        .map(deferral -> blockedPlan(cluster, desired, recalled, deferral))
        .orElseGet(
            () -> planKnown(ClusterFacts.of(cluster, desired, answered, recalled, keys, mistakes)));
  }

  private ClusterPlan planKnown(ClusterFacts facts) {
    Draft draft = new Draft(mistakes);
    changedTarget(facts.cluster(), facts.answered(), facts.recalled()).ifPresent(draft::relyOn);
    new DeclaredPlanning(facts, draft).plan();
    new Pruning(facts, draft).plan();
    new Timing(facts, draft).enforce();
    return draft.finish(facts);
  }

  /**
   * Whether any connector of the cluster bears a mark of this instance, told before anything is
   * remembered.
   */
  public boolean bearsOurMark(Cluster cluster, Observation.Answered answered) {
    return answered.connectors().values().stream()
        .anyMatch(
            observed ->
                Possession.of(cluster, observed, Optional.empty(), keys) == Possession.MARKED);
  }

  private static Optional<Deferral> notStanding(Cluster cluster, Recalled recalled) {
    return switch (recalled.standing()) {
      case NORMAL -> Optional.empty();
      case FIRST_START ->
          Optional.of(
              Deferral.ofCluster(
                  cluster.name(),
                  DeferralReason.FIRST_START,
                  "nothing is remembered yet; Riparian begins once every declared cluster has answered and none bears"
                      + " its mark, or once an operator names the baseline (riparian apply --accept-baseline SHA)",
                  ""));
      case LEDGER_LOST ->
          Optional.of(
              Deferral.ofCluster(
                  cluster.name(),
                  DeferralReason.LEDGER_LOST,
                  "connectors bear this instance's mark and the ledger is empty; nothing is deleted, created or"
                      + " accepted until an operator names the baseline (riparian apply --accept-baseline SHA)",
                  ""));
      case HISTORY_REWRITTEN ->
          Optional.of(
              Deferral.ofCluster(
                  cluster.name(),
                  DeferralReason.HISTORY_REWRITTEN,
                  "the branch no longer descends from the accepted commit; nothing is done until an operator"
                      + " acknowledges the new one (riparian apply --acknowledge-rewrite SHA)",
                  ""));
    };
  }

  private static Deferral notAnswered(Cluster cluster, Observation.Unanswered unanswered) {
    DeferralReason reason =
        switch (unanswered.problem()) {
          case WORKERS_DISAGREE -> DeferralReason.WORKERS_DISAGREE;
          case UNREACHABLE, UNAUTHORISED, BAD_ANSWER -> DeferralReason.CLUSTER_UNREACHABLE;
        };
    return Deferral.ofCluster(cluster.name(), reason, unanswered.why(), "");
  }

  private static Optional<Deferral> notThisTarget(
      Cluster cluster, Observation.Answered answered, Recalled recalled) {
    if (!answered.worker().isAtLeast(OLDEST_MAJOR, OLDEST_MINOR)) {
      return Optional.of(
          Deferral.ofCluster(
              cluster.name(),
              DeferralReason.WORKER_TOO_OLD,
              "the worker runs Kafka Connect "
                  + answered.worker().version()
                  + "; the oldest that is supported is 3.6",
              ""));
    }
    Optional<SecondWriter> writer = SecondWriter.of(cluster, answered.connectors().values());
    if (writer.isPresent()) {
      return Optional.of(
          Deferral.ofCluster(
              cluster.name(),
              DeferralReason.SECOND_WRITER,
              writer.get().why() + "; " + writer.get().remedy(),
              ""));
    }
    return changedTarget(cluster, answered, recalled)
        .filter(digest -> !recalled.acknowledged().contains(digest))
        .map(
            digest ->
                Deferral.ofCluster(
                    cluster.name(),
                    DeferralReason.TARGET_CHANGED,
                    "behind this target is Kafka cluster %s, and the last time it was %s; check its urls, or acknowledge"
                        .formatted(
                            answered.worker().kafkaClusterId(),
                            recalled.kafkaClusterIds().get(cluster.name())),
                    digest));
  }

  /** The digest of the step from the Kafka cluster that was here to the one that is here now. */
  private static Optional<String> changedTarget(
      Cluster cluster, Observation.Answered answered, Recalled recalled) {
    String before = recalled.kafkaClusterIds().getOrDefault(cluster.name(), "");
    String now = answered.worker().kafkaClusterId();
    return before.isEmpty() || before.equals(now)
        ? Optional.empty()
        : Optional.of(
            Budget.digest(
                cluster.name(), DeferralReason.TARGET_CHANGED, List.of(before + " to " + now)));
  }

  private static ClusterPlan blockedPlan(
      Cluster cluster, Desired desired, Recalled recalled, Deferral deferral) {
    int managed =
        (int)
            recalled.applied().values().stream()
                .filter(AppliedConnector::isManaged)
                .filter(applied -> applied.id().cluster().equals(cluster.name()))
                .count();
    return new ClusterPlan(
        cluster.name(),
        desired.revision(),
        cluster.mode(),
        managed,
        List.of(),
        List.of(deferral),
        List.of(),
        List.of());
  }
}
