package io.riparian.model;

import java.util.Comparator;

/**
 * A connector's place in the world: the cluster (our name for it) and the connector's name there.
 * Two connectors on different clusters are two connectors, whatever their names.
 */
public record ConnectorId(String cluster, String name) implements Comparable<ConnectorId> {
  private static final Comparator<ConnectorId> ORDER =
      Comparator.comparing(ConnectorId::cluster).thenComparing(ConnectorId::name);

  @Override
  public int compareTo(ConnectorId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return cluster + "/" + name;
  }
}
