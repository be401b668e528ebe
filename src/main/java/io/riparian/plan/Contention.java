package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.MarkKeys;
import io.riparian.model.ObservedConnector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of a plan what would only be put back once more against somebody who keeps changing it.
 * A commit that changes the connector goes through, and so does what an operator agreed to.
 */
final class Contention {
  private final List<Contest> contests;
  private final Recalled recalled;
  private final MarkKeys keys;
  private final Instant now;

  Contention(List<Contest> contests, Recalled recalled, MarkKeys keys, Instant now) {
    this.contests = List.copyOf(contests);
    this.recalled = recalled;
    this.keys = keys;
    this.now = now;
  }

  /** The plan without it, each with its deferral. */
  ClusterPlan heldBack(ClusterPlan plan) {
    List<Reliance> agreed = new ArrayList<>(plan.agreed());
    for (Change change : plan.changes()) {
      givenUp(change, plan)
          .map(Contest::digest)
          .filter(recalled.acknowledged()::contains)
          .ifPresent(digest -> agreed.add(new Reliance(digest, List.of(change))));
    }
    return plan.agreedBy(agreed)
        .deferring(
            change ->
                givenUp(change, plan)
                    .filter(contest -> !recalled.acknowledged().contains(contest.digest()))
                    .map(contest -> deferral(change, contest)));
  }

  private Optional<Contest> givenUp(Change change, ClusterPlan plan) {
    return Contest.subject(change)
        .filter(subject -> !isCommitted(change, plan))
        .flatMap(
            subject ->
                contests.stream()
                    .filter(contest -> contest.id().equals(change.id()))
                    .filter(contest -> contest.subject().equals(subject))
                    .filter(contest -> contest.isGivenUp(now))
                    .findFirst());
  }

  /** What a commit writes may rely on what comes before it: all of it goes through, or none. */
  private static boolean isCommitted(Change change, ClusterPlan plan) {
    return plan.changes().stream()
        .filter(other -> other.id().equals(change.id()))
        .anyMatch(other -> other.cause() == Cause.COMMIT && other.kind().writesToCluster());
  }

  private Deferral deferral(Change change, Contest contest) {
    return new Deferral(
        change.id().cluster(),
        change.id().name(),
        DeferralReason.CONTESTED,
        "%s changed %s again each of the %d times we put it back since %s; it is left as it is until %s, until a commit"
                .formatted(
                    who(change),
                    contest.subject(),
                    contest.reverts(),
                    contest.since(),
                    contest.retryAt())
            + " changes the connector, or until this is acknowledged",
        contest.digest());
  }

  /**
   * Our mark on a configuration that is not ours proves that its writer has our name and our keys.
   */
  private String who(Change change) {
    boolean twin =
        change
            .asUpdate()
            .map(Change.Update::before)
            .filter(
                before ->
                    before
                        .config()
                        .get(MarkKeys.MARK)
                        .filter(mark -> isMadeFor(change, before, mark))
                        .isPresent())
            .isPresent();
    return twin ? "another Riparian with this instance's name and keys" : "somebody else";
  }

  private boolean isMadeFor(Change change, ObservedConnector before, String mark) {
    Optional<AppliedConnector> last = Optional.ofNullable(recalled.applied().get(change.id()));
    return keys.verify(change.id(), mark, ConfigComparison.asSent(before, last))
        == MarkKeys.Verdict.UNTOUCHED;
  }
}
