package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestartCommandTest {
  private static final String PATH = "/api/v1/restarts";

  private CannedDaemon daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = new CannedDaemon();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private static String report(String id, boolean finished, String restarts, String unasked) {
    return """
    {"id": "%s", "actor": "anna", "reason": "rotation", "secret": "vault:a", "parts": "all",
     "at": "", "finished": %s, "restarts": [%s], "unasked": [%s],
     "providers": [{"alias": "vault", "rereads": true, "why": "it is asked at a start"}]}
    """
        .formatted(id, finished, restarts, unasked);
  }

  private static String one(String connector, String result, boolean old) {
    return """
    {"cluster": "shared", "connector": "%s", "team": "payments", "result": "%s",
     "why": "%s", "stillOld": %s, "readsOnce": false}
    """
        .formatted(connector, result, result.equals("restarted") ? "" : "because\\u001b[2J", old);
  }

  private Riparian run(String... arguments) {
    return Riparian.run(
        Stream.concat(Stream.of("restart", "--server", daemon.url()), Stream.of(arguments))
            .toArray());
  }

  private Riparian rotate(String... more) {
    return run(
        Stream.concat(Stream.of("--secret", "vault:a", "--reason", "rotation"), Stream.of(more))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "restarted, 0",
    "nothing-failed, 0",
    "held, 3",
    "not-ours, 3",
    "only-observed, 3",
    "not-back, 1",
    "cluster-held-back, 1",
    "failed, 1",
    "left, 1",
    "gone, 1",
  })
  void itEndsAsTheWorstOfWhatBecameOfThem(String result, int exitCode) {
    String both = one("a", "restarted", false) + "," + one("b", result, false);
    daemon.answer(PATH, 202, report("1", true, both, ""));

    assertThat(rotate().exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aClusterOfWhichNobodyCanTellIsNotDone() {
    daemon.answer(
        PATH, 202, report("1", true, "", "{\"cluster\": \"other\", \"why\": \"no door\"}"));

    Riparian run = rotate();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("? other: no door");
  }

  @Test
  void eachIsToldUnderWhatBecameOfItAndThoseWithTheOldOneOnceMore() {
    String all =
        String.join(
            ",", one("a", "restarted", false), one("b", "held", true), one("c", "left", true));
    daemon.answer(PATH, 202, report("1", true, all, ""));

    assertThat(rotate().out())
        .isEqualTo(
            """
            restarted:
              shared/a
            not restarted, or not back:
              shared/b  held  team payments: because?[2J
              shared/c  left  team payments: because?[2J
            still use the old one:
              shared/b
              shared/c
            vault re-reads at a restart: it is asked at a start
            """);
    assertThat(rotate("-o", "json").out()).contains("\"stillOld\" : true");
    assertThat(rotate("-o", "yaml").out()).contains("result: \"held\"");
  }

  @Test
  void itWaitsUntilTheLastOneAndTellsOfEach() {
    daemon.answer(
        PATH,
        200,
        report("1", false, one("a", "waiting", false), ""),
        "[%s]".formatted(report("1", false, one("a", "restarted", false), "")),
        "[%s]".formatted(report("1", true, one("a", "restarted", false), "")));

    Riparian run = rotate();

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEqualTo("shared/a  restarted  team payments\n");
    assertThat(run.out()).startsWith("restarted:\n  shared/a\n");
  }

  @Test
  void aDaemonThatHasForgottenItCannotTell() {
    daemon.answer(PATH, 200, report("1", false, one("a", "waiting", false), ""), "[]");

    Riparian run = rotate();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("riparian audit");
  }

  @Test
  void withoutAReasonItOnlyTellsWhoThatWouldBe() {
    daemon.answer(PATH + "/plan", 200, report("", false, one("a", "waiting", false), ""));

    Riparian run = run("--secret", "vault:a");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("would be restarted, one after the other:\n  shared/a\n", "Nothing was done.");
  }

  @Test
  void whatIsRefusedIsToldInTheDaemonsWords() {
    daemon.answer(PATH, 409, "{\"status\": 409, \"message\": \"say which cluster\"}");

    Riparian run = run("payments-a");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("say which cluster");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restart",
        "restart a --secret vault:a",
        "restart a --team payments",
        "restart --secret vault:a --tasks all",
        "restart a --tasks some",
      })
  void whatMakesNoSenseIsWrongUsage(String line) {
    assertThat(Riparian.run((Object[]) line.split(" ", -1)).exitCode()).isEqualTo(64);
  }
}
