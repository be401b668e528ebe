package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifyCommandTest {
  private static final String PATH = "/api/v1/notify";

  private CannedDaemon daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = new CannedDaemon();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private static String standing(String problems, String dead) {
    return """
    {"channels": [{"name": "slack", "type": "slack", "due": 1, "held": 2, "problem":
      "slack.example answered 503", "failedAt": "2026-11-27T10:00:00Z", "sentAt": ""}],
     "problems": [%s], "dead": [%s]}
    """
        .formatted(problems, dead);
  }

  private static String tested(String routes) {
    return "{\"party\": \"team payments\", \"routes\": [" + routes + "]}";
  }

  private static final String SENT = "{\"channel\": \"slack\", \"to\": \"#a\", \"problem\": \"\"}";
  private static final String NOT_SENT =
      "{\"channel\": \"pager\", \"to\": \"\", \"problem\": \"pager.example answered 403\"}";

  @Test
  void theChannelsAreTold() {
    daemon.answer(PATH, 200, standing("", ""));

    Riparian run = Riparian.run("notify", "--server", daemon.url());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            slack  slack, 1 due, 2 held
                slack.example answered 503, at 2026-11-27T10:00:00Z
            """);
  }

  @Test
  void whatLedNowhereIsAFinding() {
    daemon.answer(
        PATH,
        200,
        standing(
            "\"team a names the channel `x`\"",
            "{\"at\": \"t\", \"to\": \"a\", \"channel\": \"\", \"notice\": \"n\", \"why\": \"no route\"}"));

    Riparian run = Riparian.run("notify", "--server", daemon.url());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("team a names the channel `x`\n", "not told: t  a  n: no route\n");
  }

  @Test
  void aTestTellsEachRoute() {
    daemon.answer(PATH + "/test", 200, tested(SENT), tested(SENT + "," + NOT_SENT), tested(""));

    Riparian all = test("--team", "payments");
    Riparian some = test("--team", "payments");
    Riparian none = test("--platform");

    assertThat(all.exitCode()).isZero();
    assertThat(all.out()).isEqualTo("slack #a  sent\n");
    assertThat(some.exitCode()).isEqualTo(3);
    assertThat(some.out())
        .isEqualTo("slack #a  sent\npager  not sent: pager.example answered 403\n");
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.out()).isEqualTo("team payments has no such route\n");
  }

  @Test
  void eitherATeamOrThePlatformIsTold() {
    assertThat(test().exitCode()).isEqualTo(64);
    assertThat(test("--team", "a", "--platform").exitCode()).isEqualTo(64);
  }

  private Riparian test(String... more) {
    return Riparian.run(
        Stream.concat(Stream.of("notify", "test", "--server", daemon.url()), Stream.of(more))
            .toArray());
  }
}
