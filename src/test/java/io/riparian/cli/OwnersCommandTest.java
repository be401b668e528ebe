package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class OwnersCommandTest {
  private Path directory;
  private Path file;

  @BeforeEach
  void anOwnershipFile(@TempDir Path temporary) throws IOException {
    directory = temporary;
    file = directory.resolve("OWNERS");
    write("* @all\n/teams/red/ @ann @bob\n/docs/\n");
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private Riparian owners(Object... more) {
    Object[] words = new Object[more.length + 3];
    words[0] = "owners";
    words[1] = "--file";
    words[2] = file;
    System.arraycopy(more, 0, words, 3, more.length);
    return Riparian.run(words);
  }

  @Test
  void eachPathHasItsOwnersAndTheLineThatDecides() {
    Riparian run = owners("teams/red/team.yaml", "README.md", "docs/a");

    assertThat(run)
        .isEqualTo(
            new Riparian(
                0,
                """
                teams/red/team.yaml  @ann @bob  FILE:2
                README.md  @all  FILE:1
                docs/a  no owner  FILE:3
                """
                    .replace("FILE", file.toString()),
                ""));
  }

  @Test
  void aPathThatNoLineIsAboutHasNoOwner() throws IOException {
    write("/teams/ @ann\n");

    assertThat(owners("README.md").out()).isEqualTo("README.md  no owner\n");
  }

  @Test
  void inGitLabsDialectEachSectionHasItsSay() throws IOException {
    write("* @all\n[Red][2] @ann @bob\n/teams/red/\n^[Docs]\n*.md @doc\n!README.md\n");

    assertThat(owners("--dialect", "gitlab", "teams/red/a.md", "README.md").out())
        .isEqualTo(
            """
            teams/red/a.md  @all  FILE:1 [codeowners]
            teams/red/a.md  @ann @bob  FILE:3 [Red], 2 approvals
            teams/red/a.md  @doc  FILE:5 [Docs], optional
            README.md  @all  FILE:1 [codeowners]
            """
                .replace("FILE", file.toString()));
  }

  @Test
  void underTeamsNoExclusionHasAnEffect() throws IOException {
    write("* @all\n!*.md\n");

    assertThat(owners("--dialect", "GitLab", "teams/red/a.md", "b.md").out())
        .isEqualTo("teams/red/a.md  @all  " + file + ":1 [codeowners]\nb.md  no owner\n");
  }

  @Test
  void inJsonAPathHoldsItsRulings() throws IOException {
    write("[Red][2] @ann\n/teams/red/\n^[Docs]\n*.md @doc\n");

    Riparian run =
        owners("--dialect", "gitlab", "--output", "json", "teams/red/a.md", "a.md", "teams/blue/a");

    assertThat(run.exitCode()).isZero();
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                [{"path": "teams/red/a.md", "owned": true, "rulings": [
                   {"section": "Red", "line": 2, "owners": ["@ann"],
                    "optional": false, "required": true, "approvals": 2},
                   {"section": "Docs", "line": 4, "owners": ["@doc"],
                    "optional": true, "required": false, "approvals": 1}]},
                 {"path": "a.md", "owned": false, "rulings": [
                   {"section": "Docs", "line": 4, "owners": ["@doc"],
                    "optional": true, "required": false, "approvals": 1}]},
                 {"path": "teams/blue/a", "owned": false, "rulings": []}]
                """);
    assertThat(new ObjectMapper().readTree(run.out())).isEqualTo(expected);
  }

  @Test
  void inYamlItIsTheSameTree() throws IOException {
    write("[Red][2] @ann\n^[Docs]\n*.md @doc\n");
    String[] forms = new String[2];
    for (String form : List.of("json", "yaml")) {
      Riparian run =
          owners("--dialect", "gitlab", "--output", form, "a.md", "\u00e9.md", "yes", "1", "null");
      assertThat(run.exitCode()).isZero();
      forms[form.equals("json") ? 0 : 1] = run.out();
    }

    assertThat(forms[1]).startsWith("---\n- path: \"a.md\"\n");
    assertThat(new YAMLMapper().readTree(forms[1]))
        .isEqualTo(new ObjectMapper().readTree(forms[0]));
  }

  @Test
  void pathsComeFromAFileToo() throws IOException {
    Path list = Files.writeString(directory.resolve("list"), "a b\r\n\n\u00e9/c");

    assertThat(owners("first", "--paths-from", list).out())
        .isEqualTo("first  @all  F\na b  @all  F\n\u00e9/c  @all  F\n".replace("F", file + ":1"));
  }

  @Test
  void pathsComeFromTheStandardInputToo() throws IOException {
    assertThat(fromStandardInput("a\nb\n").out())
        .isEqualTo("a  @all  F\nb  @all  F\n".replace("F", file + ":1"));
    assertThat(fromStandardInput("").out()).isEmpty();
  }

  private Riparian fromStandardInput(String text) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return owners("--paths-from", "-");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void manyPathsAreToldWhileTheyStillComeAndNotKept() {
    Told told = new Told();
    Arriving arriving = new Arriving(100_000, told);
    CommandLine command =
        RiparianCommand.of(
            unwanted -> {
              throw new IllegalStateException("nobody asked for it");
            },
            new Riparian.NoDaemon());
    command.setOut(new PrintWriter(told));
    InputStream before = System.in;
    System.setIn(new SequenceInputStream(arriving));
    try {
      assertThat(command.execute("owners", "--file", file.toString(), "--paths-from", "-"))
          .isZero();
    } finally {
      System.setIn(before);
    }

    assertThat(told.lines).isEqualTo(100_000);
    assertThat(arriving.mostAhead).isLessThan(10_000);
  }

  /** Counts the lines that were printed. */
  private static final class Told extends Writer {
    private int lines;

    @Override
    public void write(char[] text, int from, int length) {
      for (int i = from; i < from + length; i++) {
        lines += text[i] == '\n' ? 1 : 0;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** Paths by the thousand, and how many of them were ever read without having been answered. */
  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else.
  private static final class Arriving implements Enumeration<InputStream> {
    private final int paths;
    private final Told told;
    private int given;
    private int mostAhead;

    Arriving(int paths, Told told) {
      this.paths = paths;
      this.told = told;
    }

    @Override
    public boolean hasMoreElements() {
      return given < paths;
    }

    @Override
    public InputStream nextElement() {
      mostAhead = Math.max(mostAhead, given - told.lines);
      given += 1_000;
      return new ByteArrayInputStream("a\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void pathsThatAreNoUtf8CannotBeDecided() throws IOException {
    Path list = directory.resolve("list");
    Files.write(list, new byte[] {'a', '\n', (byte) 0xe9, '\n'});

    assertThat(owners("--paths-from", list).exitCode()).isEqualTo(1);
    assertThat(owners("--paths-from", directory.resolve("gone")).err())
        .contains("gone cannot be read");
  }

  @Test
  void aFileWithAMistakeIsNotGoneBy() throws IOException {
    write("* @all\n/teams/[red]/ @ann\n/a red\n");

    Riparian run = owners("README.md");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            """
            :2:8: the pattern `/teams/[red]/` holds `[`, and there are no character ranges [OWN-202]
              2 | /teams/[red]/ @ann
                |        ^
            """)
        .contains("  3 | /a red\n    |    ^\n")
        .endsWith("1 file: 2 errors, 0 warnings.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "a//b", "a/", "./a", "a/../b", ""})
  void anImpossiblePathIsWrongUsage(String path) {
    Riparian run = owners(path);

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("`" + path + "` is no path in a repository");
  }

  @Test
  void withoutAPathThereIsNothingToTell() {
    assertThat(owners().exitCode()).isEqualTo(64);
    assertThat(owners().err()).startsWith("a PATH is missing");
    assertThat(owners("--dialect", "gitea", "a").exitCode()).isEqualTo(64);
  }

  @Test
  void withoutAnOwnershipFileNothingCanBeTold() {
    Riparian run = Riparian.run("owners", "--file", directory.resolve("gone"), "a");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("gone does not exist");
  }

  @Test
  void whatAPathSaysCannotCommandTheTerminal() {
    assertThat(owners("a\u001b[2J").out()).startsWith("a?[2J  @all");
  }
}
