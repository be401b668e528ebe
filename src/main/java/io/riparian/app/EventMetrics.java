package io.riparian.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.riparian.connect.CallWatch;
import io.riparian.model.Notice;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.Outcome;
import io.riparian.plan.RestartOutcome;
import io.riparian.reconcile.Witness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What happens, counted and timed as it happens. A label is a cluster's name or one word of a fixed
 * list, never a text from a worker or a file.
 */
@ApplicationScoped
public class EventMetrics implements Witness {
  private static final Set<String> TRIGGERS =
      Set.of("start", "timer", "commit", "surprise", "hook", "apply");
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(60),
    Duration.ofMinutes(5)
  };

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Instant> lastFullCycles = new ConcurrentHashMap<>();

  EventMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    // From the start at zero: an alert on the first forged one needs a value before it.
    for (DeliveryResult result : DeliveryResult.values()) {
      deliveries(result);
    }
    for (Notice.Kind kind : Notice.Kind.values()) {
      notices(kind);
    }
    for (RestartOutcome.Result result : RestartOutcome.Result.values()) {
      restarts(result);
    }
  }

  @Override
  public void cycleEnds(ClusterPlan plan, String trigger, Duration took) {
    Timer.builder("riparian.cycle")
        .description("Duration of a cycle: look, plan, apply, record")
        .tag("cluster", plan.cluster())
        .tag("trigger", word(trigger))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
    if (!plan.isBlocked()) {
      lastFullCycles.put(plan.cluster(), clock.instant());
    }
  }

  /** The first word of a trigger, if it is one of ours: the rest names people and connectors. */
  private static String word(String trigger) {
    String first = trigger.split("[ :]", 2)[0].toLowerCase(Locale.ROOT);
    return TRIGGERS.contains(first) ? first : "other";
  }

  /** When each cluster's last cycle ended that was not held back as a whole. */
  Map<String, Instant> lastFullCycles() {
    return lastFullCycles;
  }

  @Override
  public void deferred(Deferral deferral) {
    registry
        .counter(
            "riparian.deferrals", "cluster", deferral.cluster(), "reason", deferral.reason().name())
        .increment();
  }

  @Override
  public void drifted(String cluster, ChangeKind kind, long count) {
    registry
        .counter("riparian.drift", "cluster", cluster, "kind", word(kind))
        .increment((double) count);
  }

  @Override
  public void changed(String cluster, Outcome outcome, boolean again) {
    Timer.builder("riparian.change")
        .description("Duration of a change, with its look before and after")
        .tag("cluster", cluster)
        .tag("kind", word(outcome.kind()))
        .tag("result", word(outcome.result()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(Duration.ofMillis(outcome.millis()));
    if (again) {
      registry.counter("riparian.change.retries", "cluster", cluster).increment();
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void told(Notice notice) {
    notices(notice.kind()).increment();
  }

  private Counter notices(Notice.Kind kind) {
    return registry.counter("riparian.notices", "kind", word(kind));
  }

  @Override
  public void restarted(RestartOutcome outcome) {
    restarts(outcome.result()).increment();
  }

  private Counter restarts(RestartOutcome.Result result) {
    return registry.counter("riparian.restarts", "result", word(result));
  }

  /** A webhook came. */
  void delivered(DeliveryResult result) {
    deliveries(result).increment();
  }

  private Counter deliveries(DeliveryResult result) {
    return registry.counter("riparian.deliveries", "result", word(result));
  }

  /** Hears the calls to one cluster. */
  CallWatch calls(String cluster) {
    return heard(
        () ->
            Timer.builder("riparian.connect.calls")
                .description("REST calls to Connect")
                .tag("cluster", cluster));
  }

  /** Hears what the forge is asked. */
  CallWatch forgeCalls() {
    return heard(() -> Timer.builder("riparian.forge.calls").description("Questions to the forge"));
  }

  private CallWatch heard(Supplier<Timer.Builder> timer) {
    return operation -> {
      long start = System.nanoTime();
      return outcome ->
          timer
              .get()
              .tag("operation", operation)
              .tag("outcome", outcome)
              .register(registry)
              .record(Duration.ofNanos(System.nanoTime() - start));
    };
  }
}
