package io.riparian.reconcile;

import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Remedy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How often, and how long, a call that is known to have changed nothing is tried again. The pauses
 * double and are jittered, so that several daemons or connectors do not come back all at once.
 *
 * @param tries how often at the most, the first included
 * @param first the pause after the first failure
 * @param most the longest pause
 */
public record Patience(int tries, Duration first, Duration most) {
  /** Some seconds in all, as long as a rebalance takes. */
  public static final Patience DEFAULT =
      new Patience(6, Duration.ofMillis(200), Duration.ofSeconds(5));

  /**
   * Calls until it answers, or fails with something that asking again would not cure.
   *
   * @throws ConnectFailure the last failure
   */
  <T> T call(Supplier<T> call) {
    for (int tried = 1; ; tried++) {
      try {
        return call.get();
      } catch (ConnectFailure failure) {
        if (failure.kind().remedy() != Remedy.RETRY || tried >= tries || !pause(tried)) {
          throw failure;
        }
      }
    }
  }

  /** Waits before the next try; false when the thread was interrupted and is to end. */
  boolean pause(int tried) {
    long longest = Math.min(most.toMillis(), first.toMillis() << Math.min(tried - 1, 20));
    try {
      Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
