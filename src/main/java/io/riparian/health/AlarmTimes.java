package io.riparian.health;

import java.time.Duration;

/**
 * How long is waited before somebody is told.
 *
 * @param correlation how long a page waits for others that fail for the same cause
 * @param window how far apart failures of one cause may begin to be one incident
 * @param settle how long something has to work before it is said to be over
 * @param reminder how often is reminded of what goes on
 * @param silence how long a cluster may be away before that is an incident
 */
public record AlarmTimes(
    Duration correlation, Duration window, Duration settle, Duration reminder, Duration silence) {
  /** As people expect it. */
  public static final AlarmTimes USUAL =
      new AlarmTimes(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          Duration.ofMinutes(1));
}
