package io.riparian.health;

import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.RunState;

/**
 * Whether a connector works. The order is from best to worst, so that the worst of several wins.
 */
public enum Health {
  HEALTHY,
  SUSPENDED,
  PROGRESSING,
  UNKNOWN,
  /** It runs and does not get on, which no status tells: see {@link Progress}. */
  STALLED,
  DEGRADED,
  MISSING;

  /**
   * The health that a connector's status tells; a running connector without a task is still on its
   * way. Whether it gets on is not in it.
   */
  public static Health of(ConnectorStatus status) {
    return switch (status.state()) {
      case FAILED -> DEGRADED;
      case PAUSED, STOPPED -> status.hasFailure() ? DEGRADED : SUSPENDED;
      case UNASSIGNED, RESTARTING -> PROGRESSING;
      case DESTROYED, UNKNOWN -> UNKNOWN;
      case RUNNING ->
          status.tasks().isEmpty()
              ? PROGRESSING
              : status.tasks().stream()
                  .map(TaskStatus::state)
                  .map(Health::ofTask)
                  .reduce(HEALTHY, Health::worse);
    };
  }

  private static Health ofTask(RunState state) {
    return switch (state) {
      case RUNNING -> HEALTHY;
      case PAUSED, STOPPED -> SUSPENDED;
      case UNASSIGNED, RESTARTING -> PROGRESSING;
      case FAILED -> DEGRADED;
      case DESTROYED, UNKNOWN -> UNKNOWN;
    };
  }

  private static Health worse(Health one, Health other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
