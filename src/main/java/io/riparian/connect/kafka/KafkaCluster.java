package io.riparian.connect.kafka;

import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.PartitionOffsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * One Kafka cluster, asked how it stands. Each answer may lack what the principal may not see; what
 * was asked for by name is answered for by name.
 *
 * @see KafkaEndpoint
 */
public interface KafkaCluster extends AutoCloseable {

  /**
   * Which cluster it is.
   *
   * @throws KafkaFailure when it does not tell
   */
  Identity identity();

  /**
   * The names of the topics that we may see.
   *
   * @throws KafkaFailure when they cannot be told
   */
  NavigableSet<String> topicNames();

  /**
   * The groups of Connect workers that we may see.
   *
   * @param named those to be answered for in any case
   * @throws KafkaFailure when they cannot be told
   */
  List<WorkerGroup> workerGroups(Set<String> named);

  /**
   * How topics stand, one answer for each name.
   *
   * @throws KafkaFailure when they cannot be told
   */
  List<Topic> topics(Set<String> names);

  /**
   * How far consumer groups have read, in three rounds of calls for all of them. A group that we
   * may not see, or that does not answer in time, is left out; one that has committed nothing has
   * no partitions. Partitions that are gone are left out too, and so are, by Kafka itself, those of
   * topics that we may not see; one whose end is not told in time has none.
   */
  SortedMap<String, List<PartitionOffsets>> groupOffsets(Set<String> groups);

  /** Lets go of it at once. */
  @Override
  void close();

  /**
   * Who answered.
   *
   * @param clusterId as workers tell it in {@code kafka_cluster_id}
   * @param brokers how many there are
   */
  record Identity(String clusterId, int brokers) {}
}
