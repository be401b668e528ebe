package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTestCommandTest {
  private Path repository;

  @BeforeEach
  void somewhere(@TempDir Path temporary) throws IOException {
    repository = temporary;
    Files.createDirectories(repository.resolve("platform"));
    Files.createDirectories(repository.resolve("teams"));
  }

  private void policy(String rules) throws IOException {
    Files.writeString(
        repository.resolve("platform/policy.yaml"),
        """
        apiVersion: riparian/v1
        kind: Policy
        metadata: {name: policy}
        spec:
          rules:
        %s
        """
            .formatted(rules.indent(4).stripTrailing()));
  }

  private Riparian test() {
    return Riparian.run("policy", "test", repository);
  }

  private Riparian testAs(String form) {
    return Riparian.run("policy", "test", repository, "-o", form);
  }

  @Test
  void everyCaseIsToldWithItsPlace() throws IOException {
    policy(
        """
        - id: ACME-1
          expression: connector.tasksMax <= 4
          message: four tasks at most
          clusters: [shared]
          cases:
            - name: orders-web
              team: orders
              config: {tasks.max: 4}
              passes: true
            - config: {tasks.max: 5}
              passes: false
        """);

    assertThat(test())
        .isEqualTo(
            new Riparian(
                0,
                """
                ACME-1  platform/policy.yaml:7:7
                  ok      platform/policy.yaml:11:11  orders-web of orders on shared has to pass
                  ok      platform/policy.yaml:15:11  example of example on shared must not pass
                1 rule, 2 cases: none failed.
                """,
                ""));
  }

  @Test
  void whatFailsAndWhatCannotBeUsedIsCounted() throws IOException {
    policy(
        """
        - id: ACME-1
          expression: connector.tasksMax <= 4
          message: four tasks at most
          cases:
            - config: {tasks.max: 5}
              passes: true
        - id: ACME-2
          expression: conector.name != ''
          message: x
        - id: ACME-3
          expression: "true"
          message: x
        """);

    Riparian run = test();

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "  failed  platform/policy.yaml:10:11  example of example on example has to pass",
            ": the rule does not let it through")
        .contains("  error: ACME-2 cannot be used: undeclared reference to 'conector'")
        .contains("  hint: It has no cases")
        .endsWith("3 rules, 1 case: 1 failed, 1 rule cannot be used.\n");
  }

  @Test
  void jsonAndYamlTellTheSame() throws IOException {
    policy(
        """
        - id: ACME-1
          expression: "true"
          message: x
          cases:
            - passes: false
        """);

    assertThat(testAs("json").out()).contains("\"good\" : false", "\"id\" : \"ACME-1\"");
    assertThat(testAs("yaml").out()).contains("good: false", "id: \"ACME-1\"");
    assertThat(testAs("yaml").exitCode()).isEqualTo(3);
  }

  @Test
  void theExampleOfThePageComesOutAsItSays() throws IOException {
    String page = Files.readString(Path.of("docs/own-rules.md"));
    String begin = "```yaml platform/policy.yaml\n";
    String example = page.substring(page.indexOf(begin) + begin.length());
    Files.writeString(
        repository.resolve("platform/policy.yaml"), example.substring(0, example.indexOf("```")));

    Riparian run = test();

    assertThat(run.out()).endsWith("3 rules, 8 cases: none failed.\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void withoutOwnRulesThereIsNothingToFail() {
    assertThat(test()).isEqualTo(new Riparian(0, "0 rules, 0 cases: none failed.\n", ""));
  }

  @Test
  void aPolicyThatCannotBeReadIsAMistake() throws IOException {
    policy("- id: OWN-1\n");

    Riparian run = test();

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("platform/policy.yaml:6:");
  }

  @Test
  void usageAndDirectoriesAreHeldTo() {
    assertThat(Riparian.run("policy").exitCode()).isEqualTo(64);
    assertThat(Riparian.run("policy", "test", repository.resolve("gone")).exitCode()).isEqualTo(1);
  }

  @Test
  void anIdOfAPlatformsOwnIsExplainedAsSuch() {
    assertThat(Riparian.run("explain", "ACME-1"))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isZero();
              assertThat(run.out()).contains("one of this platform's own");
            });
    assertThat(Riparian.run("explain", "MAN-999").exitCode()).isEqualTo(64);
  }
}
