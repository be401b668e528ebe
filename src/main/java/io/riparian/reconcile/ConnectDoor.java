package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.kafka.KafkaCluster;
import io.riparian.connect.kafka.KafkaFailure;
import io.riparian.model.Cluster;
import java.util.Optional;

/** Opens the doors to a cluster, with the credentials that the cluster's file names. */
@FunctionalInterface
public interface ConnectDoor {

  /**
   * @throws IllegalArgumentException when the daemon's configuration has no credential of that name
   */
  ConnectCluster open(Cluster cluster);

  /**
   * Opens the Kafka cluster behind it; empty when the cluster's file names no brokers.
   *
   * @throws KafkaFailure when nobody is there, or no client can be made
   * @throws IllegalArgumentException when the daemon's configuration has no credential of that name
   */
  default Optional<KafkaCluster> openKafka(Cluster cluster) {
    return Optional.empty();
  }

  /** Whether nobody answers where the cluster's file says that its Schema Registry is. */
  default boolean isSchemaRegistryAway(Cluster cluster) {
    return false;
  }
}
