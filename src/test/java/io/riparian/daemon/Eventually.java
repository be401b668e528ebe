package io.riparian.daemon;

import java.time.Duration;

/** Waits for what is to come, for as long as the slowest machine may need. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(25);

  /** Something that holds, or throws. */
  @FunctionalInterface
  interface Claim {
    void check() throws Exception;
  }

  private Eventually() {}

  /** Returns once the claim holds; what it threw the last time is thrown when it never does. */
  static void eventually(Claim claim) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        claim.check();
        return;
      } catch (Exception | AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("not even after " + PATIENCE + ": " + notYet, notYet);
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }
}
