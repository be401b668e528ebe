package io.riparian.reconcile;

import io.riparian.plan.ChangeKind;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import io.riparian.plan.Outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * When a cluster is looked at in full again if nothing calls before. What was written is looked at
 * after the short interval, to see that it is as asked; what was left unfinished is tried again
 * soon, and less often each time. Another commit, and a cluster that answers again, begin with the
 * shortest pause anew: what was in the way may be gone.
 */
final class Schedule {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  private final Pace pace;
  private Duration retry = FIRST_RETRY;
  private volatile Instant nextFull = Instant.EPOCH;
  private String revision = "";
  private boolean answered;

  Schedule(Pace pace) {
    this.pace = pace;
  }

  boolean isFullDue(Instant now) {
    return !now.isBefore(nextFull);
  }

  /** When the next full look is due, if nothing calls before. Any thread may ask. */
  Instant nextFull() {
    return nextFull;
  }

  /** How long until the next look of either kind. */
  Duration untilNext(Instant now) {
    return shorter(Duration.between(now, nextFull), pace.glance());
  }

  /** A walk that could not be made, or broke off, is made again after a while. */
  void again(Instant now) {
    nextFull = now.plus(pace.glance());
  }

  void after(ClusterWalk.Result walk, Instant now) {
    if (isAnotherStart(walk)) {
      retry = FIRST_RETRY;
    }
    Duration until = pace.observe();
    if (hasJustAdopted(walk)) {
      // What was adopted is ours from now on, and may differ from its file.
      until = Duration.ZERO;
    } else if (waitsForOthers(walk)) {
      until = pace.glance();
    } else if (isUnfinished(walk)) {
      until = shorter(retry, pace.observe());
      retry = shorter(retry.multipliedBy(2), pace.observe());
    } else {
      retry = FIRST_RETRY;
      until = hasWritten(walk) ? pace.glance() : until;
    }
    nextFull = earlier(now.plus(until), nextHour(walk, now));
  }

  /** When something that is held back ends by itself: what waits for it waits no longer. */
  private static Instant nextHour(ClusterWalk.Result walk, Instant now) {
    return walk.plan().deferrals().stream()
        .map(Deferral::until)
        .filter(until -> until.isAfter(now))
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private boolean isAnotherStart(ClusterWalk.Result walk) {
    boolean answers = walk.observation().answered().isPresent();
    boolean another = !walk.plan().revision().equals(revision) || (answers && !answered);
    revision = walk.plan().revision();
    answered = answers;
    return another;
  }

  private static boolean hasWritten(ClusterWalk.Result walk) {
    return walk.outcomes().stream()
        .filter(done -> done.result() == Result.DONE)
        .anyMatch(
            done ->
                switch (done.kind()) {
                  case CREATE, UPDATE, SET_STATE, DELETE -> true;
                  case ADOPT, FORGET, REMEMBER, DISCARD -> false;
                });
  }

  private static boolean hasJustAdopted(ClusterWalk.Result walk) {
    return walk.outcomes().stream()
        .anyMatch(done -> done.kind() == ChangeKind.ADOPT && done.result() == Result.DONE);
  }

  private static boolean waitsForOthers(ClusterWalk.Result walk) {
    return walk.plan().deferrals().stream()
        .map(Deferral::reason)
        .anyMatch(reason -> reason == DeferralReason.FIRST_START);
  }

  private static boolean isUnfinished(ClusterWalk.Result walk) {
    boolean settling =
        walk.plan().deferrals().stream().anyMatch(held -> held.reason() == DeferralReason.SETTLING);
    return settling
        || walk.outcomes().stream()
            .map(Outcome::result)
            .anyMatch(ending -> ending == Result.DEFERRED || ending == Result.FAILED);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
