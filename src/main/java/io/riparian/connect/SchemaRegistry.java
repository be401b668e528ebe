package io.riparian.connect;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Schema Registry is there. It is shown nothing of ours, and what it says is not read:
 * one that lets nobody in, or shows a certificate that we do not trust, is there all the same.
 */
public final class SchemaRegistry {
  /** What a gateway says of a server behind it that is not there. */
  private static final Set<Integer> NOBODY_BEHIND = Set.of(502, 503, 504);

  /** Nothing is worked out for this answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration connectTimeout;

  /** Made when somebody is asked for the first time: most daemons and commands never ask. */
  private @Nullable HttpClient client;

  public SchemaRegistry(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .connectTimeout(connectTimeout)
              .followRedirects(HttpClient.Redirect.NEVER)
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      client = known;
    }
    return known;
  }

  /**
   * Whether nobody answers at any of these addresses.
   *
   * @param urls none for a registry that is not known, which is not away
   */
  public boolean isAway(List<URI> urls) {
    return !urls.isEmpty() && urls.stream().noneMatch(this::isThere);
  }

  /** Whether nobody took part in the handshake, as behind a gateway with nobody behind it. */
  private static boolean isBrokenOff(SSLException failed) {
    return Stream.iterate((Throwable) failed, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> cause instanceof EOFException || cause instanceof SocketException);
  }

  private boolean isThere(URI url) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("User-Agent", "riparian")
            .GET()
            .build();
    try {
      HttpResponse<InputStream> answer = client().send(request, BodyHandlers.ofInputStream());
      answer.body().close();
      return !NOBODY_BEHIND.contains(answer.statusCode());
    } catch (SSLException noConnection) {
      return !isBrokenOff(noConnection);
    } catch (IOException away) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
