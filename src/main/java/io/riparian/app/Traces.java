package io.riparian.app;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.riparian.connect.CallWatch;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.reconcile.Witness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A span for each cycle, and in it one for each change and each call to a worker. An attribute is a
 * name, a kind or a count: no configuration value. Nothing leaves unless the SDK is switched on.
 */
@ApplicationScoped
public class Traces implements Witness {
  private final Tracer tracer;

  /** The cycle that is under way on each cluster: there is never a second one. */
  private final Map<String, Span> cycles = new ConcurrentHashMap<>();

  Traces(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.riparian");
  }

  @Override
  public String cycleBegins(String cluster, String cycle, String trigger, String revision) {
    Span span =
        tracer
            .spanBuilder("cycle")
            .setNoParent()
            .setAttribute("riparian.cluster", cluster)
            .setAttribute("riparian.cycle", cycle)
            .setAttribute("riparian.trigger", trigger)
            .setAttribute("riparian.revision", revision)
            .startSpan();
    cycles.put(cluster, span);
    return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : "";
  }

  @Override
  public void cycleEnds(ClusterPlan plan, String trigger, Duration took) {
    Span span = cycles.getOrDefault(plan.cluster(), Span.getInvalid());
    span.setAttribute("riparian.changes", plan.changes().size());
    span.setAttribute("riparian.deferrals", plan.deferrals().size());
    if (plan.isBlocked()) {
      span.setStatus(StatusCode.ERROR, plan.deferrals().get(0).reason().name());
    }
  }

  @Override
  public void cycleIsOver(String cluster) {
    Span span = cycles.remove(cluster);
    if (span != null) {
      span.end();
    }
  }

  @Override
  public void changed(String cluster, Outcome outcome, boolean again) {
    Instant end = Instant.now();
    Span span =
        tracer
            .spanBuilder("change")
            .setParent(cycle(cluster))
            .setStartTimestamp(end.minusMillis(outcome.millis()))
            .setAttribute("riparian.cluster", cluster)
            .setAttribute("riparian.connector", outcome.connector())
            .setAttribute("riparian.change", word(outcome.kind()))
            .setAttribute("riparian.cause", word(outcome.cause()))
            .setAttribute("riparian.result", word(outcome.result()))
            .startSpan();
    if (outcome.result() != Outcome.Result.DONE) {
      span.setStatus(StatusCode.ERROR, word(outcome.result()));
    }
    span.end(end);
  }

  private Context cycle(String cluster) {
    return Context.root().with(cycles.getOrDefault(cluster, Span.getInvalid()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Hears the calls to one cluster. */
  CallWatch calls(String cluster) {
    return operation -> {
      Span span =
          tracer
              .spanBuilder(operation)
              .setSpanKind(SpanKind.CLIENT)
              .setParent(cycle(cluster))
              .setAttribute("riparian.cluster", cluster)
              .startSpan();
      return outcome -> {
        span.setAttribute("riparian.outcome", outcome);
        if (!outcome.startsWith("2")) {
          span.setStatus(StatusCode.ERROR, outcome);
        }
        span.end();
      };
    };
  }
}
