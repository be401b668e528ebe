package io.riparian.app;

import java.time.Duration;

/** A number of calls that are allowed in a time, refilled evenly. */
final class Allowance {
  private final int most;
  private final double perNano;
  private double left;
  private long lastNanos;
  private boolean begun;

  Allowance(int most, Duration time) {
    this.most = most;
    this.perNano = (double) most / time.toNanos();
    this.left = most;
  }

  /**
   * Takes one, if there is one left.
   *
   * @param nanos the time of a clock that only goes forward
   */
  synchronized boolean take(long nanos) {
    if (begun) {
      left = Math.min(most, left + (nanos - lastNanos) * perNano);
    }
    begun = true;
    lastNanos = nanos;
    if (left < 1) {
      return false;
    }
    left -= 1;
    return true;
  }
}
