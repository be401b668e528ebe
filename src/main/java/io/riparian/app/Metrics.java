package io.riparian.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.riparian.notify.ChannelStanding;
import io.riparian.reconcile.ClusterView;
import io.riparian.reconcile.Pulse;
import io.riparian.reconcile.Reconciler;
import io.riparian.reconcile.Survey;
import io.riparian.report.ClusterStatusReport;
import io.riparian.report.ConnectorReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The gauges, drawn from the same survey as every other answer. Labels are names from the
 * repository, never text from a worker.
 */
@ApplicationScoped
public class Metrics {
  private static final Logger LOG = Logger.getLogger(Metrics.class);
  private static final Set<String> HELD = Set.of("held", "deferred", "refused");
  private static final int REFRESH_SECONDS = 5;

  private final Daemon daemon;
  private final MeterRegistry registry;
  private final MultiGauge connectors;
  private final MultiGauge reachable;
  private final MultiGauge cycleAge;
  private final MultiGauge failures;
  private final MultiGauge incidents;
  private final MultiGauge waiting;
  private final EventMetrics events;
  private final MultiGauge still;
  private final InstantSource clock;
  private final ScheduledExecutorService refreshing =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "metrics"));

  Metrics(Daemon daemon, MeterRegistry registry, EventMetrics events, InstantSource clock) {
    this.daemon = daemon;
    this.registry = registry;
    this.events = events;
    this.clock = clock;
    this.connectors =
        MultiGauge.builder("riparian.connector.info")
            .description("1 for each connector, with its sync and health as labels")
            .register(registry);
    this.reachable =
        MultiGauge.builder("riparian.cluster.reachable")
            .description("1 when the last look at the cluster was answered")
            .register(registry);
    this.cycleAge =
        MultiGauge.builder("riparian.cluster.cycle.age")
            .description("Time since the last cycle that was not held back as a whole")
            .baseUnit("seconds")
            .register(registry);
    this.failures =
        MultiGauge.builder("riparian.connector.failure")
            .description(
                "1 for each connector that something is wrong with, and whose it is to mend")
            .register(registry);
    this.incidents =
        MultiGauge.builder("riparian.cluster.incidents")
            .description("How many incidents are open on the cluster")
            .register(registry);
    this.waiting =
        MultiGauge.builder("riparian.notify.waiting")
            .description("Notices that a channel has not brought out yet")
            .register(registry);
    this.still =
        MultiGauge.builder("riparian.loop.still")
            .description("For how long a loop has waited for an answer, 0 when it has not to")
            .baseUnit("seconds")
            .register(registry);
  }

  void onStart(@Observes StartupEvent started) {
    if (daemon.isStandalone()) {
      return;
    }
    Reconciler reconciler = daemon.reconciler();
    Gauge.builder("riparian.repository.fetch.age", () -> age(reconciler.repository().lastFetch()))
        .description("Time since the repository last answered")
        .baseUnit("seconds")
        .register(registry);
    FunctionCounter.builder(
            "riparian.request.looks", reconciler, now -> (double) now.requestLooks())
        .description("Plans made of requests")
        .register(registry);
    Gauge.builder("riparian.notify.dead", () -> daemon.outbox().dead().size())
        .description("Notices that somebody was to be told and was not")
        .register(registry);
    ScheduledFuture<?> unused =
        refreshing.scheduleWithFixedDelay(this::refresh, 0, REFRESH_SECONDS, TimeUnit.SECONDS);
  }

  void onStop(@Observes ShutdownEvent stopping) {
    refreshing.shutdownNow();
  }

  private double age(Instant since) {
    return since.equals(Instant.EPOCH)
        ? Double.NaN
        : Duration.between(since, clock.instant()).toMillis() / 1000.0;
  }

  private void refresh() {
    try {
      Survey survey = new Survey(daemon.reconciler());
      List<ConnectorReport> ours =
          survey.connectors().stream().filter(one -> !one.sync().equals("unmanaged")).toList();
      connectors.register(ours.stream().map(Metrics::row).toList(), true);
      failures.register(ours.stream().flatMap(Metrics::failures).toList(), true);
      incidents.register(daemon.reconciler().clusters().stream().map(Metrics::row).toList(), true);
      waiting.register(daemon.outbox().channels().stream().map(Metrics::row).toList(), true);
      List<ClusterStatusReport> clusters = survey.clusters();
      reachable.register(clusters.stream().map(Metrics::row).toList(), true);
      cycleAge.register(clusters.stream().flatMap(this::age).toList(), true);
      still.register(daemon.reconciler().pulses().stream().map(this::row).toList(), true);
    } catch (RuntimeException mistake) {
      // A schedule ends with the first exception, and the gauges would stand still.
      LOG.errorf(mistake, "the metrics could not be refreshed");
    }
  }

  private static Stream<MultiGauge.Row<?>> failures(ConnectorReport connector) {
    return connector.failures().stream()
        .map(
            failure ->
                MultiGauge.Row.of(
                    Tags.of(
                        "cluster", connector.cluster(),
                        "connector", connector.name(),
                        "team", connector.team(),
                        "class", failure.failureClass(),
                        "first", failure.first(),
                        "standing", failure.standing()),
                    1));
  }

  private static MultiGauge.Row<?> row(ClusterView view) {
    return MultiGauge.Row.of(
        Tags.of("cluster", view.cluster().name()), view.course().alarms().incidents().size());
  }

  private static MultiGauge.Row<?> row(ChannelStanding channel) {
    return MultiGauge.Row.of(Tags.of("channel", channel.name()), channel.due() + channel.held());
  }

  /** No row for a cluster that has had no such cycle yet. */
  private Stream<MultiGauge.Row<?>> age(ClusterStatusReport cluster) {
    return Stream.ofNullable(events.lastFullCycles().get(cluster.name()))
        .map(at -> MultiGauge.Row.of(Tags.of("cluster", cluster.name()), at, this::age));
  }

  private static boolean isHeld(ConnectorReport connector) {
    return HELD.contains(connector.sync()) || connector.reason().equals("DRIFT_REPORTED");
  }

  private static MultiGauge.Row<?> row(ConnectorReport connector) {
    return MultiGauge.Row.of(
        Tags.of(
            "cluster", connector.cluster(),
            "connector", connector.name(),
            "team", connector.team(),
            "sync", connector.sync(),
            "health", connector.health(),
            "held", String.valueOf(isHeld(connector))),
        1);
  }

  private MultiGauge.Row<?> row(Pulse pulse) {
    return MultiGauge.Row.of(
        Tags.of("loop", pulse.loop()), pulse.stillFor(clock.instant()).toMillis() / 1000.0);
  }

  private static MultiGauge.Row<?> row(ClusterStatusReport cluster) {
    return MultiGauge.Row.of(Tags.of("cluster", cluster.name()), cluster.reachable() ? 1 : 0);
  }
}
