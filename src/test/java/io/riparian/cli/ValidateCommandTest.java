package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidateCommandTest {
  private static final String GOOD =
      """
      apiVersion: riparian/v1
      kind: Connector
      metadata: {name: orders-web}
      spec: {cluster: shared, class: A}
      """;

  private Path directory;
  private Path repository;

  @BeforeEach
  void oneTeamOnOneCluster(@TempDir Path temporary) throws IOException {
    directory = temporary;
    repository = temporary.resolve("repository");
    write(
        "platform/clusters/shared.yaml",
        """
        apiVersion: riparian/v1
        kind: Cluster
        metadata: {name: shared}
        spec: {urls: ["http://shared:8083"], tenancy: {teams: [orders]}}
        """);
    write(
        "platform/teams/orders.yaml",
        """
        apiVersion: riparian/v1
        kind: Grant
        metadata: {name: orders}
        spec: {connectors: {prefixes: [orders-]}, clusters: [shared]}
        """);
    write("teams/orders/team.yaml", "{apiVersion: riparian/v1, kind: Team, spec: {}}\n");
    write("teams/orders/connectors/web.yaml", GOOD);
  }

  private Path write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void aGoodRepositoryIsOnlyCounted() {
    assertThat(Riparian.run("validate", repository))
        .isEqualTo(new Riparian(0, "4 files, nothing to mend.\n", ""));
  }

  @Test
  void allMistakesOfAllFilesAreToldAtOnce() throws IOException {
    write("teams/orders/connectors/web.yaml", GOOD.replace("class: A", "clas: A"));
    write("teams/orders/connectors/json.json", "{\"connector.class\": }\n");
    write("teams/orders/connectors/other.yaml", GOOD.replace("orders-web", "payments-web"));

    Riparian run = Riparian.run("validate", repository);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("[MAN-030]", "[MAN-031]", "[MAN-015]", "[OWN-105]");
    assertThat(run.out()).endsWith("6 files: 4 errors, 0 warnings.\n");
  }

  @Test
  void whatOwnershipRefusesIsToldItsOtherMistakesToo() throws IOException {
    write(
        "teams/orders/connectors/web.yaml",
        GOOD.replace("orders-web", "payments-web")
            .replace(
                "class: A}",
                "class: A, config: {db.password: sesame, x.url: 'http://127.0.0.1'}}"));

    Riparian run = Riparian.run("validate", repository);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("[OWN-105]", "[SEC-1]", "[P-11]").doesNotContain("sesame");
  }

  @Test
  void aWarningAloneIsNoFailure() throws IOException {
    write("teams/orders/notes.txt", "hello");

    Riparian run = Riparian.run("validate", repository);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("[MAN-008]");
  }

  @ParameterizedTest
  @CsvSource({
    "text,error: teams/orders",
    "json,'\"errors\": 1'",
    "yaml,'errors: 1'",
    "sarif,'\"version\": \"2.1.0\"'",
    "junit,'failures=\"1\"'",
    "github,::error file=teams/orders/connectors/web.yaml",
    "gitlab,'\"check_name\": \"MAN-020\"'",
  })
  void everyFormIsPrinted(String form, String expected) throws IOException {
    write("teams/orders/connectors/web.yaml", GOOD.replace("riparian/v1", "riparian/v9"));

    Riparian run = Riparian.run("validate", repository, "--output", form);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains(expected);
  }

  @Test
  void aPlaceInARepositoryShowsWhatIsWrongThereAndKnowsTheRest() throws IOException {
    write("teams/orders/connectors/bad.yaml", GOOD.replace("class: A", "clas: A"));
    write("teams/orders/connectors/deep/x.yaml", GOOD.replace("shared", "nowhere"));

    Riparian run = Riparian.run("validate", repository.resolve("teams/orders/connectors/deep"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("teams/orders/connectors/deep/x.yaml", "[OWN-106]")
        .doesNotContain("bad.yaml")
        .endsWith("1 file: 1 error, 0 warnings.\n");
  }

  @Test
  void aSecretIsToldAlsoInAFileThatBelongsToNoRepository() throws IOException {
    Path loose = Files.createDirectories(directory.resolve("with-a-secret"));
    Files.writeString(
        loose.resolve("db.json"),
        "{\"connector.class\": \"A\",\n \"database.password\": \"a-word-of-mine\",\n"
            + " \"database.user\": \"${vault:db:user}\"}");

    Riparian run = Riparian.run("validate", loose.resolve("db.json"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("SEC-1", "db.json:2:2", "1 error")
        .doesNotContain("a-word-of-mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json | '{\"name\": \"not a name\", \"connector.class\": \"A\",\n \"db.password\": \"hunter2\"}'",
        "a.json | '{\"name\": \"a\",\n \"db.password\": \"hunter2\", \"topics\": [\"t\"]}'",
        "a.json | '{\"x\": \"\\$1\" // one\n \"db.password\": \"hunter2\"}'",
        "a.properties | 'x=\\u\ndb.password = hunter2'",
        "a.yaml | 'x: {\n  db.password: hunter2 # ours'",
      })
  void aSecretIsToldAlsoInAFileThatIsRefused(String name, String text) throws IOException {
    Path loose = Files.createDirectories(directory.resolve("refused")).resolve(name);
    Files.writeString(loose, text);
    write("teams/orders/connectors/" + name, text);

    for (Path path : List.of(loose, repository)) {
      Riparian run = Riparian.run("validate", path);

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).contains("MAN-", "SEC-1", name + ":2:").doesNotContain("hunter2");
    }
  }

  @Test
  void connectorFilesOutsideOfARepositoryAreCheckedEachByItself() throws IOException {
    Path loose = Files.createDirectories(directory.resolve("loose/deeper"));
    Files.writeString(loose.resolve("good.json"), "{\"connector.class\": \"A\"}");
    Files.writeString(loose.resolve("bad.properties"), "topics=a\n");
    Files.writeString(loose.resolve("notes.txt"), "nobody reads this");

    Riparian run = Riparian.run("validate", directory.resolve("loose"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("error: " + loose.resolve("bad.properties") + ":1:1: ")
        .endsWith("2 files: 1 error, 0 warnings.\n");
    assertThat(run.err()).startsWith("note: no platform/ and no teams/ here");
    assertThat(Riparian.run("validate", loose.resolve("good.json")).out())
        .isEqualTo("1 file, nothing to mend.\n");
  }

  @Test
  void aMessageAboutAFileOutsideOfARepositoryNamesThatFile() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("twice.json"), "{\"topics\": \"a\",\n \"topics\": \"b\"}");

    Riparian run = Riparian.run("validate", file);

    assertThat(run.out()).contains("stands twice: here and at " + file + ":1:2 [");
  }

  @Test
  void aPlaceWithNothingToCheckIsWrongUsageThatSaysWhatIsLookedFor() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty"));

    Riparian run = Riparian.run("validate", empty);

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("neither platform/", "nor teams/", "riparian validate FILE...");
    Path notes = Files.writeString(empty.resolve("notes.txt"), "");
    assertThat(Riparian.run("validate", notes).err()).contains(".yaml, .yml, .json or .properties");
  }

  @Test
  void pathsOfSeveralRepositoriesAreWrongUsage() throws IOException {
    Path loose = Files.writeString(directory.resolve("loose.json"), "{}");

    assertThat(Riparian.run("validate", repository, loose).exitCode()).isEqualTo(64);
  }

  @Test
  void whatIsNotThereCannotBeDecided() {
    Riparian run = Riparian.run("validate", directory.resolve("gone"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("gone does not exist");
  }
}
