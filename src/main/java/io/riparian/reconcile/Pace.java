package io.riparian.reconcile;

import io.riparian.health.AlarmTimes;
import java.time.Duration;

/**
 * How often we look when nothing calls.
 *
 * @param git between two fetches
 * @param glance between two short looks at a cluster
 * @param observe between two full looks at a cluster
 * @param hands how many connectors of one cluster are worked on at once, at the most
 * @param patience how a call that changed nothing is tried again
 * @param comeback how long a connector that was restarted is waited for
 * @param alarms how long is waited before somebody is told of a failure
 */
public record Pace(
    Duration git,
    Duration glance,
    Duration observe,
    int hands,
    Patience patience,
    Comeback comeback,
    AlarmTimes alarms) {
  public static final Pace DEFAULT =
      new Pace(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60), 32);

  public Pace(Duration git, Duration glance, Duration observe, int hands) {
    this(git, glance, observe, hands, Patience.DEFAULT, Comeback.DEFAULT, AlarmTimes.USUAL);
  }

  /** The same, with other times before somebody is told. */
  public Pace with(AlarmTimes other) {
    return new Pace(git, glance, observe, hands, patience, comeback, other);
  }

  public Pace {
    if (git.isNegative() || git.isZero() || glance.isNegative() || glance.isZero()) {
      throw new IllegalArgumentException("an interval is longer than nothing");
    }
    if (observe.compareTo(glance) < 0) {
      throw new IllegalArgumentException("the full look is not more frequent than the short one");
    }
    if (hands < 1 || hands > 32) {
      throw new IllegalArgumentException("between 1 and 32 connectors are worked on at once");
    }
  }
}
