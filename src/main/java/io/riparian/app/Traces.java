package io.riparian.app;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.riparian.connect.CallWatch;
import io.riparian.model.ConnectorId;
import io.riparian.plan.Cause;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.reconcile.Witness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A span for each cycle, in it one for each change, and in either one for each call to a worker. An
 * attribute is a name, a kind or a count: no configuration value. Nothing leaves unless the SDK is
 * switched on.
 */
@ApplicationScoped
public class Traces implements Witness {
  private final Tracer tracer;

  /** The cycle that is under way on each cluster: there is never a second one. */
  private final Map<String, Span> cycles = new ConcurrentHashMap<>();

  /** The change that each thread carries out. */
  private static final ThreadLocal<Span> CHANGE = new ThreadLocal<>();

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
  public void changeBegins(ConnectorId id, ChangeKind kind, Cause cause) {
    CHANGE.set(
        tracer
            .spanBuilder("change")
            .setParent(cycle(id.cluster()))
            .setAttribute("riparian.cluster", id.cluster())
            .setAttribute("riparian.connector", id.name())
            .setAttribute("riparian.change", word(kind))
            .setAttribute("riparian.cause", word(cause))
            .startSpan());
  }

  @Override
  public void changed(String cluster, Outcome outcome, boolean again) {
    Span span = CHANGE.get();
    if (span != null) {
      end(span, word(outcome.result()), outcome.result() == Outcome.Result.DONE);
    }
  }

  @Override
  public void changeIsOver() {
    Span span = CHANGE.get();
    if (span != null) {
      end(span, "broke-off", false);
    }
  }

  private static void end(Span span, String result, boolean done) {
    CHANGE.remove();
    span.setAttribute("riparian.result", result);
    if (!done) {
      span.setStatus(StatusCode.ERROR, result);
    }
    span.end();
  }

  /** A call is part of the change that its thread carries out, or else of the cycle. */
  private Context around(String cluster) {
    Span span = CHANGE.get();
    return span == null ? cycle(cluster) : Context.root().with(span);
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
              .setParent(around(cluster))
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
