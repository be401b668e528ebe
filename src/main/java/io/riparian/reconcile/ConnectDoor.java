package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.model.Cluster;

/** Opens the door to a cluster's workers, with the credential that the cluster's file names. */
@FunctionalInterface
public interface ConnectDoor {

  /**
   * @throws IllegalArgumentException when the daemon's configuration has no credential of that name
   */
  ConnectCluster open(Cluster cluster);
}
