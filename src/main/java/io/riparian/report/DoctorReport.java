package io.riparian.report;

import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.Severity;
import io.riparian.policy.doctor.Patient;
import io.riparian.policy.doctor.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is wrong with a cluster. It holds no configuration value of a connector.
 *
 * @param workers those that were looked at
 * @param kafka the Kafka cluster behind them
 * @param unanswered what could not be looked at
 * @param findings the worst first
 */
public record DoctorReport(
    String cluster,
    List<WorkerReport> workers,
    KafkaReport kafka,
    List<Unanswered> unanswered,
    List<Finding> findings) {

  /**
   * One worker.
   *
   * @param worker host and port
   * @param health {@code ready}, {@code not-ready} or {@code cannot-tell}
   */
  public record WorkerReport(String worker, String version, String health) {}

  /**
   * The Kafka cluster behind the workers.
   *
   * @param servers where it was looked for; empty text when the cluster's file names none
   * @param clusterId empty text when it did not answer, and {@code brokers} 0
   * @param groups those of workers that were seen
   * @param topics those that were looked at
   */
  public record KafkaReport(
      String servers, String clusterId, int brokers, List<String> groups, List<String> topics) {}

  /** A worker that could not be asked, or {@code Kafka} and where it was looked for. */
  public record Unanswered(String worker, String problem) {}

  /**
   * One finding.
   *
   * @param severity {@code error}, {@code warning} or {@code info}
   * @param kind {@code seen}, or {@code check} for what cannot be seen from here
   * @param workers where; empty for the cluster as a whole
   */
  public record Finding(
      String rule,
      String title,
      String severity,
      String kind,
      List<String> workers,
      String saw,
      String fix) {}

  public static DoctorReport of(Patient patient, List<Symptom> symptoms) {
    return new DoctorReport(
        patient.cluster().name(),
        patient.workers().stream()
            .map(
                worker ->
                    new WorkerReport(
                        worker.address(), worker.worker().version(), word(worker.health())))
            .toList(),
        kafka(patient),
        unanswered(patient),
        symptoms.stream().map(DoctorReport::finding).toList());
  }

  private static KafkaReport kafka(Patient patient) {
    String servers = patient.cluster().bootstrapServers();
    KafkaReport unseen = new KafkaReport(servers, "", 0, List.of(), List.of());
    return patient
        .kafka()
        .fold(
            () -> unseen,
            unanswered -> unseen,
            sight ->
                new KafkaReport(
                    servers,
                    sight.clusterId(),
                    sight.brokers(),
                    sight.groups().stream()
                        .filter(group -> group.presence() == Presence.THERE)
                        .map(WorkerGroup::id)
                        .toList(),
                    sight.topics().stream()
                        .filter(topic -> topic.presence() == Presence.THERE)
                        .map(Topic::name)
                        .toList()));
  }

  private static List<Unanswered> unanswered(Patient patient) {
    List<Unanswered> unanswered = new ArrayList<>();
    new TreeMap<>(patient.silent())
        .forEach((worker, problem) -> unanswered.add(new Unanswered(worker, problem)));
    patient
        .kafka()
        .<Optional<String>>fold(
            Optional::empty, silent -> Optional.of(silent.problem()), sight -> Optional.empty())
        .ifPresent(
            problem ->
                unanswered.add(
                    new Unanswered("Kafka " + patient.cluster().bootstrapServers(), problem)));
    return unanswered;
  }

  private static Finding finding(Symptom symptom) {
    return new Finding(
        symptom.rule().id(),
        symptom.rule().title(),
        word(symptom.severity()),
        symptom.seen() ? "seen" : "check",
        symptom.workers(),
        symptom.saw(),
        symptom.fix());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How many findings are of one severity. */
  public int count(Severity severity) {
    return (int) findings.stream().filter(found -> found.severity().equals(word(severity))).count();
  }
}
