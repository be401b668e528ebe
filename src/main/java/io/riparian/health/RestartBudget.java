package io.riparian.health;

import io.riparian.model.AutoRestart;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a connector was restarted without a human, and when it may be again: at once, then 2,
 * 6, 12, 20, 30, 42, 56 and then every 60 minutes after the time before. It begins anew after a run
 * that was longer than the next pause would be.
 *
 * @param done how often so far
 * @param last when for the last time; null for never
 */
public record RestartBudget(int done, @Nullable Instant last) {
  /** Never restarted. */
  public static final RestartBudget FULL = new RestartBudget(0, null);

  private static final Duration LONGEST = Duration.ofMinutes(60);

  /** How long after the last one the next is due. */
  public Duration pause() {
    Duration pause = Duration.ofMinutes((long) done * done + done);
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  /** Whether nothing is left of it. */
  public boolean isSpent(AutoRestart allowed) {
    return !allowed.enabled() || done >= allowed.maxRestarts();
  }

  /** Whether the next restart is due. */
  public boolean isDue(Instant now) {
    return last == null || !now.isBefore(last.plus(pause()));
  }

  public RestartBudget spent(Instant at) {
    return new RestartBudget(done + 1, at);
  }

  /**
   * As it is after a run.
   *
   * @param since since when it has worked
   */
  public RestartBudget afterRunning(Instant since, Instant now) {
    return Duration.between(since, now).compareTo(pause()) > 0 ? FULL : this;
  }
}
