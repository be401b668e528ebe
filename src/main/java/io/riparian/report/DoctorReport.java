package io.riparian.report;

import io.riparian.model.Severity;
import io.riparian.policy.doctor.Patient;
import io.riparian.policy.doctor.Symptom;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What is wrong with a cluster. It holds no configuration value of a connector.
 *
 * @param workers those that were looked at
 * @param unanswered those that could not be
 * @param findings the worst first
 */
public record DoctorReport(
    String cluster,
    List<WorkerReport> workers,
    List<Unanswered> unanswered,
    List<Finding> findings) {

  /**
   * One worker.
   *
   * @param worker host and port
   * @param health {@code ready}, {@code not-ready} or {@code cannot-tell}
   */
  public record WorkerReport(String worker, String version, String health) {}

  /** A worker that could not be asked. */
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
        new TreeMap<>(patient.silent())
            .entrySet().stream()
                .map(silent -> new Unanswered(silent.getKey(), silent.getValue()))
                .toList(),
        symptoms.stream().map(DoctorReport::finding).toList());
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
