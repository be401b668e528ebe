package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainFailureCommandTest {
  private static final String KEYS =
      "[class, notify, retryable, confidence, evidence, rule, action]";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Path directory;

  @BeforeEach
  void somewhere(@TempDir Path temporary) {
    directory = temporary;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void aFailureIsExplainedInWords() throws IOException {
    Path log =
        file(
            "log",
            "org.apache.kafka.common.errors.GroupAuthorizationException: Group authorization failed.");

    Riparian run = Riparian.run("explain-failure", log, "--connector", "orders");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
        .startsWith("class kafka-access", "notify team", "retryable no", "confidence 0.95")
        .contains("rule group-not-authorized")
        .last()
        .asString()
        .endsWith("Read on Group:LITERAL:connect-orders.");
  }

  @Test
  void asJsonItHasTheSameParts() throws IOException {
    Path log = file("log", "java.lang.OutOfMemoryError: Java heap space");

    Riparian run = Riparian.run("explain-failure", log, "--output", "json");

    JsonNode verdict = JSON.readTree(run.out());
    assertThat(keys(verdict)).hasToString(KEYS);
    assertThat(verdict.path("class").asText()).isEqualTo("infrastructure");
    assertThat(verdict.path("notify").asText()).isEqualTo("platform");
    assertThat(verdict.path("confidence").asDouble()).isEqualTo(0.9);
  }

  @Test
  void aTextThatTellsNothingIsUnknownAndNoMistake() throws IOException {
    Path log = file("log", "Task is being killed and will not recover until manually restarted");

    Riparian run = Riparian.run("explain-failure", log, "--output", "json");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(JSON.readTree(run.out()).path("class").asText()).isEqualTo("unknown");
    assertThat(JSON.readTree(run.out()).path("confidence").asDouble()).isZero();
  }

  @Test
  void aBadLineIsNamedAndStopsNoOther() throws IOException {
    Path many =
        file(
            "many.jsonl",
            """
            {"id": "a", "text": "java.lang.NoClassDefFoundError: x"}
            {"id": "b", "text":
            ["c"]
            {"text": "java.lang.NoClassDefFoundError: x"}
            {"id": "d"}

            {"id": 7, "text": "java.net.ConnectException: Connection refused", "more": true}
            """);

    Riparian run = Riparian.run("explain-failure", "--jsonl", many);

    assertThat(run.exitCode()).isEqualTo(3);
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(keys(JSON.readTree(lines.get(0)))).hasToString("[id, " + KEYS.substring(1));
    assertThat(JSON.readTree(lines.get(0)).path("id").asText()).isEqualTo("a");
    assertThat(JSON.readTree(lines.get(1)).path("id").asInt()).isEqualTo(7);
    assertThat(run.err().lines().map(line -> line.replaceAll("^.*many.jsonl:", "")))
        .containsExactly(
            "2: this is no JSON; write one object on this line: {\"id\": \"…\", \"text\": \"…\"}",
            "3: this is no JSON object; write one object on this line: {\"id\": \"…\", \"text\": \"…\"}",
            "4: `id` is missing, or is no text; write one object on this line: {\"id\": \"…\", \"text\": \"…\"}",
            "5: `text` is missing, or is no text; write one object on this line: {\"id\": \"…\", \"text\": \"…\"}");
  }

  @Test
  void linesThatAreAllGoodEndWell() throws IOException {
    Path many = file("many.jsonl", "{\"id\":\"a\",\"text\":\"?\"}\n");

    Riparian run = Riparian.run("explain-failure", "--jsonl", many);

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.out()).startsWith("{\"id\":\"a\",\"class\":\"unknown\",");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    Path many = file("many.jsonl", "\uFEFF{\"id\":\"a\",\"text\":\"?\"}\n");

    assertThat(Riparian.run("explain-failure", "--jsonl", many).exitCode()).isEqualTo(0);
  }

  @Test
  void aLineThatIsNestedTooDeepStopsNoOther() throws IOException {
    Path many =
        file(
            "many.jsonl",
            "{\"id\":\"a\",\"text\":" + "[".repeat(100_000) + "\n{\"id\":\"b\",\"text\":\"?\"}\n");

    Riparian run = Riparian.run("explain-failure", "--jsonl", many);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).startsWith("{\"id\":\"b\"");
  }

  @Test
  void noSecretComesOut() throws IOException {
    Path log =
        file(
            "log",
            "org.postgresql.util.PSQLException: Connection refused: jdbc:postgresql://app:c4n4ry@db/x?password=c4n4ry");

    assertThat(Riparian.run("explain-failure", log).out()).doesNotContain("c4n4ry");
    assertThat(Riparian.run("explain-failure", log, "-o", "json").out()).doesNotContain("c4n4ry");
  }

  private static String rules(String pattern, String sample) {
    return """
    apiVersion: riparian/v1
    kind: FailureRules
    metadata: {name: acme}
    spec:
      version: 3
      rules:
        - id: warehouse-asleep
          text: ['%s']
          class: external-system
          notify: team
          retryable: yes
          confidence: 90
          action: Wait until it is awake.
          sample: %s
    """
        .formatted(pattern, sample);
  }

  @Test
  void thePlatformsOwnRulesAreTriedFirst() throws IOException {
    file("acme.yaml", rules("warehouse is asleep", "Connection refused, the warehouse is asleep"));
    Path log = file("log", "Connection refused, as the warehouse is asleep");

    Riparian run = Riparian.run("explain-failure", log, "--rules", directory, "-o", "json");

    assertThat(run.err()).isEmpty();
    assertThat(JSON.readTree(run.out()).path("rule").asText()).isEqualTo("warehouse-asleep");
    assertThat(JSON.readTree(run.out()).path("retryable").asText()).isEqualTo("yes");
  }

  @Test
  void aPatternThatCannotBeReadIsNamedWithItsPlace() throws IOException {
    Path rules = file("acme.yaml", rules("warehouse (is asleep", "the warehouse is asleep"));
    Path log = file("log", "?");

    Riparian run = Riparian.run("explain-failure", log, "--rules", directory);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains(rules + ":8:").contains("missing closing )");
  }

  @Test
  void aRuleThatDoesNotAnswerItsSampleIsNamedAndTriedAllTheSame() throws IOException {
    file("acme.yaml", rules("warehouse is asleep", "Connection refused"));
    Path log = file("log", "the warehouse is asleep");

    Riparian run = Riparian.run("explain-failure", log, "--rules", directory);

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.err()).contains("MAN-070").contains("none of yours does");
    assertThat(run.out()).contains("warehouse-asleep");
  }

  @Test
  void whatCannotBeReadIsUndecided() {
    Riparian run = Riparian.run("explain-failure", directory.resolve("gone"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("gone cannot be read");
  }
}
