package io.riparian.forge;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfiguration;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.LoggingScope;
import org.jspecify.annotations.Nullable;

/**
 * Where a forge's API answers, and how to speak to it there. Clients open only within a running
 * Quarkus application, because that is who builds them; none of them follows a redirect.
 *
 * @param url of the API, without user or password: {@code https://api.github.com}, or {@code
 *     https://git.example/api/v3}
 * @param tls trust; {@code null} for the defaults
 * @param connect how long we wait for a connection
 * @param answer how long we wait for an answer to begin, and then for it to end
 * @param maxAnswerBytes what is larger than this is not read to the end
 * @param clock for what is only valid for a while
 */
public record ForgeEndpoint(
    URI url,
    @Nullable TlsConfiguration tls,
    Duration connect,
    Duration answer,
    long maxAnswerBytes,
    InstantSource clock) {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** GitHub itself gives up after ten seconds. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** A hundred pull requests with long descriptions are about 10 MB. */
  private static final long MAX_ANSWER_BYTES = 32L * 1024 * 1024;

  public ForgeEndpoint {
    if (!isUsable(url)) {
      throw new IllegalArgumentException(
          "a forge's API needs a url of the form http(s)://host[:port][/path]");
    }
  }

  public static ForgeEndpoint of(URI url) {
    return new ForgeEndpoint(url, null, CONNECT, ANSWER, MAX_ANSWER_BYTES, InstantSource.system());
  }

  private static boolean isUsable(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  public ForgeEndpoint withTls(TlsConfiguration configuration) {
    return new ForgeEndpoint(url, configuration, connect, answer, maxAnswerBytes, clock);
  }

  /** A client that shows nothing of ours by itself; to be closed by {@link ForgeCalls#close}. */
  <T> T client(Class<T> api) {
    QuarkusRestClientBuilder builder =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(url)
            .connectTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(answer.toMillis(), TimeUnit.MILLISECONDS)
            .followRedirects(false)
            .disableDefaultMapper(true)
            .loggingScope(LoggingScope.NONE);
    Optional.ofNullable(tls).ifPresent(builder::tlsConfiguration);
    return builder.build(api);
  }

  /** Whether an address leads to the very place that we speak to. */
  boolean holds(URI other) {
    return url.getScheme().equalsIgnoreCase(other.getScheme())
        && url.getHost().equalsIgnoreCase(other.getHost())
        && port(url) == port(other)
        && other.getRawUserInfo() == null;
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }

  @Override
  public String toString() {
    return "ForgeEndpoint[" + url + "]";
  }
}
