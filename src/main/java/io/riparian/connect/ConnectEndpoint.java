package io.riparian.connect;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfiguration;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.LoggingScope;
import org.jspecify.annotations.Nullable;

/**
 * Where a Connect cluster answers, and how to speak to it there. Everything a cluster file says by
 * name (credential, TLS configuration) is resolved here already; it opens only within a running
 * Quarkus application, because that is who builds REST clients.
 *
 * @param urls its workers, {@code http} or {@code https}, without user or password
 * @param tls trust, and a client certificate for mutual TLS; {@code null} for the defaults
 * @param maxAnswerBytes what is larger than this is not read to the end
 * @param watch hears of every call
 */
public record ConnectEndpoint(
    List<URI> urls,
    Credential credential,
    @Nullable TlsConfiguration tls,
    Timeouts timeouts,
    long maxAnswerBytes,
    CallWatch watch) {
  public static final long DEFAULT_MAX_ANSWER_BYTES = 64L * 1024 * 1024;

  /** Shorter than Jetty's 30 s, so that a write never meets a connection that is just closing. */
  private static final int KEEP_ALIVE_SECONDS = 15;

  public ConnectEndpoint {
    urls = List.copyOf(urls);
    if (urls.isEmpty() || !urls.stream().allMatch(ConnectEndpoint::isUsable)) {
      throw new IllegalArgumentException(
          "a Connect cluster needs urls of the form http(s)://host[:port][/path]");
    }
  }

  /** One that nobody watches. */
  public ConnectEndpoint(
      List<URI> urls,
      Credential credential,
      @Nullable TlsConfiguration tls,
      Timeouts timeouts,
      long maxAnswerBytes) {
    this(urls, credential, tls, timeouts, maxAnswerBytes, CallWatch.NONE);
  }

  public static ConnectEndpoint of(List<URI> urls, Credential credential) {
    return new ConnectEndpoint(urls, credential, null, Timeouts.DEFAULT, DEFAULT_MAX_ANSWER_BYTES);
  }

  private static boolean isUsable(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  public ConnectEndpoint withTls(TlsConfiguration configuration) {
    return new ConnectEndpoint(urls, credential, configuration, timeouts, maxAnswerBytes, watch);
  }

  public ConnectEndpoint watchedBy(CallWatch other) {
    return new ConnectEndpoint(urls, credential, tls, timeouts, maxAnswerBytes, other);
  }

  /** The cluster, not asked anything yet. To be closed. */
  public ConnectCluster open() {
    return new ConnectWorkers(urls.stream().map(this::open).toList());
  }

  private RestWorker open(URI url) {
    return new RestWorker(
        url.getRawAuthority(),
        this,
        client(url, timeouts.read(), credential, tls),
        client(url, timeouts.write(), credential, tls),
        () -> stranger(url));
  }

  /** A client that shows nothing of ours. */
  private ConnectApi stranger(URI url) {
    return client(
        url,
        timeouts.read(),
        new Credential.None(),
        tls == null ? null : new WithoutCertificate(tls));
  }

  /** Whether we show a client certificate, without which a worker may not even shake hands. */
  boolean showsCertificate() {
    return tls != null && tls.getKeyStoreOptions() != null;
  }

  private ConnectApi client(
      URI url, Duration patience, Credential shown, @Nullable TlsConfiguration trusted) {
    QuarkusRestClientBuilder builder =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(url)
            .connectTimeout(timeouts.connect().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .followRedirects(false)
            .disableDefaultMapper(true)
            .loggingScope(LoggingScope.NONE)
            .httpClientOptionsCustomizer(
                options -> options.setKeepAliveTimeout(KEEP_ALIVE_SECONDS));
    Optional.ofNullable(trusted).ifPresent(builder::tlsConfiguration);
    shown
        .authorization()
        .ifPresent(
            value ->
                builder.register(
                    (ClientRequestFilter)
                        request ->
                            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, value)));
    return builder.build(ConnectApi.class);
  }

  @Override
  public String toString() {
    return "ConnectEndpoint" + urls;
  }
}
