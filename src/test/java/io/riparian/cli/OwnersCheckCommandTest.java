package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersCheckCommandTest {
  private Path repository;

  @BeforeEach
  void oneTeam(@TempDir Path temporary) throws IOException {
    repository = temporary;
    write("CODEOWNERS", "* @all\n/teams/red/ @ann @bob\n");
    write("README.md", "");
    write("teams/red/team.yaml", "");
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Riparian check(Object... more) {
    Object[] words = new Object[more.length + 3];
    words[0] = "owners";
    words[1] = "check";
    words[2] = repository;
    System.arraycopy(more, 0, words, 3, more.length);
    return Riparian.run(words);
  }

  @Test
  void aGoodFileIsOnlyCounted() {
    assertThat(check()).isEqualTo(new Riparian(0, "1 file, nothing to mend.\n", ""));
  }

  @Test
  void mistakesOfTheFileAndOfTheTreeAreToldAtOnce() throws IOException {
    write("CODEOWNERS", "/README.md\n/teams/blue/ @ann @bob\n");

    Riparian run = check();

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("[OWN-207]", "[OWN-213]")
        .contains(
            """
            warning: CODEOWNERS:2:1: `/teams/blue/` is about no file of the tree [OWN-215]
              2 | /teams/blue/ @ann @bob
                | ^^^^^^^^^^^^
            """)
        .endsWith("1 file: 1 error, 2 warnings.\n");
  }

  @Test
  void aWarningAloneIsNoFailure() throws IOException {
    write("CODEOWNERS", "* @all\n/teams/red/ @ann\n");
    write("docs/CODEOWNERS", "* @ann\n");

    Riparian run = check();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("[OWN-211]", "[OWN-212]")
        .endsWith("2 files: 0 errors, 2 warnings.\n");
  }

  @Test
  void aGroupStandsForItsMembersAndOneWithoutAFileForNobody() throws IOException {
    write("CODEOWNERS", "* @acme/all\n/teams/red/ @acme/red\n");
    write("platform/groups/red.yaml", group("red", "@ann"));

    assertThat(check().out())
        .contains("CODEOWNERS:1:1: it is not known who stands behind `@acme/all` [OWN-217]")
        .contains("CODEOWNERS:2:1: one person can agree to changes of team `red`")
        .endsWith("1 file: 0 errors, 2 warnings.\n");

    write("platform/groups/red.yaml", group("red", "@ann\", \"@bob"));
    write("platform/groups/all.yaml", group("all", "@ann\", \"@bob"));
    assertThat(check().out()).isEqualTo("1 file, nothing to mend.\n");
  }

  private static String group(String name, String members) {
    return """
        apiVersion: riparian/v1
        kind: Group
        metadata: {name: %s}
        spec:
          handle: "@acme/%s"
          members: ["%s"]
        """
        .formatted(name, name, members);
  }

  @Test
  void theFileMayStandElsewhereInItsOwnDialect() throws IOException {
    write(".gitlab/CODEOWNERS", "[Red] @ann @bob\n/teams/red/\n");

    Riparian run = check("--file", "./.gitlab/CODEOWNERS", "--dialect", "gitlab");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("warning: CODEOWNERS: nobody reads this ownership file here");
  }

  @Test
  void whatIsNoFileOfTheTreeIsAMistake() throws IOException {
    Files.delete(repository.resolve("CODEOWNERS"));

    assertThat(check().exitCode()).isEqualTo(3);
    assertThat(check().out()).startsWith("error: CODEOWNERS: the ownership file is not there");

    Files.createSymbolicLink(repository.resolve("CODEOWNERS"), Path.of("README.md"));

    assertThat(check().exitCode()).isEqualTo(3);
    assertThat(check().out()).contains("the ownership file is no regular file [OWN-201]");

    Files.delete(repository.resolve("CODEOWNERS"));
    Files.write(repository.resolve("CODEOWNERS"), new byte[3 * 1024 * 1024 + 1]);

    assertThat(check().out()).contains("the ownership file is larger than 3 MiB [OWN-201]");
  }

  @ParameterizedTest
  @CsvSource({
    "text,error: CODEOWNERS:1:1:",
    "json,'\"errors\": 1'",
    "sarif,'\"version\": \"2.1.0\"'",
    "junit,'failures=\"1\"'",
    "github,::error file=CODEOWNERS",
    "gitlab,'\"check_name\": \"OWN-202\"'",
  })
  void everyFormIsPrinted(String form, String expected) throws IOException {
    write("CODEOWNERS", "!x @ann\n");

    Riparian run = check("--output", form);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains(expected);
  }

  @Test
  void aFileOutsideOfTheRepositoryIsWrongUsage() {
    assertThat(check("--file", "../CODEOWNERS").exitCode()).isEqualTo(64);
    assertThat(check("--file", repository.resolve("CODEOWNERS")).exitCode()).isEqualTo(64);
  }

  @Test
  void aDirectoryThatIsNotThereCannotBeDecided() {
    Riparian run = Riparian.run("owners", "check", repository.resolve("gone"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("gone cannot be read");
  }
}
