package io.riparian.policy.doctor;

import java.util.List;
import java.util.function.Function;

/**
 * Everything a cluster is examined for. What neither REST nor Kafka tells is never guessed: it is
 * named, with the setting of the worker to look at.
 */
public final class Doctor {
  private static final List<Function<Patient, List<Symptom>>> CHECKS =
      List.of(
          AccessCheck::of,
          ReleaseCheck::of,
          HealthCheck::of,
          LikenessCheck::of,
          OperatorCheck::of,
          SettingsCheck::of,
          KafkaCheck::of,
          SharingCheck::of);

  private Doctor() {}

  /** What is wrong, the worst first. */
  public static List<Symptom> examine(Patient patient) {
    return CHECKS.stream()
        .flatMap(check -> check.apply(patient).stream())
        .sorted(Symptom.ORDER)
        .toList();
  }
}
