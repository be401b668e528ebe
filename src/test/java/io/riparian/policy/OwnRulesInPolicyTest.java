package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import io.riparian.model.Glob;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnRulesInPolicyTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final Location AT = new Location("platform/policy.yaml", 3, 3);
  private static final Subject SUBJECT = Subjects.of("io.example.Sink").get();
  private static final String BROKEN = "false";
  private static final String UNUSABLE = "nonsense";

  private static Policy policy(
      String expression, List<Policy.Strictness> severities, List<Policy.Waiver> exceptions) {
    return new Policy(
        severities,
        exceptions,
        Policy.DEFAULT.bounds(),
        Policy.DEFAULT.quota(),
        List.of(OwnRuleTest.rule(expression)));
  }

  private static GuardRails.Judged judged(Policy policy, Judgements before) {
    return new GuardRails(
            policy, NOW, (connector, key) -> connector.at(), Standing.NOBODY, PasswordKeys.NONE)
        .judge(
            new TreeMap<>(Map.of(SUBJECT.connector().id(), SUBJECT.connector())),
            Map.of("shared", SUBJECT.cluster()),
            Map.of("orders", SUBJECT.grant()),
            before);
  }

  private static List<Diagnostic> told(Policy policy) {
    return judged(policy, Judgements.none())
        .diagnostics()
        .getOrDefault(SUBJECT.connector().id(), List.of());
  }

  private static Policy.Strictness strictness(@Nullable Severity severity, String... clusters) {
    return new Policy.Strictness(AT, "ACME-1", Optional.ofNullable(severity), Set.of(clusters));
  }

  private static Policy.Waiver waiver(String until) {
    return new Policy.Waiver(
        AT,
        "ACME-1",
        List.of(new Glob("orders-*")),
        List.of(),
        Set.of(),
        "ann",
        "it moves",
        Instant.parse(until));
  }

  @Test
  void anOwnRuleIsToldAtTheConnectorByItsOwnId() {
    assertThat(told(policy(BROKEN, List.of(), List.of())))
        .containsExactly(
            new Diagnostic(
                "ACME-1",
                Severity.ERROR,
                SUBJECT.connector().at(),
                "this is not how we do it",
                "Ask #platform."));
  }

  @Test
  void theSeverityOfAnOwnRuleCanBeSetForACluster() {
    assertThat(told(policy(BROKEN, List.of(strictness(Severity.WARNING, "shared")), List.of())))
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.WARNING);
    assertThat(told(policy(BROKEN, List.of(strictness(Severity.WARNING, "other")), List.of())))
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.ERROR);
    assertThat(told(policy(BROKEN, List.of(strictness(null)), List.of()))).isEmpty();
  }

  @Test
  void anExceptionFromAnOwnRuleCountsUntilItsEnd() {
    assertThat(told(policy(BROKEN, List.of(), List.of(waiver("2027-02-01T00:00:00Z")))))
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.INFO);
    assertThat(told(policy(BROKEN, List.of(), List.of(waiver("2026-12-01T00:00:00Z")))))
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.ERROR);
    assertThat(
            GuardRails.ofPolicy(
                policy(BROKEN, List.of(), List.of(waiver("2027-02-01T00:00:00Z"))), NOW))
        .isEmpty();
  }

  @Test
  void aRuleThatCannotBeUsedRefusesWithTheOneDiagnosticThatTellsIt() {
    GuardRails.Judged judged = judged(policy(UNUSABLE, List.of(), List.of()), Judgements.none());

    assertThat(judged.ownRules()).extracting(Diagnostic::rule).containsExactly("POL-4");
    assertThat(judged.diagnostics().get(SUBJECT.connector().id())).isEqualTo(judged.ownRules());
  }

  @Test
  void aRuleThatCannotBeUsedRefusesNobodyWhomItCouldNotRefuse() {
    for (Policy policy :
        List.of(
            policy(UNUSABLE, List.of(strictness(Severity.WARNING)), List.of()),
            policy(UNUSABLE, List.of(strictness(null)), List.of()),
            policy(UNUSABLE, List.of(), List.of(waiver("2027-02-01T00:00:00Z"))))) {
      assertThat(told(policy)).isEmpty();
      assertThat(judged(policy, Judgements.none()).ownRules()).hasSize(1);
    }
  }

  @Test
  void theRulesAreCompiledAnewOnlyWhenTheyChanged() {
    Policy policy = policy(BROKEN, List.of(), List.of());
    Judgements first = judged(policy, Judgements.none()).judgements();

    assertThat(judged(policy, first).judgements().ownRules(policy))
        .isSameAs(first.ownRules(policy));
    assertThat(first.ownRules(policy("true", List.of(), List.of())))
        .isNotSameAs(first.ownRules(policy));
    assertThat(told(policy("true", List.of(), List.of()))).isEmpty();
  }
}
