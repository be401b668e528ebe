package io.riparian.policy;

import io.riparian.model.Cluster;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a finding weighs: how strict the platform is there, and whom it excepts. What is not certain
 * warns at most.
 */
final class Weighing {
  private final Strictnesses strictnesses;
  private final Waivers waivers;
  private final BiFunction<DeclaredConnector, String, Location> places;

  /**
   * @param places where a configuration key of a connector was written
   */
  Weighing(Policy policy, Instant now, BiFunction<DeclaredConnector, String, Location> places) {
    this.strictnesses = new Strictnesses(policy.rules());
    this.waivers = new Waivers(policy.exceptions(), now);
    this.places = places;
  }

  /** Empty when the rule is off there. */
  Optional<Diagnostic> of(Subject subject, Finding finding) {
    Location at = places.apply(subject.connector(), finding.key());
    if (finding.rule() == PolicyRule.UNDECIDABLE) {
      // That nothing was found is no verdict, and nobody can be excepted from having one.
      return Optional.of(
          new Diagnostic(
              finding.rule().id(), Severity.ERROR, at, finding.message(), finding.hint()));
    }
    return strictnesses
        .of(finding.rule(), subject.cluster().name())
        .map(severity -> atMost(severity, finding))
        .map(
            severity ->
                new Diagnostic(
                    finding.rule().id(), severity, at, finding.message(), finding.hint()))
        .map(diagnostic -> waivers.applyTo(diagnostic, subject, finding))
        .flatMap(diagnostic -> told(diagnostic, OwnRules.instead(finding.rule())));
  }

  /** What is found in a cluster as a whole; nobody is excepted from it. */
  Optional<Diagnostic> of(Cluster cluster, Finding finding) {
    return strictnesses
        .of(finding.rule(), cluster.name())
        .map(severity -> atMost(severity, finding))
        .map(
            severity ->
                new Diagnostic(
                    finding.rule().id(),
                    severity,
                    cluster.at(),
                    finding.message(),
                    finding.hint()));
  }

  private static Severity atMost(Severity severity, Finding finding) {
    return !finding.certain() && severity == Severity.ERROR ? Severity.WARNING : severity;
  }

  /** A rule that cannot be used refuses whom it may, and has nothing to say to the others. */
  private static Optional<Diagnostic> told(Diagnostic found, Optional<Diagnostic> instead) {
    return instead.isEmpty() ? Optional.of(found) : instead.filter(unused -> found.isError());
  }
}
