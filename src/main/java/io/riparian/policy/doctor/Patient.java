package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A cluster as it was looked at.
 *
 * @param silent the workers that could not be asked, and why, by address
 * @param kafka the Kafka cluster behind it
 * @param others the other clusters that are declared
 */
public record Patient(
    Cluster cluster,
    List<WorkerFacts> workers,
    Map<String, String> silent,
    KafkaLook kafka,
    List<Other> others) {
  public Patient {
    workers = List.copyOf(workers);
    silent = Map.copyOf(silent);
    others = List.copyOf(others);
  }

  /**
   * Another declared cluster.
   *
   * @param onOurKafka whether it is known to be on the same Kafka cluster
   */
  public record Other(Cluster cluster, boolean onOurKafka) {}

  /** The workers of which this is so. */
  List<String> where(Predicate<WorkerFacts> so) {
    return workers.stream().filter(so).map(WorkerFacts::address).toList();
  }
}
