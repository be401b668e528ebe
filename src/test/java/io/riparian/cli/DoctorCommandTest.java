package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {
  private static final String PATH = "/api/v1/clusters/shared/doctor";

  private CannedDaemon daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = new CannedDaemon();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private static String report(String severity, String kind, String unanswered) {
    return """
    {"cluster": "shared", "workers": [{"worker": "a:1", "version": "3.7.0", "health": "ready"}],
     "kafka": {"servers": "k:1", "clusterId": "kafka", "brokers": 3, "groups": ["connect-shared"], "topics": []},
     "unanswered": [%s],
     "findings": [{"rule": "DOC-101", "title": "t", "severity": "%s", "kind": "%s",
       "workers": ["a:1"], "saw": "it is open\\u001b[2J", "fix": "close it"}]}
    """
        .formatted(unanswered, severity, kind);
  }

  private Riparian run(String... more) {
    return Riparian.run(
        Stream.concat(
                Stream.of("doctor", "--cluster", "shared", "--server", daemon.url()),
                Stream.of(more))
            .toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "error, seen, '', 3",
    "warning, seen, '', 0",
    "info, check, '', 0",
    "error, seen, '{\"worker\": \"b:1\", \"problem\": \"down\"}', 1",
  })
  void itEndsAsTheWorstOfItsFindings(
      String severity, String kind, String unanswered, int exitCode) {
    daemon.answer(PATH, 200, report(severity, kind, unanswered));

    assertThat(run().exitCode()).isEqualTo(exitCode);
  }

  @Test
  void eachFindingIsToldWithItsFix() {
    daemon.answer(PATH, 200, report("error", "seen", ""));

    assertThat(run().out())
        .isEqualTo(
            """
            shared: a:1 (3.7.0)
            Kafka at k:1: cluster kafka, brokers: 3; groups of workers: connect-shared; topics looked at: none
            error DOC-101 at a:1: it is open?[2J
                fix: close it
            errors: 1, warnings: 0, to be checked because it cannot be seen from here: 0
            """);
  }

  @Test
  void programsGetTheTree() {
    daemon.answer(PATH, 200, report("error", "check", ""));

    assertThat(run("-o", "json").out()).contains("\"rule\" : \"DOC-101\"");
    assertThat(run("-o", "yaml").out()).contains("kind: \"check\"");
  }

  @Test
  void aClusterThatCannotBeAskedIsNotHealthy() {
    daemon.answer(PATH, 502, "{\"status\": 502, \"message\": \"the cluster cannot be asked\"}");

    Riparian run = run();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the cluster cannot be asked");
  }

  @Test
  void itNeedsACluster() {
    assertThat(Riparian.run("doctor").exitCode()).isEqualTo(64);
  }
}
