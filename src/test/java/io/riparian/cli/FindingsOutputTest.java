package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What asks a daemon and tells mistakes tells them in every form that {@code validate} knows. */
class FindingsOutputTest {
  private static final String MISTAKES =
      """
      [{"rule": "MAN-030", "severity": "error", "file": "teams/orders/b\\u202ea.yaml",
        "line": 4, "column": 3, "endLine": 4, "endColumn": 10,
        "message": "unknown field `taskMax`", "hint": "", "page": "docs/rules/MAN-030.md"}]
      """;

  private CannedDaemon daemon;

  @BeforeEach
  void aDaemonThatTellsOneMistakeWhateverItIsAsked() throws IOException {
    daemon = new CannedDaemon();
    daemon.answer(
        "/api/v1/plan",
        200,
        """
        {"revision": "r1", "diagnostics": %s, "clusters": [
          {"cluster": "shared", "mode": "manage", "managed": 1, "deferrals": [], "unmanaged": [],
           "changes": [
            {"connector": "orders-web", "team": "orders", "kind": "create", "cause": "git",
             "file": "teams/orders/web.yaml", "state": "running", "diff": []},
            {"connector": "orders-gone", "team": "orders", "kind": "delete", "cause": "git",
             "file": "", "state": "", "diff": []}]}]}
        """
            .formatted(MISTAKES));
    daemon.answer(
        "/api/v1/diff",
        200,
        """
        {"from": "r0", "to": "r1", "diagnostics": %s, "connectors": [
          {"cluster": "shared", "connector": "orders-web", "kind": "created", "team": "orders",
           "file": "teams/orders/web.yaml", "detail": "", "diff": []}]}
        """
            .formatted(MISTAKES));
    daemon.answer(
        "/api/v1/status",
        200,
        """
        {"instance": "i", "standing": "normal", "evidence": "none", "revision": "r1",
         "candidate": "", "lastFetch": "", "repositoryProblem": "", "repositoryActivity": "", "forgeProblem": "", "units": [], "clusters": [], "interventions": [],
         "diagnostics": %s, "connectors": [
          {"cluster": "shared", "name": "orders-web", "team": "orders",
           "file": "teams/orders/web.yaml", "type": "sink", "sync": "synced", "health": "healthy",
           "state": "running", "declaredState": "running", "tasksRunning": 1, "tasks": 1,
           "reason": "", "why": ""}]}
        """
            .formatted(MISTAKES));
  }

  @AfterEach
  void close() {
    daemon.close();
  }

  private Riparian run(String command, String form) {
    List<Object> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    words.addAll(List.of("--server", daemon.url(), "--output", form));
    return Riparian.run(words.toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "plan, text, error: teams/orders/b?a.yaml:4:3: ",
    "plan, json, '\"endColumn\" : 10'",
    "plan, yaml, 'endColumn: 10'",
    "plan, sarif, '\"ruleId\": \"MAN-030\"'",
    "plan, junit, '<testsuite name=\"riparian plan\" tests=\"2\" failures=\"1\"'",
    "plan, github, '::error file=teams/orders/b?a.yaml,line=4,col=3,endLine=4,endColumn=10,'",
    "plan, gitlab, '\"check_name\": \"MAN-030\"'",
    "diff r0 r1, text, 1 mistakes in the later one",
    "diff r0 r1, json, '\"endColumn\" : 10'",
    "diff r0 r1, yaml, 'endColumn: 10'",
    "diff r0 r1, sarif, '\"ruleId\": \"MAN-030\"'",
    "diff r0 r1, junit, '<testsuite name=\"riparian diff\" tests=\"2\" failures=\"1\"'",
    "diff r0 r1, github, '::error file=teams/orders/b?a.yaml,line=4,'",
    "diff r0 r1, gitlab, '\"check_name\": \"MAN-030\"'",
    "status, text, error: teams/orders/b?a.yaml:4:3: ",
    "status, json, '\"endColumn\" : 10'",
    "status, yaml, 'endColumn: 10'",
    "status, sarif, '\"ruleId\": \"MAN-030\"'",
    "status, junit, '<testsuite name=\"riparian status\" tests=\"2\" failures=\"1\"'",
    "status, github, '::error file=teams/orders/b?a.yaml,line=4,'",
    "status, gitlab, '\"check_name\": \"MAN-030\"'",
  })
  void everyFormIsPrinted(String command, String form, String expected) {
    Riparian run = run(command, form);

    assertThat(run.out()).contains(expected);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "diff r0 r1", "status"})
  void theWholeAnswerIsPrintedAsJsonThatNoTerminalObeys(String command) {
    assertThat(run(command, "json").out())
        .contains("teams/orders/web.yaml", "b\\u202Ea.yaml")
        .isASCII();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "diff r0 r1", "status"})
  void theYamlIsTheTreeOfTheJsonAndNoTerminalObeysItEither(String command) throws IOException {
    Riparian yaml = run(command, "yaml");

    assertThat(yaml.out()).contains("teams/orders/web.yaml").isASCII();
    assertThat(new YAMLMapper().readTree(yaml.out()))
        .isEqualTo(new ObjectMapper().readTree(run(command, "json").out()));
    assertThat(yaml.exitCode()).isEqualTo(3);
  }

  @Test
  void aCommandThatTellsNoMistakesKnowsNoFormForThem() {
    Riparian run = run("import --cluster shared", "sarif");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("text, json, yaml");
  }
}
