package io.riparian.policy;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Grant;

/**
 * One connector that is judged, with what its cluster and its team's grant let it do. Its
 * configuration is the one that Connect would be sent: defaults merged, variables replaced.
 */
record Subject(DeclaredConnector connector, Cluster cluster, Grant grant) {

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
