package io.riparian.reconcile;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Calls to look again, waiting to be answered. Any number of them that come before the answer are
 * one, and none is lost: a call that comes while we look makes us look once more.
 */
final class Calls {
  private static final double JITTER = 0.1;

  private final InstantSource clock;
  private final Gathering gathering = new Gathering();
  private @Nullable String pending;
  private boolean hinted;
  private long begun;
  private long ended;
  private long whole;
  private boolean stopping;
  private boolean closed;

  Calls() {
    this(InstantSource.system());
  }

  Calls(InstantSource clock) {
    this.clock = clock;
  }

  /** Asks to look again, with the reason. */
  synchronized void call(String trigger) {
    if (pending == null) {
      pending = trigger;
    }
    hinted = false;
    notifyAll();
  }

  /**
   * Asks to look again because there may be something to see: at once, unless the last hint was
   * answered just now. Then it waits for the rest of a moment, and those that come meanwhile are
   * one with it.
   */
  synchronized void hint(String trigger) {
    if (pending == null) {
      pending = trigger;
      hinted = true;
    }
    notifyAll();
  }

  /** For how long what is pending has still to wait, in milliseconds. */
  private long toGather() {
    return hinted ? gathering.left(clock.instant()).toMillis() : 0;
  }

  /**
   * Waits for a call, at the longest for so long, give or take a tenth; the trigger, or {@code
   * otherwise}. Once it is to {@linkplain #stop stop} nobody waits.
   */
  synchronized String await(Duration longest, String otherwise) throws InterruptedException {
    long millis = Math.max(1, longest.toMillis());
    long spread = (long) (millis * JITTER);
    long deadline =
        System.nanoTime()
            + (millis - spread + ThreadLocalRandom.current().nextLong(2 * spread + 1)) * 1_000_000;
    while (!stopping && (pending == null || toGather() > 0)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0 && pending == null) {
        return otherwise;
      }
      wait(pending == null ? left : Math.max(1, toGather()));
    }
    return take(otherwise);
  }

  /**
   * The caller of {@link #await} begins to look, which answers whatever called until now.
   *
   * @return what called meanwhile, or {@code otherwise}
   */
  synchronized String begin(String otherwise) {
    begun++;
    return take(otherwise);
  }

  private String take(String otherwise) {
    String trigger = pending == null ? otherwise : pending;
    if (hinted) {
      gathering.acted(clock.instant());
    }
    pending = null;
    hinted = false;
    return trigger;
  }

  /** The look that was begun has ended. */
  synchronized void end() {
    whole = begun;
    breakOff();
  }

  /** The look that was begun has ended, unless it {@linkplain #end ended} whole: it broke off. */
  synchronized void breakOff() {
    ended = begun;
    notifyAll();
  }

  /** Whoever looks is to wait for nothing any more, now or later. */
  synchronized void stop() {
    stopping = true;
    notifyAll();
  }

  /** Nobody looks any more; whoever waits for a look is told so at once. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * Asks to look again and waits until a look that began after this has ended.
   *
   * @return whether it did within {@code longest}, and did not break off
   */
  synchronized boolean callAndWait(String trigger, Duration longest) throws InterruptedException {
    long before = begun;
    call(trigger);
    long deadline = System.nanoTime() + longest.toNanos();
    while (ended <= before) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0 || closed) {
        return false;
      }
      wait(left);
    }
    return whole > before;
  }
}
