package io.riparian.reconcile;

import io.riparian.connect.ConnectFailure;
import io.riparian.health.Health;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.RunState;
import io.riparian.plan.RestartOutcome;
import io.riparian.plan.RestartOutcome.Result;
import io.riparian.plan.RestartPlan.Due;
import io.riparian.plan.RestartWish;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Restarts one connector at a time, and waits until it is as it was. It writes through the guard
 * only, so what is not ours right before the call is left alone.
 */
final class Restarter {
  private static final String ENV =
      "it asks for it without a path, as one asks for a variable of the environment: that one is read"
          + " when the worker itself starts";

  private final GuardedCluster connect;
  private final Supplier<SortedMap<String, ConnectorStatus>> statuses;
  private final Comeback comeback;
  private final BooleanSupplier stopping;

  /** What one look shows of a connector that was restarted. */
  private enum Seen {
    BACK,
    FAILED,
    ON_ITS_WAY
  }

  /**
   * @param statuses what every connector of the cluster is doing, asked now
   * @param stopping whether nobody is to wait any more
   */
  Restarter(
      GuardedCluster connect,
      Supplier<SortedMap<String, ConnectorStatus>> statuses,
      Comeback comeback,
      BooleanSupplier stopping) {
    this.connect = connect;
    this.statuses = statuses;
    this.comeback = comeback;
    this.stopping = stopping;
  }

  /** Whatever Connect does comes back as an outcome. */
  RestartOutcome restart(Due due, RestartWish.Parts parts) {
    try {
      switch (parts) {
        case FAILED -> connect.restartFailed(due.id());
        case ALL -> connect.restart(due.id());
      }
    } catch (NotTouched found) {
      return notTouched(due, found.why());
    } catch (ConnectFailure failure) {
      return due.became(Result.FAILED, String.valueOf(failure.getMessage()));
    }
    return switch (await(due.id())) {
      case BACK -> due.became(Result.RESTARTED, due.readsOnce() ? ENV : "");
      case FAILED ->
          due.became(
              Result.NOT_BACK,
              due.hadFailed()
                  ? "it had failed before, and has failed again"
                  : "it has failed since");
      case ON_ITS_WAY -> due.became(Result.NOT_BACK, "it was not seen to run again");
    };
  }

  private static RestartOutcome notTouched(Due due, NotTouched.Why why) {
    return switch (why) {
      case FOREIGN ->
          due.became(
              Result.NOT_OURS, "it was not ours when read just before the call; nothing was sent");
      case GONE -> due.became(Result.GONE, "it is gone");
      case SUPERSEDED -> due.became(Result.LEFT, "it was not tried again, because we are stopping");
      case OTHERWISE ->
          throw new IllegalStateException("only what is created may stand there otherwise");
    };
  }

  private Seen await(ConnectorId id) {
    Seen last = Seen.ON_ITS_WAY;
    int inARow = 0;
    for (int look = 0; look < comeback.most() && !stopping.getAsBoolean(); look++) {
      Seen now = look(id);
      inARow = now == last ? inARow + 1 : 1;
      last = now;
      if (now != Seen.ON_ITS_WAY && inARow >= comeback.steady()) {
        return now;
      }
      if (!pause()) {
        break;
      }
    }
    return Seen.ON_ITS_WAY;
  }

  private Seen look(ConnectorId id) {
    try {
      return seen(statuses.get().getOrDefault(id.name(), ConnectorStatus.NONE));
    } catch (ConnectFailure blind) {
      return Seen.ON_ITS_WAY;
    }
  }

  /** A connector may have no task for as long as it finds nothing to do. */
  private static Seen seen(ConnectorStatus status) {
    return switch (Health.of(status)) {
      case HEALTHY, SUSPENDED, STALLED -> Seen.BACK;
      case DEGRADED -> Seen.FAILED;
      case PROGRESSING ->
          status.state() == RunState.RUNNING && status.tasks().isEmpty()
              ? Seen.BACK
              : Seen.ON_ITS_WAY;
      case UNKNOWN, MISSING -> Seen.ON_ITS_WAY;
    };
  }

  private boolean pause() {
    try {
      Thread.sleep(comeback.between().toMillis());
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
