package io.riparian.notify;

import java.time.Duration;

/**
 * How long to wait before a further try: twice as long each time, up to the longest, less up to a
 * half of it by chance, so that what failed together does not come back together.
 *
 * @param tries after how many to give up
 * @param patience after how long to give up
 */
public record Backoff(Duration first, Duration longest, int tries, Duration patience) {
  /** What the daemon waits. */
  public static final Backoff USUAL =
      new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(30), 60, Duration.ofDays(1));

  private static final int MOST_DOUBLINGS = 30;

  /**
   * @param tries how many there were, at least one
   * @param chance from 0 to 1
   */
  Duration after(int tries, double chance) {
    long most = longest.toMillis();
    long doubled = first.toMillis() << Math.min(tries - 1, MOST_DOUBLINGS);
    long wait = doubled <= 0 ? most : Math.min(doubled, most);
    return Duration.ofMillis(wait - (long) (wait * chance / 2));
  }
}
