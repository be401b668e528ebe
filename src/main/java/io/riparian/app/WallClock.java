package io.riparian.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** The time that the daemon goes by: this machine's. */
@ApplicationScoped
class WallClock {
  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }
}
