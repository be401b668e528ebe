package io.riparian.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.InstantSource;

/** Metrics and traces that nobody reads, and a daemon that tells them. */
final class Unwatched {
  private Unwatched() {}

  /** A daemon that opens nothing, reached from this machine alone. */
  static Daemon daemon(RiparianConfig config) {
    return daemon(config, new Exposure("127.0.0.1", config));
  }

  /** A daemon that opens nothing. */
  static Daemon daemon(RiparianConfig config, Exposure exposure) {
    return new Daemon(
        config,
        new NoTls(),
        exposure,
        events(),
        traces(),
        new EventStream(),
        InstantSource.system(),
        true);
  }

  static EventMetrics events() {
    return new EventMetrics(new SimpleMeterRegistry(), InstantSource.system());
  }

  static Traces traces() {
    return new Traces(OpenTelemetry.noop());
  }
}
