package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hold that the command writes is one that {@code validate} has nothing to say about. */
class HoldNewCommandTest {
  @TempDir private Path repository = Path.of("");

  @BeforeEach
  void aRepository() throws IOException {
    write(
        "platform/clusters/shared.yaml",
        """
        apiVersion: riparian/v1
        kind: Cluster
        metadata: {name: shared}
        spec: {urls: ["http://localhost:8083"]}
        """);
    write(
        "platform/teams/payments.yaml",
        """
        apiVersion: riparian/v1
        kind: Grant
        metadata: {name: payments}
        spec: {owners: ["@org/payments"], connectors: {prefixes: [payments-]}, clusters: [shared]}
        """);
    write(
        "teams/payments/team.yaml",
        """
        apiVersion: riparian/v1
        kind: Team
        metadata: {name: payments}
        spec: {}
        """);
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path file() {
    return repository.resolve("teams/payments/holds/database-move.yaml");
  }

  /** For payments and three days, unless the words say otherwise. */
  private Riparian hold(String... words) {
    List<Object> all = new ArrayList<>(List.of("hold", "new", "database-move"));
    all.addAll(List.of(words));
    for (String usual :
        List.of(
            "--team=payments",
            "--connectors=payments-*",
            "--reason=it moves: \"see\" #calendar",
            "--output-dir=" + repository)) {
      if (Stream.of(words).noneMatch(word -> word.startsWith(usual.split("=", 2)[0] + "="))) {
        all.add(usual);
      }
    }
    if (Stream.of(words).noneMatch(word -> word.matches("--(for|until)=.*"))) {
      all.add("--for=3d");
    }
    return Riparian.run(all.toArray());
  }

  @Test
  void whatIsWrittenIsValidAndSaysWhatWasAsked() throws IOException {
    Riparian run = hold("--connectors=payments-*,payments-a", "--cluster=shared");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("wrote " + file(), "Commit it and open a request");
    assertThat(Files.readString(file()))
        .startsWith(
            """
            apiVersion: riparian/v1
            kind: Hold
            metadata: {name: database-move}
            spec:
              connectors: ["payments-*", payments-a]
              clusters: [shared]
              reason: "it moves: \\"see\\" #calendar"
              until: 20\
            """);
    assertThat(Riparian.run("validate", repository).out()).isEqualTo("4 files, nothing to mend.\n");
  }

  @Test
  void aPatternThatHoldsNobodyIsPointedOut() throws IOException {
    write(
        "teams/payments/connectors/a.yaml",
        """
        apiVersion: riparian/v1
        kind: Connector
        metadata: {name: payments-a}
        spec: {cluster: shared, class: A}
        """);

    Riparian run = hold("--connectors=payments-?,payments-typo,logistics-*");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "note: no connector that this working copy declares is held by payments-typo,"
                + " logistics-*\n");
  }

  @Test
  void everythingIsAWordAndNoList() throws IOException {
    assertThat(hold("--connectors=all").exitCode()).isZero();

    assertThat(Files.readString(file())).contains("  connectors: all\n").doesNotContain("clusters");
  }

  @ParameterizedTest
  @CsvSource({
    "--for=31d, MAN-067",
    "--until=2020-01-01T18:00+01:00, MAN-066",
    "--connectors=payments-[ab], ' matches no name there can be'",
    "--cluster=Shared, cannot be the name of a cluster",
    "'--reason= ', MAN-0"
  })
  void whatValidateWouldFindIsToldAndNothingIsWritten(String word, String told) {
    Riparian run = hold(word);

    assertThat(run.out()).contains(told).contains("teams/payments/holds/database-move.yaml:");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(file()).doesNotExist();
  }

  @Test
  void whatIsThereAlreadyStaysAsItIs() throws IOException {
    write("teams/payments/holds/database-move.yaml", "mine");

    Riparian run = hold();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("is there already");
    assertThat(Files.readString(file())).isEqualTo("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "--for=soon, --for is a number and m",
    "--until=tomorrow, --until is a time with an offset",
    "--until=2026-12-01T18:00, --until is a time with an offset",
    "--until=2026-12-01T18:00Z --for=3d, give either --until or --for",
    "--team=paymnets, there is no team paymnets",
    "--cluster=nowhere, there is no cluster nowhere",
    "--team=../payments, cannot be the name of a team",
    "--output-dir=nowhere, is no configuration repository"
  })
  void wrongUsageIsToldAndNothingIsWritten(String words, String told) {
    Riparian run = hold(words.split(" "));

    assertThat(run.err()).contains(told);
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(file()).doesNotExist();
  }

  @Test
  void aNameThatIsNoneIsWrongUsage() {
    Riparian run =
        Riparian.run(
            "hold",
            "new",
            "../x",
            "--team=payments",
            "--connectors=all",
            "--for=3d",
            "--reason=why",
            "--output-dir=" + repository);

    assertThat(run.err()).contains("'../x' cannot be the name of a hold");
    assertThat(run.exitCode()).isEqualTo(64);
  }

  @Test
  void withoutNewAClusterIsNeeded() {
    Riparian run = Riparian.run("hold", "payments-a", "--reason", "why");

    assertThat(run.err()).contains("give a --cluster");
    assertThat(run.exitCode()).isEqualTo(64);
  }
}
