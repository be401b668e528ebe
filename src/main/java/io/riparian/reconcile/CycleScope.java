package io.riparian.reconcile;

import java.util.concurrent.Executor;
import org.jboss.logging.MDC;

/**
 * One cycle on one cluster while it lasts. Each line that is logged inside it carries the cluster,
 * the cycle's id, the revision, and the trace if there is one.
 */
final class CycleScope implements AutoCloseable {
  static final String CLUSTER = "cluster";
  static final String CYCLE = "cycle";
  static final String REVISION = "revision";
  static final String TRACE = "traceId";

  private final String cluster;
  private final String id;
  private final String revision;
  private final String trace;
  private final Runnable over;
  private final Thread walking = Thread.currentThread();

  /**
   * @param over what is to be done when it is over
   */
  CycleScope(String cluster, String id, String revision, String trace, Runnable over) {
    this.cluster = cluster;
    this.id = id;
    this.revision = revision;
    this.trace = trace;
    this.over = over;
  }

  String id() {
    return id;
  }

  /** The lines that this thread logs from now on belong to it. */
  CycleScope enter() {
    MDC.put(CLUSTER, cluster);
    MDC.put(CYCLE, id);
    MDC.put(REVISION, revision);
    if (!trace.isEmpty()) {
      MDC.put(TRACE, trace);
    }
    return this;
  }

  /** The lines that this thread logs from now on belong to it no more. */
  static void leave() {
    MDC.remove(CLUSTER);
    MDC.remove(CYCLE);
    MDC.remove(REVISION);
    MDC.remove(TRACE);
  }

  /**
   * The same hands, which work inside it: each line that a piece of work logs belongs to it. What
   * is done by the thread that began it leaves it there.
   */
  Executor hands(Executor hands) {
    return work -> hands.execute(() -> workInside(work));
  }

  private void workInside(Runnable work) {
    // A new thread inherits what its maker was in, so that only the thread itself tells.
    if (Thread.currentThread().equals(walking)) {
      work.run();
      return;
    }
    enter();
    try {
      work.run();
    } finally {
      leave();
    }
  }

  @Override
  public void close() {
    leave();
    over.run();
  }
}
