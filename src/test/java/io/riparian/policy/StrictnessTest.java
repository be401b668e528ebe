package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Bound;
import io.riparian.model.Diagnostic;
import io.riparian.model.Glob;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Quota;
import io.riparian.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform's policy makes of what was found, and the rails that count. */
class StrictnessTest {
  private static final Location AT = Location.ofFile("platform/policy.yaml");
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Subjects METADATA =
      Subjects.of(
          "io.example.WebSinkConnector", "topics", "a", "http.url", "http://169.254.169.254/");
  private static final Subjects LOST =
      Subjects.of("io.example.WebSinkConnector", "topics", "a", "errors.tolerance", "all");

  private static Policy policy(List<Policy.Strictness> rules, Policy.Waiver... waivers) {
    return new Policy(rules, List.of(waivers), Map.of(), Quota.UNLIMITED, List.of());
  }

  private static Policy.Strictness strict(String rule, Severity severity, String... clusters) {
    return new Policy.Strictness(AT, rule, Optional.of(severity), Set.of(clusters));
  }

  private static Policy.Strictness off(String rule, String... clusters) {
    return new Policy.Strictness(AT, rule, Optional.empty(), Set.of(clusters));
  }

  private static Policy.Waiver waiver(
      String connectors, String keys, String cluster, Instant until) {
    return new Policy.Waiver(
        AT,
        "P-11",
        List.of(new Glob(connectors)),
        List.of(new Glob(keys)),
        Set.of(cluster),
        "@acme/platform",
        "a test bench",
        until);
  }

  private static List<Severity> severities(Policy policy, Subjects... subjects) {
    return Subjects.judged(policy, NOW, subjects).stream().map(Diagnostic::severity).toList();
  }

  @Test
  void whatNamesTheClusterGoesBeforeWhatIsForAll() {
    assertThat(severities(policy(List.of(strict("P-11", Severity.INFO))), METADATA))
        .containsExactly(Severity.INFO);
    assertThat(
            severities(
                policy(
                    List.of(
                        strict("P-11", Severity.INFO), strict("P-11", Severity.WARNING, "shared"))),
                METADATA))
        .containsExactly(Severity.WARNING);
    assertThat(severities(policy(List.of(off("P-11", "shared"))), METADATA)).isEmpty();
    assertThat(severities(policy(List.of(off("P-11", "other"))), METADATA))
        .containsExactly(Severity.ERROR);
    assertThat(severities(policy(List.of(strict("P-08", Severity.ERROR))), LOST))
        .containsExactly(Severity.ERROR);
  }

  @Test
  void whatIsOnlyLikelyWarnsHoweverStrictTheRule() {
    Subjects source =
        Subjects.of("io.example.WebSourceConnector", "topic", "a", "errors.tolerance", "all");

    assertThat(severities(policy(List.of(strict("P-08", Severity.ERROR))), source))
        .containsExactly(Severity.WARNING);
  }

  @ParameterizedTest
  @CsvSource({
    "orders-*,   http.*,  shared, 2026-12-01T00:00:00Z, INFO",
    "orders-web, *,       shared, 2026-12-01T00:00:00Z, INFO",
    "payments-*, *,       shared, 2026-12-01T00:00:00Z, ERROR",
    "orders-*,   other.*, shared, 2026-12-01T00:00:00Z, ERROR",
    "orders-*,   *,       other,  2026-12-01T00:00:00Z, ERROR",
    "orders-*,   *,       shared, 2026-11-01T12:00:00Z, ERROR"
  })
  void anExceptionCountsForWhatItNamesUntilItEnds(
      String connectors, String keys, String cluster, Instant until, Severity severity) {
    Policy policy = policy(List.of(), waiver(connectors, keys, cluster, until));

    assertThat(severities(policy, METADATA)).containsExactly(severity);
  }

  @Test
  void whoAnswersForAnExceptionIsTold() {
    Policy open = policy(List.of(), waiver("*", "*", "shared", NOW.plusSeconds(1)));
    Policy ended = policy(List.of(), waiver("*", "*", "shared", NOW));

    assertThat(Subjects.judged(open, NOW, METADATA).get(0).message())
        .contains("@acme/platform", "a test bench");
    assertThat(Subjects.judged(ended, NOW, METADATA).get(0).hint()).contains("@acme/platform");
  }

  @Test
  void thePolicyIsToldWhatCountsForNothing() {
    Policy policy = policy(List.of(strict("P-99", Severity.INFO)), waiver("*", "*", "shared", NOW));

    assertThat(GuardRails.ofPolicy(policy, NOW))
        .extracting(Diagnostic::rule)
        .containsExactlyInAnyOrder("POL-2", "POL-3");
    assertThat(GuardRails.ofPolicy(policy(List.of(strict("P-11", Severity.INFO))), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POL-1", "POL-2", "POL-3", "POL-4", "POL-5"})
  void whatIsAboutThePolicyItselfIsNeverOffAndNobodyIsExceptedFromIt(String rule) {
    Policy.Waiver waiver =
        new Policy.Waiver(
            AT,
            rule,
            List.of(new Glob("*")),
            List.of(),
            Set.of(),
            "@acme/platform",
            "a test bench",
            NOW.plusSeconds(1));

    for (Policy policy : List.of(policy(List.of(off(rule))), policy(List.of(), waiver))) {
      assertThat(GuardRails.ofPolicy(policy, NOW))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.isError()).isTrue();
                assertThat(one.at()).isEqualTo(AT);
                assertThat(one.message()).contains(rule);
                assertThat(one.hint()).contains("Take this entry out");
              });
    }
    assertThat(GuardRails.ofPolicy(policy(List.of(off("P-08"))), NOW)).isEmpty();
  }

  /** Four tasks for all: one that runs with four asks for fewer, and another asks for four. */
  @ParameterizedTest
  @CsvSource({"1, orders-a", "3, orders-a", "4, orders-a", "5, orders-web"})
  void whoAsksForFewerTasksThanItRunsWithKeepsItsPlace(String tasks, String refused) {
    Quota four = new Quota(OptionalInt.empty(), OptionalInt.of(4), OptionalInt.empty());
    Subjects sink = Subjects.of("io.example.WebSinkConnector", "topics", "a", "tasks.max", "4");
    Subject runs =
        Subjects.of("io.example.WebSinkConnector", "topics", "a", "tasks.max", tasks)
            .limitedTo(four)
            .get();
    Subject comes = sink.named("orders", "orders-a").limitedTo(four).get();
    Standing standing =
        (connector, keys) ->
            connector.id().equals(runs.connector().id())
                && (keys.isEmpty() || connector.config().get("tasks.max").equals(Optional.of("4")));
    List<String> found = new ArrayList<>();

    new QuotaRail(Quota.UNLIMITED, standing)
        .check(
            Stream.of(comes, runs).map(one -> new Judgement(one, List.of(), List.of())).toList(),
            (one, finding) -> found.add(one.name()));

    assertThat(found).containsExactly(refused);
  }

  /**
   * Five tasks for all: one runs with four and asks for three, another with one and asks for four.
   */
  @Test
  void whoAsksForMoreTasksStandsBehindThoseThatKeepTheirs() {
    Quota five = new Quota(OptionalInt.empty(), OptionalInt.of(5), OptionalInt.empty());
    Subject less =
        Subjects.of("io.example.WebSinkConnector", "topics", "a", "tasks.max", "3")
            .limitedTo(five)
            .get();
    Subject more =
        Subjects.of("io.example.WebSinkConnector", "topics", "a", "tasks.max", "4")
            .named("orders", "orders-a")
            .limitedTo(five)
            .get();
    Map<String, String> ran = Map.of("orders-web", "4", "orders-a", "1");
    Standing standing =
        (connector, keys) ->
            keys.isEmpty()
                || connector
                    .config()
                    .get("tasks.max")
                    .equals(Optional.ofNullable(ran.get(connector.id().name())));
    List<String> found = new ArrayList<>();

    new QuotaRail(Quota.UNLIMITED, standing)
        .check(
            Stream.of(more, less).map(one -> new Judgement(one, List.of(), List.of())).toList(),
            (one, finding) -> found.add(one.name()));

    assertThat(found).containsExactly("orders-a");
  }

  @ParameterizedTest
  @CsvSource({"1,false", "16,false", "0,true", "17,true", "1e1,true", "'',true", "-5,true"})
  void aNumberStaysInItsBounds(String value, boolean refused) {
    Subjects subject =
        Subjects.of("io.example.WebSinkConnector", "batch.size", value)
            .bounding("batch.size", 1, 16);

    assertThat(!subject.judgedBy(new NumberRail(Policy.DEFAULT)).isEmpty()).isEqualTo(refused);
  }

  @Test
  void aClustersOwnBoundGoesBeforeThatOfThePolicy() {
    Policy policy =
        new Policy(
            List.of(),
            List.of(),
            Map.of("batch.size", new Bound(OptionalLong.empty(), OptionalLong.of(8))),
            Quota.UNLIMITED,
            List.of());
    Subjects ten = Subjects.of("io.example.WebSinkConnector", "batch.size", "10");

    assertThat(ten.judgedBy(new NumberRail(policy))).hasSize(1);
    assertThat(ten.bounding("batch.size", 1, 16).judgedBy(new NumberRail(policy))).isEmpty();
  }

  @Test
  void whoAsksForLessThanNothingMakesNoRoomForOthers() {
    Quota tasks = new Quota(OptionalInt.empty(), OptionalInt.of(8), OptionalInt.empty());
    Subjects less =
        Subjects.of("io.example.WebSinkConnector", "topics", "a", "tasks.max", "-1000")
            .limitedTo(tasks);
    Subjects many =
        Subjects.of("io.example.WebSinkConnector", "topics", "a", "tasks.max", "8")
            .named("orders", "orders-x")
            .limitedTo(tasks);

    assertThat(Subjects.judged(Policy.DEFAULT, NOW, less, many))
        .extracting(Diagnostic::rule)
        .containsExactly("CLU-7");
  }

  @Test
  void ofTwoWithOneIdentityTheOtherTeamsNameIsNotTold() {
    Subjects slot =
        Subjects.of(
            "io.debezium.connector.postgresql.PostgresConnector",
            "database.hostname",
            "db",
            "topic.prefix",
            "a");
    List<Diagnostic> found =
        Subjects.judged(Policy.DEFAULT, NOW, slot, slot.named("payments", "payments-db"));

    assertThat(found).extracting(Diagnostic::rule).contains("P-07");
    assertThat(found.get(0).message()).contains("another team").doesNotContain("payments-db");
  }
}
