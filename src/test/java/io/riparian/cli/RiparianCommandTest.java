package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.report.PlanReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RiparianCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int riparian(String... arguments) {
    CommandLine command = RiparianCommand.of(rest -> 0, new NothingAlone(), arguments);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  /** No test here gets as far as doing anything in this process. */
  private static final class NothingAlone implements Standalone.Runner {
    @Override
    public PlanReport plan(@Nullable Path directory, @Nullable String revision) {
      throw new Standalone.Refused("not here");
    }

    @Override
    public Standalone.Applied apply(String revision) {
      throw new Standalone.Refused("not here");
    }
  }

  @Test
  void aCommandIsTheSameWithoutTheOthers() {
    CommandLine all = RiparianCommand.of(rest -> 0, new NothingAlone());

    assertThat(all.getSubcommands()).hasSizeGreaterThan(10);
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              CommandLine alone = RiparianCommand.of(rest -> 0, new NothingAlone(), name, "--help");
              assertThat(alone.getSubcommands()).containsOnlyKeys(name);
              assertThat(alone.getSubcommands().values())
                  .extracting(CommandLine::getUsageMessage)
                  .containsExactly(command.getUsageMessage());
              assertThat(command.getUsageMessage()).contains("Usage: riparian " + name);
            });
  }

  @Test
  void whoAsksForNoCommandIsShownAllOfThem() {
    assertThat(riparian("--help")).isZero();

    assertThat(out.toString()).contains("validate", "plan", "sandbox");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "127.0.0.1:8080",
        "ftp://daemon",
        "http://",
        "http://a daemon",
        "http://127.0.0.1:80800"
      })
  void aMalformedServerIsWrongUsage(String server) {
    assertThat(riparian("status", "--server", server)).isEqualTo(64);

    assertThat(err.toString())
        .startsWith("--server " + server + " is no URL; give http(s)://host[:port]")
        .contains("Try 'riparian status --help'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ann:hunter2@127.0.0.1:1",
        "http://hunter2@127.0.0.1:1",
        "http://ann:hunter2@a daemon",
        "ann:hunter2@daemon"
      })
  void aServerWithAUserIsWrongUsageAndNotRepeated(String server) {
    assertThat(riparian("status", "--server", server)).isEqualTo(64);

    assertThat(err.toString()).startsWith("--server ").doesNotContain("hunter2");
  }

  @Test
  void aServerThatDoesNotAnswerIsNoWrongUsage() {
    assertThat(riparian("status", "--server", "http://127.0.0.1:1")).isEqualTo(1);

    assertThat(err.toString()).startsWith("no daemon answers at http://127.0.0.1:1");
  }

  @Test
  void whatADaemonAnswersCannotCommandTheTerminal() throws IOException {
    try (CannedDaemon daemon = new CannedDaemon()) {
      daemon.answer("/api/v1/status", 409, "{\"message\": \"not\\u001b[2J \\u202enow\"}");

      assertThat(riparian("status", "--server", daemon.url())).isEqualTo(1);
    }

    assertThat(err.toString().lines()).containsExactly("the daemon answered 409: not?[2J ?now");
  }

  @Test
  void whatAnApplyDidCannotCommandTheTerminalEither() throws IOException {
    try (CannedDaemon daemon = new CannedDaemon()) {
      daemon.answer(
          "/api/v1/apply",
          200,
          """
          {"revision": "r", "finished": true,
           "plan": {"revision": "r", "clusters": [], "diagnostics": []},
           "outcomes": [{"connector": "a\\u001bb", "kind": "update", "cause": "git",
                         "result": "failed", "detail": "c\\u009bd", "millis": 1}]}
          """);

      assertThat(riparian("apply", "--server", daemon.url())).isEqualTo(1);
    }

    assertThat(out.toString().lines()).endsWith("update a?b: failed c?d");
  }

  @Test
  void withoutACommandTheCommandsAreListedAndTheUsageIsWrong() {
    assertThat(riparian()).isEqualTo(64);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("a command is missing", "Usage: riparian")
        .contains("serve", "plan", "apply", "status", "sandbox");
  }

  @Test
  void helpIsNoMistake() {
    assertThat(riparian("--help")).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("Usage: riparian", "sandbox");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : Riparian.commands()) {
      assertThat(Riparian.run(command, "--help").out()).as(command).contains("--help");
    }
  }
}
