package io.riparian.policy;

import io.riparian.model.Diagnostic;
import io.riparian.model.Policy.Waiver;
import io.riparian.model.Severity;
import java.time.Instant;
import java.util.List;

/**
 * The exceptions of the platform. What is excepted is still told, as something to know; once the
 * exception has ended it counts as ever.
 */
record Waivers(List<Waiver> all, Instant now) {

  Diagnostic applyTo(Diagnostic diagnostic, Subject subject, Finding finding) {
    List<Waiver> fitting = all.stream().filter(one -> fits(one, subject, finding)).toList();
    return fitting.stream()
        .filter(one -> now.isBefore(one.until()))
        .findFirst()
        .map(one -> excepted(diagnostic, one))
        .or(() -> fitting.stream().findFirst().map(one -> noLonger(diagnostic, one)))
        .orElse(diagnostic);
  }

  private static boolean fits(Waiver waiver, Subject subject, Finding finding) {
    return waiver.rule().equals(finding.rule().id())
        && (waiver.clusters().isEmpty() || waiver.clusters().contains(subject.cluster().name()))
        && waiver.connectors().stream().anyMatch(glob -> glob.matches(subject.name()))
        && (waiver.keys().isEmpty()
            || waiver.keys().stream().anyMatch(glob -> glob.matches(finding.key())));
  }

  private static Diagnostic excepted(Diagnostic diagnostic, Waiver waiver) {
    return new Diagnostic(
        diagnostic.rule(),
        Severity.INFO,
        diagnostic.at(),
        diagnostic.message()
            + " (excepted until %s, %s answers for it: %s)"
                .formatted(waiver.until(), waiver.owner(), waiver.reason()),
        diagnostic.hint());
  }

  private static Diagnostic noLonger(Diagnostic diagnostic, Waiver waiver) {
    return new Diagnostic(
        diagnostic.rule(),
        diagnostic.severity(),
        diagnostic.at(),
        diagnostic.message(),
        diagnostic.hint()
            + " The exception at %s ended at %s; ask %s to renew it."
                .formatted(waiver.at(), waiver.until(), waiver.owner()));
  }
}
