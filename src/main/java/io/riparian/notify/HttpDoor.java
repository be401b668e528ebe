package io.riparian.notify;

import io.riparian.notify.NotSent.Kind;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Where a channel posts to. The address may be a secret, as those of webhooks are: no message tells
 * more of it than the host, and none tells what was answered. No redirect is followed.
 */
public final class HttpDoor {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final URI url;
  private final HttpClient client;
  private final Duration patience;
  private final InstantSource clock;

  /**
   * @param patience how long a whole call may take
   */
  HttpDoor(URI url, HttpClient client, Duration patience, InstantSource clock) {
    this.url = url;
    this.client = client;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * A door that trusts whom Java trusts, or whom it is told to.
   *
   * @throws IllegalArgumentException when nothing can be posted there; the message does not tell
   *     the address
   */
  public static HttpDoor of(URI url, Optional<SSLContext> trust, InstantSource clock) {
    if (!isUsable(url)) {
      throw new IllegalArgumentException(
          "a channel needs a url of the form http(s)://host[:port][/path], without a user");
    }
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1);
    trust.ifPresent(client::sslContext);
    return new HttpDoor(url, client.build(), ANSWER, clock);
  }

  private static boolean isUsable(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null;
  }

  /** What lies below this address. */
  HttpDoor at(String path) {
    String base = url.toString();
    return new HttpDoor(
        URI.create((base.endsWith("/") ? base : base + "/") + path), client, patience, clock);
  }

  /**
   * Posts a body that has to be taken.
   *
   * @return what was answered, as much of it as is of use
   * @throws NotSent when it was not
   */
  byte[] post(Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("User-Agent", "riparian")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpResponse<byte[]> answer = answer(request.build());
    refuse(answer);
    return answer.body();
  }

  private HttpResponse<byte[]> answer(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request, ignored -> new ShortBody());
    try {
      return call.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw down(failed);
    } catch (TimeoutException late) {
      throw new NotSent(Kind.DOWN, host() + " did not answer in time");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NotSent(Kind.LATER, "we stopped waiting");
    } finally {
      call.cancel(true);
    }
  }

  /** Told from the classes of what happened; its text may quote the address. */
  private NotSent down(Throwable failed) {
    String sentence = "the connection to " + host() + " was lost";
    if (isDueTo(failed, UnresolvedAddressException.class)) {
      sentence = "the name " + url.getHost() + " is unknown";
    } else if (isDueTo(failed, SSLException.class)) {
      sentence = "no TLS connection to " + host() + " came about";
    } else if (isDueTo(failed, HttpTimeoutException.class)) {
      sentence = host() + " did not answer in time";
    } else if (isDueTo(failed, ConnectException.class)) {
      sentence = host() + " does not accept a connection";
    }
    return new NotSent(Kind.DOWN, sentence);
  }

  private static boolean isDueTo(Throwable failed, Class<? extends Exception> type) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
  }

  private void refuse(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return;
    }
    String sentence = host() + " answered " + status;
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw new NotSent(Kind.DOWN, sentence, retryAfter(answer));
    }
    throw new NotSent(Kind.REFUSED, sentence);
  }

  /** When we are to come back, at most a day from now, however they say it. */
  private Optional<Instant> retryAfter(HttpResponse<?> answer) {
    Instant now = clock.instant();
    Instant last = now.plus(LONGEST_WAIT);
    return answer
        .headers()
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(value -> seconds(value, now).or(() -> date(value)))
        .map(then -> then.isAfter(last) ? last : then);
  }

  private static Optional<Instant> seconds(String value, Instant now) {
    return value.matches("[0-9]{1,9}")
        ? Optional.of(now.plusSeconds(Long.parseLong(value)))
        : Optional.empty();
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private String host() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  @Override
  public String toString() {
    return "HttpDoor[" + host() + "]";
  }
}
