package io.riparian.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {
  private final WireMockServer server =
      new WireMockServer(
          wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());
  private final SchemaRegistry registry = new SchemaRegistry(Duration.ofSeconds(20));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private boolean isAway(URI... urls) {
    return registry.isAway(List.of(urls));
  }

  private void answering(int status) {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody("{}")));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 401, 404, 500})
  void whoeverAnswersIsThere(int status) {
    answering(status);

    assertThat(isAway(url())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void aGatewayWithNobodyBehindItIsNoRegistry(int status) {
    answering(status);

    assertThat(isAway(url())).isTrue();
  }

  @Test
  void nothingOfOursIsShown() {
    answering(200);
    isAway(url().resolve("/apis/ccompat/v7"));

    server.verify(
        1,
        getRequestedFor(urlEqualTo("/apis/ccompat/v7"))
            .withoutHeader("Authorization")
            .withHeader("Cookie", absent()));
  }

  @Test
  void oneThatNobodyTrustsIsThereAllTheSame() {
    answering(200);

    assertThat(isAway(URI.create("https://127.0.0.1:" + server.httpsPort()))).isFalse();
  }

  @Test
  void whoBreaksOffTheHandshakeIsAway() throws IOException {
    try (ServerSocket nobodyBehind = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> hangingUp =
          CompletableFuture.runAsync(
              () -> {
                try {
                  nobodyBehind.accept().close();
                } catch (IOException closed) {
                  throw new UncheckedIOException(closed);
                }
              });

      assertThat(isAway(URI.create("https://127.0.0.1:" + nobodyBehind.getLocalPort()))).isTrue();
      hangingUp.join();
    }
  }

  @Test
  void whoDoesNotAcceptOrBreaksOffIsAway() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertThat(isAway(url())).isTrue();
    URI nobody = url();
    server.stop();

    assertThat(isAway(nobody)).isTrue();
  }

  @Test
  void oneAddressThatAnswersIsEnough() {
    answering(200);

    assertThat(isAway(URI.create("http://nobody.invalid:8081"), url())).isFalse();
  }

  @Test
  void oneThatIsNotKnownIsNotAway() {
    assertThat(isAway()).isFalse();
  }
}
