package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The Kafka cluster behind the workers. Nothing of it is judged unless it is known to be theirs;
 * what could not be asked is never taken for being in order.
 */
final class KafkaCheck {
  private final Patient patient;
  private final Cluster cluster;

  private KafkaCheck(Patient patient) {
    this.patient = patient;
    this.cluster = patient.cluster();
  }

  static List<Symptom> of(Patient patient) {
    KafkaCheck check = new KafkaCheck(patient);
    return patient
        .kafka()
        .fold(
            () -> List.of(check.notNamed()),
            unanswered -> List.of(check.unanswered(unanswered)),
            check::seen);
  }

  private Symptom notNamed() {
    return Symptom.check(
        DoctorRule.INTERNAL_TOPICS,
        Severity.INFO,
        List.of(),
        "which internal topics the workers use is not told over REST, and "
            + cluster.at().file()
            + " names no brokers to look at",
        "name `bootstrapServers` and `workers` there; or run `kafka-topics.sh --bootstrap-server"
            + " BROKERS --describe --topic TOPIC` for the worker's config.storage.topic,"
            + " offset.storage.topic and status.storage.topic: each has cleanup.policy=compact, and"
            + " the first exactly one partition");
  }

  private Symptom unanswered(KafkaLook.Unanswered unanswered) {
    return Symptom.check(
        DoctorRule.KAFKA,
        Severity.WARNING,
        List.of(),
        "Kafka at %s could not be asked, so nothing is known of groups and internal topics: %s"
            .formatted(cluster.bootstrapServers(), unanswered.problem()),
        "mend `bootstrapServers` or `bootstrapCredential` in "
            + cluster.at().file()
            + ", the credential in the daemon's configuration, or the way from the daemon to the"
            + " brokers");
  }

  private List<Symptom> seen(KafkaSight sight) {
    SortedSet<String> behindTheWorkers = new TreeSet<>();
    patient.workers().forEach(worker -> behindTheWorkers.add(worker.worker().kafkaClusterId()));
    if (!behindTheWorkers.contains(sight.clusterId())) {
      return List.of(
          Symptom.seen(
              DoctorRule.KAFKA,
              Severity.ERROR,
              List.of(),
              "`bootstrapServers` leads to the Kafka cluster %s, and the workers are on %s"
                  .formatted(sight.clusterId(), String.join(", ", behindTheWorkers)),
              "write the brokers of the workers' `bootstrap.servers` into "
                  + cluster.at().file()
                  + "; until then nothing was looked at there"));
    }
    List<Symptom> found = new ArrayList<>(TopicCheck.of(cluster, sight));
    found.addAll(GroupCheck.of(patient, sight));
    return found;
  }
}
