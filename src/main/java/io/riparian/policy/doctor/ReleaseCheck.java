package io.riparian.policy.doctor;

import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The workers' releases against the known vulnerabilities. */
final class ReleaseCheck {
  private ReleaseCheck() {}

  static List<Symptom> of(Patient patient) {
    Map<String, List<String>> byVersion = new TreeMap<>();
    patient
        .workers()
        .forEach(
            worker ->
                byVersion
                    .computeIfAbsent(worker.worker().version(), any -> new ArrayList<>())
                    .add(worker.address()));
    List<Symptom> found = new ArrayList<>();
    byVersion.forEach((version, where) -> found.addAll(of(version, where)));
    return found;
  }

  private static List<Symptom> of(String version, List<String> where) {
    Optional<KafkaRelease> release = KafkaRelease.of(version);
    if (release.isEmpty()) {
      return List.of(
          Symptom.check(
              DoctorRule.VULNERABILITY,
              Severity.WARNING,
              where,
              "which release of Kafka the version " + version + " is cannot be told",
              "ask whoever built it which vulnerabilities of Kafka Connect it has"));
    }
    return Vulnerability.of(release.get()).stream()
        .map(known -> symptom(known, release.get(), version, where))
        .toList();
  }

  private static Symptom symptom(
      Vulnerability known, KafkaRelease release, String version, List<String> where) {
    String what = "%s in %s: %s".formatted(known.id(), version, known.what());
    if (release.vendors()) {
      return Symptom.check(
          DoctorRule.VULNERABILITY,
          Severity.WARNING,
          where,
          what + "; whether this build has the fix, its version does not say",
          "look it up with whoever built it; Apache's is in "
              + known.fixedIn()
              + "; "
              + known.remedy());
    }
    return known.unlessSet()
        ? Symptom.check(
            DoctorRule.VULNERABILITY,
            Severity.WARNING,
            where,
            what + ", unless the worker's JVM forbids it, which cannot be seen from here",
            known.remedy() + ", or upgrade to " + known.fixedIn())
        : Symptom.seen(
            DoctorRule.VULNERABILITY,
            Severity.ERROR,
            where,
            what,
            "upgrade to " + known.fixedIn() + "; " + known.remedy());
  }
}
