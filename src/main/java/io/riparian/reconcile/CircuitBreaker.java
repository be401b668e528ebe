package io.riparian.reconcile;

import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Kind;
import java.util.function.Supplier;

/**
 * Whether a cluster still takes changes while one plan is carried out. Once several in a row were
 * given up because it did not, it is open, and stays so: what has not begun waits for the next look
 * at the cluster, which is the first call to be made again.
 *
 * <p>Reads that are answered do not keep it closed. A worker that has lost Kafka answers them from
 * its memory, while each write takes half a minute to fail.
 */
final class CircuitBreaker {
  private static final int IN_A_ROW = 3;

  private int givenUp;
  private int busy;
  private int silent;
  private boolean open;

  /** Makes a call that writes, and notes how it is taken. */
  <T> T write(Supplier<T> call) {
    try {
      return call.get();
    } catch (ConnectFailure failure) {
      note(failure.kind(), true);
      throw failure;
    }
  }

  /**
   * Makes a call that reads, and notes when it is not answered. A rebalance is none of its
   * business: Connect refuses to read single connectors through most of any rebalance.
   */
  <T> T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (ConnectFailure failure) {
      note(failure.kind(), false);
      throw failure;
    }
  }

  private synchronized void note(Kind kind, boolean writes) {
    if (kind == Kind.REBALANCING) {
      busy += writes ? 1 : 0;
    } else if (isNoAnswer(kind)) {
      silent++;
    }
  }

  private static boolean isNoAnswer(Kind kind) {
    return switch (kind) {
      case UNREACHABLE, TIMED_OUT, OUTCOME_UNKNOWN -> true;
      case REBALANCING, CONFLICT, NOT_FOUND, REFUSED, UNAUTHORISED, WORKER_ERROR, BAD_ANSWER ->
          false;
    };
  }

  /** A change was made. */
  synchronized void made() {
    givenUp = 0;
  }

  /** A change is not tried any more, because of this. */
  synchronized void gaveUp(Kind kind) {
    givenUp = isNoAnswer(kind) ? givenUp + 1 : 0;
    open |= givenUp >= IN_A_ROW;
  }

  /** Whether nothing more is to be asked of the cluster before it was looked at again. */
  synchronized boolean isOpen() {
    return open;
  }

  /** How hard the cluster took all calls so far. */
  synchronized Strain strain() {
    return new Strain(busy, silent);
  }
}
