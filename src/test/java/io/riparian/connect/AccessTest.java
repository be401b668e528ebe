package io.riparian.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.model.Access;
import io.riparian.model.Access.Entry;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a worker lets a stranger see, asked without anything of ours. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class AccessTest {
  private static final String ROOT =
      "{\"version\": \"4.3.1\", \"commit\": \"c\", \"kafka_cluster_id\": \"k\"}";
  private static final String LOGGERS =
      "{\"root\": {\"level\": \"INFO\", \"last_modified\": null}}";

  private final WireMockServer server =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Access access() {
    try (ConnectCluster cluster =
        ConnectEndpoint.of(
                List.of(URI.create("http://127.0.0.1:" + server.port())),
                new Credential.Basic("riparian", "hunter2"))
            .open()) {
      return cluster.access();
    }
  }

  /** To everybody, or to those alone who show a credential. */
  private void answers(String path, String json, boolean everybody) {
    server.stubFor(get(urlEqualTo(path)).willReturn(okJson(json)));
    if (!everybody) {
      server.stubFor(
          get(urlEqualTo(path))
              .withHeader("Authorization", absent())
              .willReturn(
                  aResponse().withStatus(401).withBody("User cannot access the resource.")));
    }
  }

  private void worker(boolean everybody) {
    answers("/", ROOT, everybody);
    answers("/connectors", "[\"orders\"]", everybody);
    answers("/admin/loggers", LOGGERS, everybody);
  }

  @Test
  void aWorkerAsItComesIsOpen() {
    worker(true);

    assertThat(access()).isEqualTo(new Access(Entry.OPEN, Entry.OPEN, Entry.OPEN, Entry.OPEN));
  }

  @Test
  void aPasswordKeepsStrangersOutAndLeavesTheAdminEndpointToWhoeverHasIt() {
    worker(false);

    assertThat(access())
        .isEqualTo(new Access(Entry.REFUSED, Entry.REFUSED, Entry.REFUSED, Entry.OPEN));
  }

  @Test
  void anAdminEndpointThatIsElsewhereIsAbsent() {
    worker(false);
    server.stubFor(
        get(urlEqualTo("/admin/loggers"))
            .willReturn(
                aResponse()
                    .withStatus(404)
                    .withBody("{\"error_code\": 404, \"message\": \"HTTP 404 Not Found\"}")));

    assertThat(access())
        .isEqualTo(new Access(Entry.REFUSED, Entry.REFUSED, Entry.ABSENT, Entry.ABSENT));
  }

  @Test
  void nothingButGetsIsAskedAndOneOfThemWithTheCredential() {
    worker(true);

    access();

    server.verify(4, anyRequestedFor(anyUrl()));
    server.verify(4, getRequestedFor(anyUrl()));
    server.verify(
        1, getRequestedFor(anyUrl()).withHeader("Authorization", WireMock.containing("Basic")));
    server.verify(
        1, getRequestedFor(urlEqualTo("/connectors")).withHeader("Authorization", absent()));
  }

  static Stream<Arguments> neitherNor() {
    return Stream.of(
        Arguments.of(aResponse().withStatus(200).withBody("<html>Please log in</html>")),
        Arguments.of(aResponse().withStatus(302).withHeader("Location", "/login")),
        Arguments.of(aResponse().withStatus(500)),
        Arguments.of(aResponse().withStatus(503)),
        Arguments.of(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
  }

  @ParameterizedTest
  @MethodSource("neitherNor")
  void whatIsNeitherConnectsAnswerNorARefusalIsNotKnown(ResponseDefinitionBuilder strange) {
    server.stubFor(get(anyUrl()).willReturn(strange));

    assertThat(access())
        .isEqualTo(new Access(Entry.UNKNOWN, Entry.UNKNOWN, Entry.UNKNOWN, Entry.UNKNOWN));
  }
}
