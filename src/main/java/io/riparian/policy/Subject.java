package io.riparian.policy;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Grant;
import java.util.List;
import java.util.Set;

/**
 * One connector that is judged, with what its cluster and its team's grant let it do. Its
 * configuration is the one that Connect would be sent: defaults merged, variables replaced.
 *
 * @param restApis of all clusters that are declared
 * @param passwords the keys that its class takes for passwords, as far as its cluster has told
 */
record Subject(
    DeclaredConnector connector,
    Cluster cluster,
    Grant grant,
    RestApis restApis,
    Set<String> passwords) {

  /** Where no cluster is declared but its own, which has told nothing. */
  Subject(DeclaredConnector connector, Cluster cluster, Grant grant) {
    this(connector, cluster, grant, RestApis.of(List.of(cluster)), Set.of());
  }

  ConnectorConfig config() {
    return connector.config();
  }

  String name() {
    return connector.id().name();
  }

  String team() {
    return connector.team();
  }
}
