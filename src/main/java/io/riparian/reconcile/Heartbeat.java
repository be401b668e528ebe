package io.riparian.reconcile;

import io.riparian.reconcile.Pulse.Doing;
import java.time.Instant;
import java.time.InstantSource;

/** Where a loop says what it begins with, from whichever of its threads; anybody may look. */
final class Heartbeat {
  private final InstantSource clock;
  private volatile Pulse pulse;

  Heartbeat(String loop, InstantSource clock) {
    this.clock = clock;
    Instant now = clock.instant();
    this.pulse = new Pulse(loop, Doing.IDLE, now, now, 0, 0);
  }

  void begin(Doing doing) {
    begin(doing, 0);
  }

  /** Begins with something that has so many parts. */
  synchronized void begin(Doing doing, int of) {
    Instant now = clock.instant();
    pulse = new Pulse(pulse.loop(), doing, now, now, 0, of);
  }

  /** One of the parts has ended. */
  synchronized void forward() {
    pulse =
        new Pulse(
            pulse.loop(),
            pulse.doing(),
            pulse.since(),
            clock.instant(),
            pulse.done() + 1,
            pulse.of());
  }

  Pulse pulse() {
    return pulse;
  }
}
