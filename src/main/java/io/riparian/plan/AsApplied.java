package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.model.ObservedConnector;
import io.riparian.model.RunState;
import io.riparian.model.Worker;
import io.riparian.ownership.Accepted;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A world in which everything that a revision declares was applied and runs as declared, and
 * nothing else does. That is as much as files tell of what runs: plans made in it say what another
 * revision declares otherwise, and no cluster was asked for them.
 */
public final class AsApplied {
  /** They sign nothing that leaves this class. */
  private static final MarkKeys KEYS =
      new MarkKeys("as-applied", List.of("a world that is only imagined"));

  /** Which one runs is not known; whatever a file asks for is taken for possible. */
  private static final Worker WORKER = new Worker(Integer.MAX_VALUE + ".0", "");

  private final Accepted applied;
  private final Recalled recalled;
  private final Instant now;

  private AsApplied(Accepted applied, Instant now) {
    this.applied = applied;
    this.now = now;
    this.recalled =
        new Recalled(
            Recalled.Standing.NORMAL,
            remembered(applied.connectors().values()),
            Map.of(),
            Map.of(),
            Set.of(),
            List.of(),
            Map.of());
  }

  /**
   * What would be done if the later revision came into force, for each cluster that it declares, by
   * name. Holds and windows, which only say when, are left out.
   */
  public static List<ClusterPlan> plans(Accepted applied, Accepted later, Instant now) {
    AsApplied world = new AsApplied(applied, now);
    Desired desired = Desired.of(later).atAnyTime();
    return later.declared().clusters().values().stream()
        .map(cluster -> world.plan(cluster.atAnyTime(), desired))
        .toList();
  }

  private ClusterPlan plan(Cluster cluster, Desired desired) {
    return new Planner(KEYS).plan(cluster, desired, observation(cluster.name()), recalled);
  }

  private Observation observation(String cluster) {
    SortedMap<String, ObservedConnector> running = new TreeMap<>();
    applied.connectors().values().stream()
        .filter(connector -> connector.id().cluster().equals(cluster))
        .forEach(connector -> running.put(connector.id().name(), running(connector)));
    return new Observation.Answered(cluster, now, WORKER, running, true);
  }

  private static ObservedConnector running(DeclaredConnector connector) {
    ConnectorId id = connector.id();
    return new ObservedConnector(
        id.name(),
        "unknown",
        connector
            .config()
            .with(ConnectorConfig.NAME, id.name())
            .with(MarkKeys.MARK, KEYS.mark(id, connector.config())),
        new ConnectorStatus(state(connector), "", "", List.of()));
  }

  /** Where the file is silent, Connect starts it. */
  private static RunState state(DeclaredConnector connector) {
    return switch (connector.state()) {
      case RUNNING, UNMANAGED -> RunState.RUNNING;
      case PAUSED -> RunState.PAUSED;
      case STOPPED -> RunState.STOPPED;
    };
  }

  private SortedMap<ConnectorId, AppliedConnector> remembered(
      Collection<DeclaredConnector> connectors) {
    SortedMap<ConnectorId, AppliedConnector> remembered = new TreeMap<>();
    connectors.forEach(
        connector ->
            remembered.put(
                connector.id(),
                new AppliedConnector(
                    connector.id(),
                    connector.team(),
                    connector.at().file(),
                    applied.revision(),
                    KEYS.digests(connector.config()),
                    Set.of(),
                    connector.state(),
                    connector.onRemoval(),
                    AppliedConnector.Origin.APPLIED,
                    now)));
    return remembered;
  }
}
