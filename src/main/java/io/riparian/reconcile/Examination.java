package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectFailure;
import io.riparian.model.Cluster;
import io.riparian.model.Plugin;
import io.riparian.model.Worker;
import io.riparian.policy.doctor.Doctor;
import io.riparian.policy.doctor.Patient;
import io.riparian.policy.doctor.WorkerFacts;
import io.riparian.policy.doctor.WorkerFacts.Health;
import io.riparian.report.DoctorReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A look at each worker of a cluster for what is wrong with it. It makes a few GETs, which run no
 * connector, and never a write.
 */
public final class Examination {
  private final ConnectDoor door;

  Examination(ConnectDoor door) {
    this.door = door;
  }

  /**
   * Examines a cluster, whatever its mode.
   *
   * @throws ConnectFailure when no worker answers
   * @throws IllegalArgumentException when the daemon lacks the cluster's credential
   */
  public DoctorReport of(Cluster cluster) {
    List<WorkerFacts> facts = new ArrayList<>();
    SortedMap<String, String> silent = new TreeMap<>();
    Optional<ConnectFailure> first = Optional.empty();
    try (ConnectCluster connect = door.open(cluster)) {
      for (ConnectCluster worker : connect.workers()) {
        try {
          facts.add(look(worker));
        } catch (ConnectFailure failure) {
          silent.put(worker.toString(), String.valueOf(failure.getMessage()));
          first = first.or(() -> Optional.of(failure));
        }
      }
    }
    if (facts.isEmpty()) {
      throw first.orElseThrow();
    }
    Patient patient = new Patient(cluster, facts, silent);
    return DoctorReport.of(patient, Doctor.examine(patient));
  }

  private static WorkerFacts look(ConnectCluster worker) {
    Worker introduced = worker.worker();
    return new WorkerFacts(
        worker.toString(), introduced, health(worker), plugins(worker), worker.access());
  }

  private static Health health(ConnectCluster worker) {
    try {
      return switch (worker.readiness()) {
        case READY -> Health.READY;
        case NOT_READY -> Health.NOT_READY;
        case CANNOT_TELL -> Health.CANNOT_TELL;
      };
    } catch (ConnectFailure untold) {
      return Health.CANNOT_TELL;
    }
  }

  private static Optional<List<Plugin>> plugins(ConnectCluster worker) {
    try {
      return Optional.of(worker.plugins());
    } catch (ConnectFailure untold) {
      return Optional.empty();
    }
  }
}
