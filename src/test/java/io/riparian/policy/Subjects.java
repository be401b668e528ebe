package io.riparian.policy;

import io.riparian.model.AutoRestart;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cluster;
import io.riparian.model.ClusterRails;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Grant;
import io.riparian.model.GrantRails;
import io.riparian.model.Location;
import io.riparian.model.OnRemoval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A connector to be judged: {@code orders-web} of team {@code orders} on cluster {@code shared}.
 */
record Subjects(
    Map<String, String> config,
    Map<String, String> defaults,
    ClusterRails cluster,
    GrantRails grant) {
  private static final Location NOWHERE = Location.ofFile("f");

  static Subjects of(String connectorClass, String... keysAndValues) {
    Map<String, String> config = new TreeMap<>();
    config.put(ConnectorConfig.CLASS, connectorClass);
    for (int at = 0; at < keysAndValues.length; at += 2) {
      config.put(keysAndValues[at], keysAndValues[at + 1]);
    }
    return new Subjects(config, Map.of(), ClusterRails.NONE, GrantRails.NONE);
  }

  Subjects withCluster(ClusterRails rails) {
    return new Subjects(config, defaults, rails, grant);
  }

  Subjects withGrant(GrantRails rails) {
    return new Subjects(config, defaults, cluster, rails);
  }

  Subjects withDefaults(Map<String, String> clusterDefaults) {
    return new Subjects(config, clusterDefaults, cluster, grant);
  }

  Subject get() {
    return new Subject(
        new DeclaredConnector(
            new ConnectorId("shared", "orders-web"),
            "orders",
            NOWHERE,
            ConnectorConfig.of(config),
            DeclaredState.RUNNING,
            false,
            OnRemoval.DELETE,
            AutoRestart.OFF,
            "",
            ""),
        new Cluster(
            "shared",
            NOWHERE,
            List.of(),
            "",
            "",
            Set.of("orders"),
            Cluster.Mode.MANAGE,
            Cluster.Deletion.ALLOW,
            Cluster.Unmanaged.REPORT,
            Cluster.Marks.CONNECTOR,
            Cluster.Drift.REVERT,
            Map.of(),
            ConnectorConfig.of(defaults),
            ChangeWindows.NONE,
            cluster),
        new Grant(
            "orders",
            NOWHERE,
            List.of(),
            List.of("orders-"),
            Set.of(),
            Set.of("shared"),
            grant,
            Map.of()));
  }

  /** What a guard rail finds in it. */
  List<Finding> judgedBy(GuardRail rail) {
    List<Finding> found = new ArrayList<>();
    rail.check(get(), found::add);
    return found;
  }
}
