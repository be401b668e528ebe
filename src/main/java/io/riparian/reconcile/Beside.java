package io.riparian.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A look of its own, about once a minute, beside everything else: it may take as long as it takes,
 * nobody waits for it, and there is never more than one.
 */
final class Beside {
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final Executor aside;
  private final InstantSource clock;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Instant next = Instant.EPOCH;

  Beside(Executor aside, InstantSource clock) {
    this.aside = aside;
    this.clock = clock;
  }

  /** Begins with it, if it is due and none is under way. To be called from one thread at a time. */
  void look(Runnable look) {
    if (clock.instant().isBefore(next) || !looking.compareAndSet(false, true)) {
      return;
    }
    next = clock.instant().plus(BETWEEN);
    try {
      aside.execute(() -> run(look));
    } catch (RejectedExecutionException ending) {
      looking.set(false);
    }
  }

  private void run(Runnable look) {
    try {
      look.run();
    } finally {
      looking.set(false);
    }
  }
}
