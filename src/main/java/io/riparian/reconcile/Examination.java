package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectFailure;
import io.riparian.connect.kafka.KafkaCluster;
import io.riparian.connect.kafka.KafkaEndpoint;
import io.riparian.connect.kafka.KafkaFailure;
import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight;
import io.riparian.model.Plugin;
import io.riparian.model.Worker;
import io.riparian.model.WorkerSettings;
import io.riparian.policy.doctor.Doctor;
import io.riparian.policy.doctor.KafkaLook;
import io.riparian.policy.doctor.LikelyTopics;
import io.riparian.policy.doctor.Patient;
import io.riparian.policy.doctor.Patient.Other;
import io.riparian.policy.doctor.WorkerFacts;
import io.riparian.policy.doctor.WorkerFacts.Health;
import io.riparian.report.DoctorReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A look at each worker of a cluster, and at the Kafka cluster behind it, for what is wrong with
 * it. Workers get a few GETs, which run no connector; Kafka tells how groups and topics stand, and
 * no record is read. Nothing is written.
 */
public final class Examination {
  private final ConnectDoor door;
  private final Function<String, Optional<String>> lastSeen;

  /**
   * @param lastSeen the id of the Kafka cluster last seen behind a cluster, by the cluster's name
   */
  Examination(ConnectDoor door, Function<String, Optional<String>> lastSeen) {
    this.door = door;
    this.lastSeen = lastSeen;
  }

  /**
   * Examines a cluster, whatever its mode.
   *
   * @param declared all clusters that are declared
   * @throws ConnectFailure when no worker answers
   * @throws IllegalArgumentException when the daemon lacks the cluster's credential
   */
  public DoctorReport of(Cluster cluster, Collection<Cluster> declared) {
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
    Patient patient =
        new Patient(cluster, facts, silent, kafka(cluster), others(cluster, declared, facts));
    return DoctorReport.of(patient, Doctor.examine(patient));
  }

  private KafkaLook kafka(Cluster cluster) {
    try (KafkaCluster kafka = door.openKafka(cluster).orElse(null)) {
      return kafka == null ? new KafkaLook.NotNamed() : new KafkaLook.Seen(look(cluster, kafka));
    } catch (KafkaFailure | IllegalArgumentException unanswered) {
      return new KafkaLook.Unanswered(String.valueOf(unanswered.getMessage()));
    }
  }

  private static KafkaSight look(Cluster cluster, KafkaCluster kafka) {
    WorkerSettings workers = cluster.workers();
    KafkaCluster.Identity identity = kafka.identity();
    Set<String> group = workers.groupId().isEmpty() ? Set.of() : Set.of(workers.groupId());
    return new KafkaSight(
        identity.clusterId(),
        identity.brokers(),
        kafka.workerGroups(group),
        kafka.topics(LikelyTopics.wanted(workers, kafka.topicNames())));
  }

  private List<Other> others(
      Cluster cluster, Collection<Cluster> declared, List<WorkerFacts> facts) {
    Set<String> ids =
        facts.stream()
            .map(worker -> worker.worker().kafkaClusterId())
            .filter(id -> !id.isEmpty())
            .collect(Collectors.toSet());
    Set<String> servers = Set.copyOf(KafkaEndpoint.servers(cluster.bootstrapServers()));
    return declared.stream()
        .filter(other -> !other.name().equals(cluster.name()))
        .map(
            other ->
                new Other(
                    other,
                    lastSeen.apply(other.name()).filter(ids::contains).isPresent()
                        || KafkaEndpoint.servers(other.bootstrapServers()).stream()
                            .anyMatch(servers::contains)))
        .toList();
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
