package io.riparian.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.model.Access;
import io.riparian.model.Access.Entry;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real client against a worker that wants a client certificate. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
@WithTestResource(TlsMaterial.class)
class TlsTest {
  private final WireMockServer server =
      new WireMockServer(
          wireMockConfig()
              .bindAddress("127.0.0.1")
              .httpDisabled(true)
              .dynamicHttpsPort()
              .keystoreType("PKCS12")
              .keystorePath(TlsMaterial.SERVER.toString())
              .keystorePassword(TlsMaterial.PASSWORD)
              .keyManagerPassword(TlsMaterial.PASSWORD)
              .needClientAuth(true)
              .trustStoreType("PKCS12")
              .trustStorePath(TlsMaterial.TRUST_IN_CLIENT.toString())
              .trustStorePassword(TlsMaterial.PASSWORD));

  private final TlsConfigurationRegistry registry;

  @Inject
  TlsTest(TlsConfigurationRegistry registry) {
    this.registry = registry;
  }

  @BeforeEach
  void start() {
    server.start();
    server.stubFor(any(anyUrl()).willReturn(okJson("[\"orders\"]")));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private ConnectEndpoint endpoint() {
    return ConnectEndpoint.of(
        List.of(URI.create("https://127.0.0.1:" + server.httpsPort())), new Credential.None());
  }

  private void isUnreachable(ConnectEndpoint endpoint, Consumer<ConnectCluster> call) {
    try (ConnectCluster cluster = endpoint.open()) {
      assertThatExceptionOfType(ConnectFailure.class)
          .isThrownBy(() -> call.accept(cluster))
          .withNoCause()
          .extracting(ConnectFailure::kind)
          .isEqualTo(Kind.UNREACHABLE);
    }
    server.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void aNamedConfigurationShowsItsCertificate() {
    ConnectEndpoint mutual = endpoint().withTls(registry.get("mutual").orElseThrow());

    try (ConnectCluster cluster = mutual.open()) {
      assertThat(cluster.names()).containsExactly("orders");
    }
  }

  @Test
  void ourCertificateIsNotLentToAStranger() {
    ConnectEndpoint mutual = endpoint().withTls(registry.get("mutual").orElseThrow());

    try (ConnectCluster cluster = mutual.open()) {
      cluster.names();
      assertThat(cluster.access())
          .isEqualTo(new Access(Entry.REFUSED, Entry.REFUSED, Entry.REFUSED, Entry.UNKNOWN));
    }
  }

  @Test
  void aWorkerThatHasGoneRefusedNobody() {
    ConnectEndpoint mutual = endpoint().withTls(registry.get("mutual").orElseThrow());

    try (ConnectCluster cluster = mutual.open()) {
      server.stop();
      assertThat(cluster.access())
          .isEqualTo(new Access(Entry.UNKNOWN, Entry.UNKNOWN, Entry.UNKNOWN, Entry.UNKNOWN));
    }
  }

  @Test
  void withoutACertificateTheWorkerIsNotReached() {
    // A write would be OUTCOME_UNKNOWN: in TLS 1.3 the worker says no only after we have sent it.
    isUnreachable(
        endpoint().withTls(registry.get("trusting").orElseThrow()), ConnectCluster::names);
  }

  @Test
  void aWorkerNobodyVouchesForIsNotReached() {
    isUnreachable(endpoint(), cluster -> cluster.delete("orders"));
  }
}
