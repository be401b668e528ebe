package io.riparian.reconcile;

import java.util.List;

/** A storm in which a promise was broken: how to see it again, and what led to it. */
final class StormBroke extends AssertionError {
  private static final long serialVersionUID = 1L;
  private static final int LAST = Integer.getInteger("world.told", 25);

  private final String promise;

  StormBroke(long seed, int killedAt, Throwable wrong, List<String> told) {
    super(
        """
        world %d%s: %s
        see it again with -Dworld.seed=%d%s
        what led to it:
          %s"""
            .formatted(
                seed,
                killedAt < 0 ? "" : ", killed at " + killedAt,
                wrong,
                seed,
                killedAt < 0 ? "" : " -Dworld.kill=" + killedAt,
                String.join("\n  ", told.subList(Math.max(0, told.size() - LAST), told.size()))),
        wrong);
    this.promise =
        wrong instanceof Promise.Broken broken
            ? broken.promise().name()
            : wrong.getClass().getSimpleName();
  }

  /** The name of the promise, or of what the engine threw instead. */
  String promise() {
    return promise;
  }
}
