package io.riparian.reconcile;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next hint is acted on: the first at once, and those that come within a second of one
 * that was acted on together, at the end of that second. So a single push waits for nothing, and a
 * hundred at once make two looks.
 */
final class Gathering {
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private Instant acted = Instant.MIN;

  /** A hint is acted on now. */
  void acted(Instant now) {
    acted = now;
  }

  /** How long the next one is to wait; a clock that was set back does not make it longer. */
  Duration left(Instant now) {
    if (acted.equals(Instant.MIN) || now.isBefore(acted)) {
      return Duration.ZERO;
    }
    Duration passed = Duration.between(acted, now);
    return passed.compareTo(WINDOW) < 0 ? WINDOW.minus(passed) : Duration.ZERO;
  }
}
