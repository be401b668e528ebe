package io.riparian.reconcile;

import java.time.Duration;

/**
 * How long we wait for a connector that was restarted. Connect answers before it has done anything,
 * and while a task has still to stop, for which it has five seconds, its old state is what
 * everybody sees: so only what many looks in a row show counts.
 *
 * @param steady how many looks in a row have to show the same
 * @param most how many looks there are at the most
 * @param between the pause between two
 */
public record Comeback(int steady, int most, Duration between) {
  /** Six seconds of the same, within two minutes. */
  public static final Comeback DEFAULT = new Comeback(13, 240, Duration.ofMillis(500));

  public Comeback {
    if (steady < 1 || most < steady) {
      throw new IllegalArgumentException("there are enough looks to see the same in a row");
    }
  }
}
