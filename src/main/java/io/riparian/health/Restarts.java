package io.riparian.health;

import io.riparian.model.AutoRestart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The restarts of one connector that nobody asked for.
 *
 * @param wellSince since when it works again; null while it does not
 * @param left why it is not restarted any more; empty text while it is
 */
public record Restarts(RestartBudget budget, @Nullable Instant wellSince, String left) {
  static final Restarts NONE = new Restarts(RestartBudget.FULL, null, "");

  /** Whether a further one may still help. */
  boolean isTried(AutoRestart allowed) {
    return left.isEmpty() && !budget.isSpent(allowed);
  }

  Restarts spent(Instant at) {
    return new Restarts(budget.spent(at), null, left);
  }

  Restarts leftBecause(String why) {
    return new Restarts(budget, wellSince, why);
  }

  Restarts failing() {
    return wellSince == null ? this : new Restarts(budget, null, left);
  }

  /**
   * After a look that saw it work: {@link #NONE} once that was for longer than the next pause, and
   * for as long as it takes to call a failure over.
   */
  Restarts well(Instant now, AlarmTimes times) {
    Instant since = wellSince == null ? now : wellSince;
    boolean over = !now.isBefore(since.plus(times.settle()));
    return over && budget.afterRunning(since, now).equals(RestartBudget.FULL)
        ? NONE
        : new Restarts(budget, since, left);
  }

  @Override
  public String toString() {
    return "Restarts[" + budget.done() + "]";
  }
}
