package io.riparian.policy;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Grant;
import java.util.List;

/**
 * One connector that is judged, with what its cluster and its team's grant let it do. Its
 * configuration is the one that Connect would be sent: defaults merged, variables replaced.
 *
 * @param restApis of all clusters that are declared
 */
record Subject(DeclaredConnector connector, Cluster cluster, Grant grant, RestApis restApis) {

  /** Where no cluster is declared but its own. */
  Subject(DeclaredConnector connector, Cluster cluster, Grant grant) {
    this(connector, cluster, grant, RestApis.of(List.of(cluster)));
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
