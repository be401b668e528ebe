package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRuleTest {
  private static final Location AT = new Location("platform/policy.yaml", 7, 5);
  private static final Subjects SINK =
      Subjects.of(
          "io.example.Sink",
          "topics",
          "public.orders,orders.x",
          "tasks.max",
          "4",
          "value.converter",
          "io.example.AvroConverter",
          "long",
          "a".repeat(5_000) + "!");

  static Policy.OwnRule rule(String expression, String... clusters) {
    return new Policy.OwnRule(
        AT,
        "ACME-1",
        Severity.ERROR,
        expression,
        "this is not how we do it",
        "Ask #platform.",
        Set.of(clusters),
        List.of());
  }

  private static Verdict over(Subjects subject, String expression) {
    OwnRule rule = OwnRule.of(rule(expression));
    assertThat(rule.mistake()).isEmpty();
    return rule.over(subject.get());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "connector.name == 'orders-web' && connector.name.startsWith(team.name + '-') => HOLDS",
        "connector.class == 'io.example.Sink' && connector.type == 'sink' => HOLDS",
        "connector.state == 'running' && team.name == 'orders' => HOLDS",
        "cluster.name == 'shared' && cluster.teams == ['orders'] => HOLDS",
        "connector.reads.exists(t, t.startsWith('public.')) && connector.writes.size() == 0 => HOLDS",
        "cluster.name != 'shared' || connector.tasksMax <= 4 => HOLDS",
        "connector.tasksMax < 4 => BROKEN",
        "connector.config['value.converter'].endsWith('.AvroConverter') => HOLDS",
        "!('nope' in connector.config) || connector.config['nope'] == 'x' => HOLDS",
        "connector.config.all(k, !k.endsWith('.converter') || connector.config[k].contains('Avro')) => HOLDS",
        "connector.config.exists_one(k, k == 'topics') => HOLDS",
        "connector.name.matches('^[a-z]+-web$') => HOLDS",
        "connector.name.matches('^web') => BROKEN",
        "1 + 1 == 2 && [1, 2].exists(a, a + 1 == 3) => HOLDS",
        "connector.class.contains('Sink') && connector.name.contains(team.name) => HOLDS",
        "connector.config['nope'] == 'x' => MISSING",
        "connector.config.nope == 'x' => MISSING",
        "int(connector.name) > 1 => UNDECIDED",
        "1 / (connector.tasksMax - 4) == 1 => UNDECIDED",
        "dyn(connector.tasksMax) => UNDECIDED",
        "[1,2,3,4,5,6,7,8,9,10,11,12,13].all(a, [1,2,3,4,5,6,7,8,9,10,11,12,13].all(b, [1,2,3,4,5,6,7,8,9,10,11,12,13].all(c, true))) => TOO_MUCH",
        "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, connector.config['long'] != ''))) => TOO_MUCH",
        "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, connector.config['long'] != '' || true))) => TOO_MUCH",
        "connector.config['long'].matches('^(a+)+$') => BROKEN",
        "connector.config['long'].matches('^(a|a)*$') => BROKEN",
      })
  void anExpressionComesToOneVerdict(String expression, Verdict verdict) {
    assertThat(over(SINK, expression)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "connector.nme == 'x' => undeclared reference to 'connector' (line 1, character 1",
        "secrets == 'x' => undeclared reference to 'secrets' (line 1, character 1",
        "connector.tasksMax < 'a' => no matching overload for '_<_' applied to '(int, string)' (line 1, character 20",
        "connector.tasksMax => expected type 'bool' but found 'int'",
        "connector.tasksMax < => mismatched input '<EOF>' (line 1, character 21",
        "connector.name.matches('(') => a regular expression in it is none of RE2",
        "connector.name.matches('((a{1000}){1000}){1000}') => repeats more than 1000 times",
        "connector.name.matches('a{99999999999999999999}') => repeats more than 1000 times",
        "connector.name.matches(connector.config['x']) => what matches compares with may be a constant only",
        "matches(connector.name, team.name + '-.*') => what matches compares with may be a constant only",
        "connector.name.contains(connector.config['x']) => what contains looks for may be a constant or a name only",
        "connector.reads.exists(t, connector.name.contains(t)) => what contains looks for may be a constant or a name only",
        "[team.name].exists(t, t == 'x') => a list or a map may hold constants only",
        "{'a': team.name}.a == 'x' => a list or a map may hold constants only",
        "['x'].exists(a, a + a == 'x') => text is joined within",
        "['x'].exists(a, dyn(a) + dyn(a) == 'x') => text is joined within",
        "connector.reads.map(t, t + t).size() > 1 => undeclared reference",
        "connector.reads.filter(t, t == 'x').size() > 1 => undeclared reference",
        "now() == 'x' => undeclared reference to 'now'",
      })
  void whatCannotBeUsedIsToldAtThePlaceOfTheExpression(String expression, String why) {
    Diagnostic mistake = OwnRule.of(rule(expression)).mistake().orElseThrow();

    assertThat(mistake.rule()).isEqualTo("POL-4");
    assertThat(mistake.severity()).isEqualTo(Severity.ERROR);
    assertThat(mistake.at()).isEqualTo(AT);
    assertThat(mistake.message())
        .startsWith("ACME-1 cannot be used: ")
        .contains(why)
        .endsWith("; until it can, it refuses every connector it is for");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "!"})
  void anExpressionOfAnyDepthEndsWithAVerdict(String deep) {
    OwnRule rule =
        OwnRule.of(rule(deep.repeat(1_999) + "true" + ")".repeat(deep.equals("(") ? 1_999 : 0)));

    assertThat(rule.mistake().isPresent() || rule.over(SINK.get()) == Verdict.BROKEN).isTrue();
  }

  @Test
  void textIsJoinedTwentyTimesAtMost() {
    assertThat(over(SINK, "team.name" + " + 'x'".repeat(20) + " != ''")).isEqualTo(Verdict.HOLDS);
    assertThat(OwnRule.of(rule("team.name" + " + 'x'".repeat(21) + " != ''")).mistake())
        .isPresent();
  }

  @Test
  void aConfigurationThatIsTooLargeIsRefusedUnseen() {
    Subjects large =
        Subjects.of("io.example.Sink", "big", "x".repeat(OwnExpression.LARGEST_CONFIG));

    assertThat(over(large, "true")).isEqualTo(Verdict.TOO_LARGE);
  }

  @Test
  void tasksAreOneUnlessTheyAreSetAndNothingWhereTheyAreNoNumber() {
    String one = "connector.tasksMax == 1";

    assertThat(over(Subjects.of("io.example.Sink"), one)).isEqualTo(Verdict.HOLDS);
    assertThat(over(Subjects.of("io.example.Sink", "tasks.max", "${file:x:y}"), one))
        .isNotIn(Verdict.HOLDS, Verdict.BROKEN);
  }

  @Test
  void whatIsNotTrueIsToldInTheWordsOfTheRule() {
    assertThat(found(rule("false")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule().id()).isEqualTo("ACME-1");
              assertThat(finding.message()).isEqualTo("this is not how we do it");
              assertThat(finding.hint()).isEqualTo("Ask #platform.");
              assertThat(finding.certain()).isTrue();
            });
  }

  @Test
  void whatCannotBeDecidedIsRefusedAndNoValueIsTold() {
    Subjects secret = Subjects.of("io.example.Sink", "password", "hunter2hunter2");

    for (String expression :
        List.of(
            "int(connector.config['password']) == 1",
            "connector.config[connector.config['password']] == 'x'",
            "duration(connector.config['password']) == duration('1s')")) {
      List<Finding> found = secret.judgedBy(OwnRule.of(rule(expression)));

      assertThat(found).hasSize(1);
      assertThat(found.toString()).contains("cannot be decided here").doesNotContain("hunter2");
    }
  }

  @Test
  void aRuleThatCannotBeUsedRefusesWhatItIsForAndNothingElse() {
    assertThat(found(rule("nonsense", "shared"))).hasSize(1);
    assertThat(found(rule("nonsense", "other"))).isEmpty();
    assertThat(found(rule("false", "other"))).isEmpty();
  }

  private static List<Finding> found(Policy.OwnRule rule) {
    List<Finding> found = new ArrayList<>();
    OwnRule.of(rule).check(SINK.get(), found::add);
    return found;
  }

  @Test
  void aCaseIsJudgedAsAConnectorIsAndOneThatCannotBeDecidedFails() {
    Policy.OwnRule rule =
        new Policy.OwnRule(
            AT,
            "ACME-1",
            Severity.ERROR,
            "connector.config['tier'] == 'gold' && cluster.teams.exists(t, t == team.name)",
            "m",
            "h",
            Set.of("shared"),
            List.of(
                example("shared", "gold", true),
                example("shared", "lead", false),
                example("other", "lead", true),
                example("shared", "lead", true),
                example("shared", "gold", false),
                example("shared", "", false)));
    Policy policy =
        new Policy(
            List.of(), List.of(), Policy.DEFAULT.bounds(), Policy.DEFAULT.quota(), List.of(rule));

    assertThat(OwnRuleTrial.of(policy, Map.of()).get(0).cases())
        .extracting(OwnRuleTrial.Tried::wrong)
        .containsExactly(
            "",
            "",
            "",
            "the rule does not let it through",
            "the rule lets it through",
            "it cannot be decided: it asks for a key that this connector does not have");
  }

  private static Policy.Case example(String cluster, String tier, boolean passes) {
    return new Policy.Case(
        AT,
        "example",
        "example",
        cluster,
        ConnectorConfig.of(tier.isEmpty() ? Map.of() : Map.of("tier", tier)),
        passes);
  }
}
