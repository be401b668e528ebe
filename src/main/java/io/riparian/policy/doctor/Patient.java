package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A cluster as it was looked at.
 *
 * @param silent the workers that could not be asked, and why, by address
 */
public record Patient(Cluster cluster, List<WorkerFacts> workers, Map<String, String> silent) {
  public Patient {
    workers = List.copyOf(workers);
    silent = Map.copyOf(silent);
  }

  /** The workers of which this is so. */
  List<String> where(Predicate<WorkerFacts> so) {
    return workers.stream().filter(so).map(WorkerFacts::address).toList();
  }
}
