package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.riparian.LogCapture;
import io.riparian.model.Location;
import io.riparian.model.Routes;
import io.riparian.model.Urgency;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every channel that speaks HTTP is held to, against a real server. */
class HttpChannelsTest {
  private static final String SECRET = "canary-of-a-channel-77ab";
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private static final Map<String, Function<HttpDoor, Channel>> CHANNELS =
      Map.of(
          "Slack's webhook", door -> Slack.webhook("c", door),
          "Slack's app", door -> Slack.app("c", door, SECRET),
          "Microsoft Teams", door -> new MicrosoftTeams("c", door),
          "CloudEvents",
              door -> new CloudEventWebhook("c", door, "production", SECRET, SECRET, CLOCK),
          "PagerDuty", door -> new PagerDuty("c", door, SECRET),
          "Opsgenie", door -> new Opsgenie("c", door, SECRET));

  private final Receiver receiver = new Receiver();

  static Stream<String> channels() {
    return CHANNELS.keySet().stream().sorted();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Channel channel(String which) {
    return channel(which, receiver.url("/" + SECRET));
  }

  private static Channel channel(String which, URI url) {
    return Objects.requireNonNull(CHANNELS.get(which))
        .apply(HttpDoor.of(url, Optional.empty(), CLOCK));
  }

  private static NotSent refusal(Channel channel) {
    return Objects.requireNonNull(
        catchThrowableOfType(NotSent.class, () -> channel.send(Notices.failure(), "x")));
  }

  @ParameterizedTest
  @MethodSource("channels")
  void whatIsTakenIsSentOnce(String which) {
    receiver.answers(200, "{\"ok\":true}");

    channel(which).send(Notices.failure(), "x");

    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.last().text()).contains("orders on shared has failed");
    assertThat(receiver.last().text()).contains("Check that orders-db takes connections.");
  }

  @ParameterizedTest
  @MethodSource("channels")
  void whatIsRefusedOnceIsRefusedForGood(String which) {
    for (int status : new int[] {302, 400, 401, 403, 404, 410, 413, 422}) {
      receiver.answers(status, SECRET).with("Location", receiver.url("/elsewhere").toString());

      NotSent why = refusal(channel(which));

      assertThat(why.kind()).as("%s", status).isEqualTo(NotSent.Kind.REFUSED);
      assertThat(why.sentence()).contains("answered " + status).doesNotContain(SECRET);
    }
    assertThat(receiver.requests()).noneMatch(request -> request.path().contains("elsewhere"));
  }

  @ParameterizedTest
  @MethodSource("channels")
  void whatPassesIsTriedAgainWhenTheOtherSideSays(String which) {
    for (int status : new int[] {408, 429, 500, 503}) {
      receiver.answers(status, SECRET).with("Retry-After", "90");

      NotSent why = refusal(channel(which));

      assertThat(why.kind()).as("%s", status).isEqualTo(NotSent.Kind.DOWN);
      assertThat(why.notBefore()).contains(NOW.plusSeconds(90));
      assertThat(why.sentence()).doesNotContain(SECRET);
    }
    receiver.with("Retry-After", "Fri, 27 Nov 2026 10:05:00 GMT");
    assertThat(refusal(channel(which)).notBefore()).contains(NOW.plusSeconds(300));
    receiver.with("Retry-After", "999999999");
    assertThat(refusal(channel(which)).notBefore()).contains(NOW.plus(Duration.ofDays(1)));
    receiver.with("Retry-After", "soon");
    assertThat(refusal(channel(which)).notBefore()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("channels")
  void whoNeverAnswersIsLeft(String which) {
    receiver.hang();
    HttpDoor impatient =
        new HttpDoor(
            receiver.url("/" + SECRET), HttpClient.newHttpClient(), Duration.ofMillis(200), CLOCK);

    NotSent why = refusal(Objects.requireNonNull(CHANNELS.get(which)).apply(impatient));

    assertThat(why.kind()).isEqualTo(NotSent.Kind.DOWN);
    assertThat(why.sentence()).contains("in time").doesNotContain(SECRET);
  }

  @ParameterizedTest
  @MethodSource("channels")
  void whoIsNotThereIsNamedByHostAlone(String which) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    NotSent why = refusal(channel(which, URI.create("http://localhost:" + free + "/" + SECRET)));

    assertThat(why.kind()).isEqualTo(NotSent.Kind.DOWN);
    assertThat(why.sentence()).isEqualTo("localhost:" + free + " does not accept a connection");
    assertThat(why).hasNoCause();
  }

  @ParameterizedTest
  @MethodSource("channels")
  void nothingOfASecretIsInItsText(String which) {
    assertThat(channel(which).toString()).doesNotContain(SECRET).contains("[c]");
    assertThat(HttpDoor.of(receiver.url("/" + SECRET), Optional.empty(), CLOCK).toString())
        .doesNotContain(SECRET);
  }

  /** Whatever the other side says, and wherever it is. */
  @ParameterizedTest
  @MethodSource("channels")
  void whatIsGivenUpTellsNothingOfASecret(String which) {
    receiver.answers(403, "your token " + SECRET + " is wrong");
    Letters letters = Letters.inMemory();
    Routes routes =
        new Routes(
            List.of(new Routes.Route(Location.ofFile("f"), "c", "x", Urgency.QUIET)),
            Optional.empty());
    try (LogCapture log = LogCapture.of("io.riparian");
        Outbox outbox =
            new Outbox(
                List.of(channel(which)),
                letters,
                Backoff.USUAL,
                CLOCK,
                RandomGenerator.of("Random"))) {
      outbox.post(Notices.failure(), routes);
      outbox.bringAll();

      assertThat(outbox.dead()).hasSize(1);
      assertThat(outbox.dead().toString()).contains("answered 403").doesNotContain(SECRET);
      assertThat(outbox.channels().toString()).contains("answered 403").doesNotContain(SECRET);
      assertThat(log.lines()).hasSize(1).allMatch(line -> !line.contains(SECRET));
      assertThat(Trial.all(outbox, Notices.failure(), routes.routes()).toString())
          .contains("answered 403")
          .doesNotContain(SECRET);
    }
  }
}
