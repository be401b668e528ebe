package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import io.riparian.model.FailureRule;
import io.riparian.model.FailureRule.Look;
import io.riparian.model.FailureRules;
import io.riparian.model.FailureStage;
import io.riparian.model.Location;
import io.riparian.reconcile.FailureRuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierTest {
  private static final FailureRules BUILT_IN = FailureRuleFiles.builtIn();
  private static final Classifier OURS = new Classifier(BUILT_IN);

  private static Verdict classified(String text) {
    return OURS.classify(text, "orders");
  }

  @Test
  void eachRuleAnswersItsOwnSample() {
    assertThat(OURS.misread(BUILT_IN)).isEmpty();
    assertThat(BUILT_IN.rules()).hasSizeGreaterThan(100);
  }

  static Stream<String> rows() throws IOException {
    try (InputStream rows =
        Objects.requireNonNull(ClassifierTest.class.getResourceAsStream("/failures/rows.txt"))) {
      return new String(rows.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void failuresOfTheFieldAreToldApart(String row) {
    String[] columns = row.split("\\|", 4);

    FailureAnswer answer =
        classified(columns[3].replace("\\n", "\n").replace("\\t", "\t")).answer();

    assertThat(
            List.of(
                answer.failureClass().word(),
                answer.recipient().name().toLowerCase(Locale.ROOT),
                answer.retry().name().toLowerCase(Locale.ROOT)))
        .containsExactly(columns[0], columns[1], columns[2]);
  }

  @Test
  void theFirstRuleThatFitsAnswers() {
    FailureRules rules = new FailureRules("x 1", List.of(rule("one", "asleep"), rule("two", "a")));

    Classifier classifier = new Classifier(rules);

    assertThat(classifier.classify("the warehouse is asleep", "").rule()).isEqualTo("one");
    assertThat(classifier.classify("the warehouse is awake", "").rule()).isEqualTo("two");
    assertThat(classifier.classify("?", "")).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aRuleBehindAnotherThatTakesItsSampleIsNamed() {
    FailureRules rules =
        new FailureRules("x 1", List.of(rule("wide", "warehouse"), rule("narrow", "asleep")));

    List<Classifier.Misread> misread = new Classifier(rules).misread(rules);

    assertThat(misread).extracting(Classifier.Misread::answeredBy).containsExactly("wide");
  }

  private static FailureRule rule(String id, String text) {
    return rule(id, new Look(List.of(text), List.of(), List.of(), List.of(), Set.of(), List.of()));
  }

  private static FailureRule rule(String id, Look look) {
    return new FailureRule(
        Location.ofFile("f"),
        id,
        look,
        new FailureAnswer(
            FailureClass.EXTERNAL_SYSTEM, Recipient.TEAM, Retry.YES, 90, "Wake it up."),
        "the warehouse is asleep");
  }

  @Test
  void everythingThatARuleAsksForHasToBeThere() {
    Look look =
        new Look(
            List.of("asleep"),
            List.of("SQLException$"),
            List.of("warehouse"),
            List.of("acme\\.Sink\\.put"),
            Set.of(FailureStage.PUT),
            List.of("maintenance"));
    Classifier classifier = new Classifier(new FailureRules("x 1", List.of(rule("one", look))));
    String whole =
        """
        java.sql.SQLException: the warehouse is asleep
        \tat com.acme.Sink.put(Sink.java:1)
        \tat com.acme.AcmeSinkTask.put(AcmeSinkTask.java:2)
        """;

    assertThat(classifier.classify(whole, "").rule()).isEqualTo("one");
    assertThat(
            Stream.of(
                    whole.replace("asleep", "awake"),
                    whole.replace("SQLException", "Oops"),
                    whole.replace("warehouse", "door"),
                    whole.replace("acme.Sink.put", "acme.Sink.get"),
                    whole.replace("AcmeSinkTask.put", "AcmeSinkTask.flush"),
                    whole.replace("asleep", "asleep for maintenance"))
                .map(text -> classifier.classify(text, "").rule()))
        .containsOnly(Verdict.NOT_KNOWN);
  }

  @Test
  void whatAWrapperSaysIsNoEvidence() {
    String wrapper = "org.apache.kafka.connect.errors.ConnectException: ";

    assertThat(
            Stream.of(
                    wrapper + "Exiting WorkerSinkTask due to unrecoverable exception.",
                    wrapper + "Tolerance exceeded in error handler",
                    "org.apache.kafka.connect.errors.ConnectException",
                    "java.util.concurrent.ExecutionException",
                    "ERROR [timeout-auth|task-0] WorkerSinkTask{id=connection-refused-0} Task is being killed and will not recover until manually restarted",
                    "",
                    "\n\n")
                .map(text -> classified(text).failureClass()))
        .containsOnly(FailureClass.UNKNOWN);
  }

  @Test
  void whatALogWarnsOfBesideTheCauseIsNoEvidence() {
    String warning = "[2026-01-01 10:00:00,000] WARN Read timed out, trying again (com.acme.Try)\n";
    String failure =
        "java.lang.NullPointerException\n\tat com.acme.AcmeSinkTask.put(AcmeSinkTask.java:1)";

    assertThat(classified(warning).rule()).isEqualTo("remote-unreachable");
    assertThat(classified(warning + failure).rule()).isEqualTo("null-pointer");
    assertThat(classified(failure + "\n" + warning).rule()).isEqualTo("null-pointer");
    assertThat(classified(warning.replace("WARN", "ERROR") + failure).rule())
        .isEqualTo("remote-unreachable");
  }

  @Test
  void whatKafkasClientsWarnedOfBeforeTheyGaveUpIsEvidence() {
    Verdict verdict =
        classified(
            "[2026-01-01 10:00:00,000] WARN [Consumer clientId=c] Bootstrap broker kafka:9092 (id: -1 rack: null) disconnected\n"
                + "org.apache.kafka.common.errors.TimeoutException: Failed to close in time");

    assertThat(verdict.rule()).isEqualTo("bootstrap-closed");
  }

  @Test
  void theFirstFailureIsKeptAgainstOneThatOnlyFollowsFromIt() {
    Verdict first = classified("java.net.ConnectException: Connection refused");
    Verdict second = classified("Cannot transition connector to STARTED since it has failed");
    Verdict other = classified("java.lang.NoClassDefFoundError: com/acme/Row");

    assertThat(second.after(first)).isEqualTo(first);
    assertThat(other.after(first)).isEqualTo(other);
    assertThat(Verdict.UNKNOWN.after(first)).isEqualTo(first);
  }

  @Test
  void evidenceIsTheLineThatShowsItAndHoldsNoSecret() {
    Verdict verdict =
        classified(
            """
            org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.
            \tat org.apache.kafka.connect.runtime.WorkerSinkTask.poll(WorkerSinkTask.java:1)
            Caused by: java.net.ConnectException: Connection refused: jdbc:postgresql://app:canary-7f@db:5432/x?password=canary-8f
            """);

    assertThat(verdict.evidence())
        .startsWith("Caused by: java.net.ConnectException: Connection refused")
        .doesNotContain("canary");
  }

  @Test
  void evidenceIsRedactedWithTheLinesAroundIt() {
    Verdict verdict =
        classified(
            "java.sql.BatchUpdateException: INSERT INTO t VALUES (1,\n'c4n4ry', 'duplicate key c4n4ry') was aborted: ERROR: duplicate key");

    assertThat(verdict.rule()).isEqualTo("constraint-of-table");
    assertThat(verdict.evidence()).isNotEqualTo(Verdict.NOT_KNOWN).doesNotContain("c4n4ry");
  }

  @Test
  void aTraceOfAMegabyteIsRead() {
    String filler = "\tat com.acme.Deep.down(Deep.java:1)\n".repeat(30_000);

    Verdict verdict =
        classified(
            "org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.\n"
                + filler
                + "Caused by: org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [pay]\n"
                + filler);

    assertThat(verdict.rule()).isEqualTo("topic-not-authorized");
  }

  @Test
  void theTraceOfAStatusIsReadThroughItsEscapes() {
    String status =
        "{\"state\":\"FAILED\",\"trace\":\"org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception."
            + "\\n\\tat org.apache.kafka.connect.runtime.WorkerSinkTask.poll(WorkerSinkTask.java:1)"
            + "\\nCaused by: java.lang.NullPointerException\\n\\tat com.acme.AcmeSinkTask.put(AcmeSinkTask.java:7)\\n\"}";

    assertThat(classified(status).rule()).isEqualTo("null-pointer");
  }
}
