package io.riparian.reconcile;

import io.riparian.health.Health;
import io.riparian.health.Position;
import io.riparian.health.Progress;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.ObservedConnector;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A declared connector that runs, and of which somebody can tell whether it gets on: a sink whose
 * Kafka the cluster's file names, or a source whose file says how long it may be silent.
 *
 * @param run what it runs as
 * @param config as it runs
 * @param group the consumer group of a sink; empty for a source
 * @param longest how long it may stand still
 */
record Watched(
    String connector,
    String run,
    ConnectorConfig config,
    Optional<String> group,
    Duration longest) {

  /**
   * All of a cluster, by their names.
   *
   * @param observed what runs, as the last full look saw it
   * @param statuses what it does now
   */
  static SortedMap<String, Watched> of(
      Cluster cluster,
      Judged judged,
      Map<String, ObservedConnector> observed,
      Map<String, ConnectorStatus> statuses) {
    SortedMap<String, Watched> all = new TreeMap<>();
    statuses.forEach(
        (name, status) -> {
          ObservedConnector running = observed.get(name);
          if (running != null && Health.of(status) == Health.HEALTHY) {
            Optional.ofNullable(
                    judged.desired().connectors().get(new ConnectorId(cluster.name(), name)))
                .flatMap(declared -> of(cluster, declared, running, status))
                .ifPresent(one -> all.put(name, one));
          }
        });
    return all;
  }

  private static Optional<Watched> of(
      Cluster cluster,
      DeclaredConnector declared,
      ObservedConnector running,
      ConnectorStatus status) {
    String name = running.name();
    ConnectorConfig config = running.config();
    String run = Position.run(status, config);
    if (!isSink(running)) {
      return declared
          .longestSilence()
          .map(longest -> new Watched(name, run, config, Optional.empty(), longest));
    }
    boolean elsewhere = config.has(ConnectorConfig.SERVERS_OVERRIDE);
    return cluster.bootstrapServers().isEmpty() || elsewhere
        ? Optional.empty()
        : config
            .consumerGroup(name)
            .map(
                group ->
                    new Watched(
                        name,
                        run,
                        config,
                        Optional.of(group),
                        declared.longestSilence().orElse(Progress.USUAL)));
  }

  /** A source may have the key {@code topics} too. */
  private static boolean isSink(ObservedConnector running) {
    return running.type().equals("sink")
        || (!running.type().equals("source")
            && running.config().consumerGroup(running.name()).isPresent());
  }

  boolean isSink() {
    return group.isPresent();
  }

  @Override
  public String toString() {
    return "Watched[" + connector + "]";
  }
}
