package io.riparian.model;

/**
 * A connector's place in the world: the cluster (our name for it) and the connector's name there.
 * Two connectors on different clusters are two connectors, whatever their names.
 */
public record ConnectorId(String cluster, String name) implements Comparable<ConnectorId> {
  @Override
  public int compareTo(ConnectorId other) {
    int byCluster = cluster.compareTo(other.cluster);
    return byCluster != 0 ? byCluster : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return cluster + "/" + name;
  }
}
