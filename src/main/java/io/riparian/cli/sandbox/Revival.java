package io.riparian.cli.sandbox;

import java.util.HashMap;
import java.util.Map;

/**
 * Starts what somebody stopped: a newcomer is welcome to kill a worker or the daemon and see what
 * happens. It takes its time, so that there is something to see.
 */
final class Revival {
  private static final long PAUSE_NANOS = 15_000_000_000L;

  private final Narrator narrator;
  private final Map<String, Long> missedSince = new HashMap<>();

  Revival(Narrator narrator) {
    this.narrator = narrator;
  }

  /** To be called often, from one thread. */
  void look(ChildJvm child, Runnable start) {
    if (child.alive()) {
      return;
    }
    Long since = missedSince.putIfAbsent(child.name(), System.nanoTime());
    if (since == null) {
      narrator.event(
          child.name()
              + " stopped; it will be started again in "
              + PAUSE_NANOS / 1_000_000_000L
              + " s");
    } else if (System.nanoTime() - since > PAUSE_NANOS) {
      missedSince.remove(child.name());
      start.run();
      narrator.event(child.name() + " runs again");
    }
  }
}
