package io.riparian.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.InstantSource;

/** Metrics and traces that nobody reads. */
final class Unwatched {
  private Unwatched() {}

  static EventMetrics events() {
    return new EventMetrics(new SimpleMeterRegistry(), InstantSource.system());
  }

  static Traces traces() {
    return new Traces(OpenTelemetry.noop());
  }
}
