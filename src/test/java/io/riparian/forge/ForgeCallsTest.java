package io.riparian.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.riparian.forge.ForgeContract.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.connect.WithoutTheDaemon;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.ForgeServer.Answered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How any forge's answers are judged, on a wire that misbehaves; asked as GitHub. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class ForgeCallsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ForgeServer server = new ForgeServer(any -> new Answered(200, List.of(), ""));
  private @Nullable Forge opened;

  private Forge forge() {
    return forge(server.url(), Duration.ofSeconds(30), 1024 * 1024);
  }

  private Forge forge(URI url, Duration patience, long maxBytes) {
    if (opened == null) {
      opened =
          new GitHub(
              new ForgeEndpoint(url, null, Duration.ofSeconds(2), patience, maxBytes, () -> NOW),
              new ForgeCredential.Token("canary-token-9"),
              ForgeWorld.REPOSITORY,
              "riparian");
    }
    return opened;
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
    server.close();
  }

  private void answer(ResponseDefinitionBuilder answer) {
    server.disturb(any -> Optional.of(answer));
  }

  private ForgeFailure failed() {
    return failure(() -> forge().open());
  }

  @ParameterizedTest
  @CsvSource({
    "204, BAD_ANSWER",
    "301, BAD_ANSWER",
    "302, BAD_ANSWER",
    "307, BAD_ANSWER",
    "400, REFUSED",
    "401, UNAUTHORISED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "408, TIMED_OUT",
    "409, REFUSED",
    "410, NOT_FOUND",
    "422, REFUSED",
    "429, RATE_LIMITED",
    "451, NOT_FOUND",
    "500, UNWELL",
    "502, UNWELL",
    "503, UNWELL",
    "504, UNWELL"
  })
  void eachStatusComesToSomething(int status, Kind kind) {
    answer(
        aResponse()
            .withStatus(status)
            .withHeader("Location", server.url() + "/elsewhere")
            .withBody("{\"message\": \"hunter2\"}"));

    ForgeFailure failure = failed();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure)
        .hasMessageStartingWith("GET /repos/acme/connect/pulls at 127.0.0.1:")
        .message()
        .contains(String.valueOf(status))
        .doesNotContain("hunter2", "canary-token-9");
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "403, Retry-After, 90, 90",
    "429, Retry-After, 90, 90",
    "429, Retry-After, 'Thu, 01 Jan 2026 00:02:00 GMT', 120",
    "429, Retry-After, soon, 60",
    "429, Retry-After, 999999999999, 86400",
    "429, X-None, x, 60",
    "403, X-RateLimit-Reset, 1767225900, 300",
    "403, x-ratelimit-reset, 1767225900, 300",
    "429, RateLimit-Reset, 1767225900, 300",
    "403, X-RateLimit-Reset, 5, 0",
    "403, X-RateLimit-Reset, never, 60"
  })
  void aLimitTellsWhenToGoOn(int status, String header, String value, long seconds) {
    ResponseDefinitionBuilder limit =
        aResponse().withStatus(status).withHeader(header, value).withBody("{}");
    String left = header.replaceFirst("(?i)reset", "Remaining");
    answer(left.equals(header) ? limit : limit.withHeader(left, "0"));

    assertThat(failed())
        .returns(Kind.RATE_LIMITED, ForgeFailure::kind)
        .returns(Optional.of(NOW.plusSeconds(seconds)), ForgeFailure::notBefore);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        "You have triggered an abuse detection mechanism. Please wait a few minutes.",
        "API rate limit exceeded for 127.0.0.1."
      })
  void aLimitOnBurstsIsKnownByItsText(String message) {
    answer(aResponse().withStatus(403).withBody("{\"message\": \"" + message + "\"}"));

    assertThat(failed())
        .returns(Kind.RATE_LIMITED, ForgeFailure::kind)
        .returns(Optional.of(NOW.plusSeconds(60)), ForgeFailure::notBefore);
  }

  @Test
  void callsThatAreLeftMakeAForbiddenAnswerNoLimit() {
    answer(
        aResponse()
            .withStatus(403)
            .withHeader("X-RateLimit-Remaining", "10")
            .withHeader("X-RateLimit-Reset", "1767225900")
            .withBody("{\"message\": \"Resource not accessible by integration\"}"));

    assertThat(failed())
        .returns(Kind.FORBIDDEN, ForgeFailure::kind)
        .returns(Optional.empty(), ForgeFailure::notBefore);
  }

  @Test
  void aForgeThatIsDownMaySayHowLong() {
    answer(aResponse().withStatus(503).withHeader("Retry-After", "30"));

    assertThat(failed().notBefore()).contains(NOW.plusSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<http://elsewhere.example/repos?page=2>; rel=\"next\"",
        "<https://127.0.0.1/repos?page=2>; rel=\"next\"",
        "<http://127.0.0.1:1/repos?page=2>; rel=\"next\"",
        "</repos?page=2>; rel=\"next\"",
        "<file:///etc/passwd>; rel=\"next\"",
        "page 2"
      })
  void aListThatGoesOnElsewhereIsNotFollowed(String link) {
    answer(aResponse().withStatus(200).withHeader("Link", link).withBody("[]"));

    assertThat(failed().kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void aFailureOnALaterPageIsNoShorterList() {
    server.disturb(
        asked ->
            Optional.of(
                asked.parameter("page").isEmpty()
                    ? aResponse()
                        .withStatus(200)
                        .withHeader("Link", "<" + server.url() + "/x?page=2>; rel=\"next\"")
                        .withBody("[]")
                    : aResponse().withStatus(500)));

    assertThat(failed().kind()).isEqualTo(Kind.UNWELL);
  }

  @Test
  void anAnswerAtTheLimitIsReadAndOneBeyondItIsNot() {
    forge(server.url(), Duration.ofSeconds(30), 1_000);
    answer(aResponse().withStatus(200).withBody("[" + " ".repeat(998) + "]"));
    assertThat(forge().open()).isEmpty();

    answer(aResponse().withStatus(200).withBody("[" + " ".repeat(999) + "]"));

    assertThat(failed().kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void silenceTimesOut() {
    forge(server.url(), Duration.ofMillis(500), 1_000);
    answer(aResponse().withStatus(200).withBody("[]").withFixedDelay(20_000));

    assertThat(failed().kind()).isEqualTo(Kind.TIMED_OUT);
  }

  @Test
  void anAnswerThatDripsIsGivenUp() {
    forge(server.url(), Duration.ofMillis(500), 1_000);
    answer(
        aResponse()
            .withStatus(200)
            .withBody("[" + " ".repeat(100) + "]")
            .withChunkedDribbleDelay(50, 20_000));

    assertThat(failed().kind()).isIn(Kind.BAD_ANSWER, Kind.TIMED_OUT);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void garbageNeverBecomesAnAnswer(Fault fault) {
    forge(server.url(), Duration.ofSeconds(2), 1_000);
    answer(aResponse().withStatus(200).withFault(fault));

    assertThat(failed().kind()).isIn(Kind.BAD_ANSWER, Kind.UNREACHABLE, Kind.TIMED_OUT);
  }

  @Test
  void nobodyListeningIsUnreachable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    forge(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(2), 1_000);

    assertThat(failed().kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void anUnknownHostIsUnreachable() {
    forge(URI.create("http://forge.invalid"), Duration.ofSeconds(2), 1_000);

    assertThat(failed().kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h",
        "https:///x",
        "https://user:pass@h",
        "https://h?x=1",
        "https://h#x",
        "h"
      })
  void aUrlThatIsNoAddressOfAnApiIsRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForgeEndpoint.of(URI.create(url)))
        .withMessageNotContaining("pass");
  }
}
