package io.riparian.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.LogCapture;
import io.riparian.connect.ConnectCluster.Readiness;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.model.ConfigKey;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredState;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Plugin;
import io.riparian.model.RunState;
import io.riparian.model.Worker;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client on a wire that misbehaves in every way we could think of. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class RestWorkerTest {
  private static final ConnectorConfig CONFIG =
      ConnectorConfig.of(Map.of("connector.class", "C", "empty", "", "password", "hunter2"));
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofMillis(500));
  private static final String STORED =
      """
      {"name": "orders", "config": {"name": "orders", "connector.class": "C"}, "tasks": [],
       "type": "source"}""";

  private final WireMockServer server =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  private @Nullable ConnectCluster opened;

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    if (opened != null) {
      opened.close();
    }
    server.stop();
  }

  private ConnectCluster cluster() {
    return cluster(new Credential.None(), Timeouts.DEFAULT, 1024 * 1024);
  }

  private ConnectCluster cluster(Credential credential, Timeouts timeouts, long maxBytes) {
    return open(List.of(url(server.port())), credential, timeouts, maxBytes);
  }

  private ConnectCluster open(
      List<URI> urls, Credential credential, Timeouts timeouts, long maxBytes) {
    if (opened == null) {
      opened = new ConnectEndpoint(urls, credential, null, timeouts, maxBytes).open();
    }
    return opened;
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private void answer(ResponseDefinitionBuilder response) {
    server.stubFor(any(anyUrl()).willReturn(response));
  }

  private void answer(int status, String body) {
    answer(
        aResponse()
            .withStatus(status)
            .withHeader("Content-Type", "application/json")
            .withBody(body));
  }

  private static ConnectFailure failure(ThrowingCallable call) {
    return assertThatExceptionOfType(ConnectFailure.class).isThrownBy(call).withNoCause().actual();
  }

  // What is asked.

  @Test
  void whatIsInstalledIsOneGetForEveryKindOfPlugin() {
    answer(200, "[{\"class\": \"a.B\", \"type\": \"brand-new\", \"version\": null}]");

    assertThat(cluster().plugins()).containsExactly(new Plugin("a.B", Plugin.Type.OTHER, ""));

    server.verify(1, anyRequestedFor(anyUrl()));
    server.verify(1, getRequestedFor(urlEqualTo("/connector-plugins?connectorsOnly=false")));
  }

  @ParameterizedTest
  @CsvSource({"1.0,?version=1.0", "undefined,''", "'',''"})
  void aDefinitionIsOneGetOfThatVersion(String version, String query) {
    answer(200, "[{\"name\": \"topic\", \"type\": \"NEW\", \"required\": true}]");

    Plugin plugin = new Plugin("a.B$C", Plugin.Type.TRANSFORMATION, version);
    assertThat(cluster().configDef(plugin).orElseThrow().key("topic").orElseThrow())
        .returns(ConfigKey.Type.STRING, ConfigKey::type)
        .returns(true, ConfigKey::required);

    server.verify(1, anyRequestedFor(anyUrl()));
    server.verify(1, getRequestedFor(urlEqualTo("/connector-plugins/a.B$C/config" + query)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[null]", "[{}]", "{}", "[{\"class\": \"\", \"name\": \" \"}]"})
  void aPluginThatIsDescribedStrangelyIsABadAnswer(String body) {
    answer(200, body);

    assertThat(failure(() -> cluster().plugins()).kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(failure(() -> cluster().configDef(new Plugin("a.B", Plugin.Type.SINK, ""))).kind())
        .isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void aWorkerThatIsStartingDoesNotSayThatAPluginIsMissing() {
    answer(404, "<html>404</html>");

    assertThat(failure(() -> cluster().configDef(new Plugin("a.B", Plugin.Type.SINK, ""))).kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void offsetsAreOneGet() {
    answer(200, "{\"offsets\": []}");

    assertThat(cluster().offsets("orders")).isPresent();

    server.verify(1, anyRequestedFor(anyUrl()));
    server.verify(1, getRequestedFor(urlEqualTo("/connectors/orders/offsets")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'offset':{'b':2,'a':1},'partition':{'p':'x'}},{'partition':{'p':'y'},'offset':null} | true",
        "{'partition':{'p':'y'},'offset':null},{'partition':{'p':'x'},'offset':{'a':1,'b':2}} | true",
        "{'partition':{'p':'y'},'offset':null},{'partition':{'p':'x'},'offset':{'a':1,'b':3}} | false",
        "{'partition':{'p':'x'},'offset':{'a':1,'b':2}}                                       | false",
        "                                                                                     | false",
      })
  void theSameOffsetsAreToldTheSameInWhicheverOrder(@Nullable String offsets, boolean same) {
    String first =
        "{'partition':{'p':'x'},'offset':{'a':1,'b':2}},{'partition':{'p':'y'},'offset':null}";
    answer(200, "{\"offsets\": [" + first.replace('\'', '"') + "]}");
    String before = cluster().offsets("orders").orElseThrow();
    answer(200, "{\"offsets\": [" + (offsets == null ? "" : offsets.replace('\'', '"')) + "]}");

    assertThat(cluster().offsets("orders").orElseThrow().equals(before)).isEqualTo(same);
  }

  @Test
  void noValueOfAnOffsetIsTold() {
    answer(200, "{\"offsets\": [{\"partition\": {}, \"offset\": {\"last\": \"hunter2\"}}]}");

    assertThat(cluster().offsets("orders").orElseThrow()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {\"error_code\": 404, \"message\": \"Connector orders not found\"}",
        "404 | {\"error_code\": 404, \"message\": \"HTTP 404 Not Found\"}",
        "405 | {\"error_code\": 405, \"message\": \"HTTP 405 Method Not Allowed\"}",
      })
  void anOldWorkerAndOneWithoutTheConnectorTellNoOffsets(int status, String body) {
    answer(status, body);

    assertThat(cluster().offsets("orders")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | <html>404</html>    | UNREACHABLE",
        "200 | {}                  | BAD_ANSWER",
        "200 | {\"offsets\": null} | BAD_ANSWER",
        "200 | [1]                 | BAD_ANSWER",
        "500 | {}                  | WORKER_ERROR",
      })
  void whatDoesNotTellOffsetsWasNotAsked(int status, String body, Kind kind) {
    answer(status, body);

    assertThat(failure(() -> cluster().offsets("orders")).kind()).isEqualTo(kind);
  }

  @Test
  void aShortLookIsOneGet() {
    answer(200, "{}");

    cluster().statuses();

    server.verify(1, anyRequestedFor(anyUrl()));
    server.verify(1, getRequestedFor(urlEqualTo("/connectors?expand=status")));
  }

  @Test
  void aLongReadIsOneGetThatRepeatsTheParameter() {
    answer(200, "{}");

    cluster().connectors();

    server.verify(1, anyRequestedFor(anyUrl()));
    server.verify(1, getRequestedFor(urlEqualTo("/connectors?expand=status&expand=info")));
  }

  @Test
  void existenceIsAskedForWithoutStatus() {
    answer(200, "{}");

    cluster().connectorsWithoutStatus();

    server.verify(1, getRequestedFor(urlEqualTo("/connectors?expand=info")));
  }

  @Test
  void aUrlsPathStaysInFront() {
    answer(200, "[]");

    open(
            List.of(URI.create(url(server.port()) + "/connect/shared")),
            new Credential.None(),
            Timeouts.DEFAULT,
            1024)
        .names();

    server.verify(1, getRequestedFor(urlEqualTo("/connect/shared/connectors")));
  }

  @ParameterizedTest
  @EnumSource(
      value = DeclaredState.class,
      names = {"RUNNING", "UNMANAGED"})
  void aRunningConnectorIsCreatedWithoutAFieldThatOldWorkersDoNotKnow(DeclaredState state) {
    answer(201, STORED);

    cluster().create("orders", CONFIG, state);

    server.verify(
        1,
        postRequestedFor(urlEqualTo("/connectors"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name": "orders",
                     "config": {"connector.class": "C", "empty": "", "password": "hunter2"}}""")));
  }

  @ParameterizedTest
  @EnumSource(
      value = DeclaredState.class,
      names = {"PAUSED", "STOPPED"})
  void anyOtherStateIsSentAlong(DeclaredState state) {
    answer(201, STORED);

    cluster().create("orders", ConnectorConfig.of(Map.of("a", "b")), state);

    server.verify(
        1,
        postRequestedFor(urlEqualTo("/connectors"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name": "orders", "config": {"a": "b"}, "initial_state": "%s"}"""
                        .formatted(state))));
  }

  @Test
  void anUpdateSendsTheBareConfiguration() {
    answer(200, STORED);

    ConnectorConfig stored = cluster().update("orders", CONFIG);

    assertThat(stored.entries()).containsOnlyKeys("connector.class", "name");
    server.verify(
        1,
        putRequestedFor(urlEqualTo("/connectors/orders/config"))
            .withRequestBody(
                equalToJson(
                    """
                    {"connector.class": "C", "empty": "", "password": "hunter2"}""")));
  }

  @Test
  void onlyWhatFailedIsRestarted() {
    answer(202, "{}");

    cluster().restartFailed("orders");

    server.verify(
        1,
        postRequestedFor(
            urlEqualTo("/connectors/orders/restart?includeTasks=true&onlyFailed=true")));
  }

  @Test
  void everythingIsRestarted() {
    answer(202, "{}");

    cluster().restart("orders");

    server.verify(
        1,
        postRequestedFor(
            urlEqualTo("/connectors/orders/restart?includeTasks=true&onlyFailed=false")));
  }

  @Test
  void basicCredentialsAreShown() {
    answer(200, "[]");

    cluster(new Credential.Basic("riparian", "hünter2"), Timeouts.DEFAULT, 1024).names();

    server.verify(
        getRequestedFor(anyUrl())
            .withHeader("Authorization", equalTo("Basic cmlwYXJpYW46aMO8bnRlcjI=")));
  }

  @Test
  void aBearerTokenIsShown() {
    answer(200, "[]");

    cluster(new Credential.Bearer("t0ken"), Timeouts.DEFAULT, 1024).names();

    server.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer t0ken")));
  }

  @Test
  void withoutACredentialNoneIsShown() {
    answer(200, "[]");

    cluster().names();

    server.verify(getRequestedFor(anyUrl()).withoutHeader("Authorization"));
  }

  // What is understood.

  @Test
  void aWholeAnswerBecomesConnectors() {
    answer(
        200,
        """
        {"orders": {
           "status": {"name": "orders", "type": "source", "novelty": [1],
             "connector": {"state": "RUNNING", "worker_id": "a:8083", "version": "4.3.1"},
             "tasks": [{"id": 0, "state": "FAILED", "worker_id": "b:8083", "trace": "boom"},
                       {"id": 1, "state": "HIBERNATING", "worker_id": null, "version": null}]},
           "info": {"name": "orders", "type": "source", "tasks": [],
             "config": {"topic": "orders", "file": null, "batch": 7}}},
         "slow": {"info": {"config": {}}},
         "deleted": {"status": {"connector": {"state": "RUNNING"}}}}""");

    Map<String, ObservedConnector> connectors = cluster().connectors();

    assertThat(connectors).containsOnlyKeys("orders", "slow");
    ObservedConnector orders = requireNonNull(connectors.get("orders"));
    assertThat(orders.type()).isEqualTo("source");
    assertThat(orders.config().entries())
        .isEqualTo(Map.of("topic", "orders", "file", "", "batch", "7"));
    assertThat(orders.status())
        .isEqualTo(
            new ConnectorStatus(
                RunState.RUNNING,
                "a:8083",
                "",
                List.of(
                    new ConnectorStatus.TaskStatus(0, RunState.FAILED, "b:8083", "boom"),
                    new ConnectorStatus.TaskStatus(1, RunState.UNKNOWN, "", ""))));
    assertThat(connectors.get("slow"))
        .isEqualTo(
            new ObservedConnector(
                "slow", "unknown", ConnectorConfig.of(Map.of()), ConnectorStatus.NONE));
  }

  @Test
  void theVeryBytesOfTheLastLookAreNotReadAgainAndAnyOtherAre() {
    String running =
        "{\"orders\": {\"status\": {\"connector\": {\"state\": \"RUNNING\"}, \"tasks\": []}}}";
    ConnectCluster cluster = cluster();
    answer(200, running);
    SortedMap<String, ConnectorStatus> first = cluster.statuses();
    SortedMap<String, ConnectorStatus> second = cluster.statuses();
    answer(200, running.replace("RUNNING", "PAUSED"));
    SortedMap<String, ConnectorStatus> third = cluster.statuses();
    answer(200, running.substring(1));

    assertThat(second).isSameAs(first);
    assertThat(third.values()).extracting(ConnectorStatus::state).containsExactly(RunState.PAUSED);
    assertThat(failure(cluster::statuses).kind()).isEqualTo(Kind.BAD_ANSWER);
    answer(200, running);
    assertThat(cluster.statuses()).isEqualTo(first);
  }

  @Test
  void statusesAreTakenFromWhateverHasOne() {
    answer(
        200,
        """
        {"orders": {"status": {"connector": {"state": "PAUSED"}, "tasks": []}},
         "odd": {"status": {}},
         "none": {}}""");

    assertThat(cluster().statuses())
        .containsOnlyKeys("orders", "odd")
        .containsEntry("orders", new ConnectorStatus(RunState.PAUSED, "", "", List.of()))
        .containsEntry("odd", ConnectorStatus.NONE);
  }

  @Test
  void aWorkerIntroducesItself() {
    answer(200, "{\"version\": \"3.9.2\", \"commit\": \"c\", \"kafka_cluster_id\": \"k\"}");

    assertThat(cluster().worker()).isEqualTo(new Worker("3.9.2", "k"));
  }

  @Test
  void whoeverHasNoVersionIsNoWorker() {
    answer(200, "{\"hello\": \"world\"}");

    assertThat(failure(() -> cluster().worker()).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({"200, READY", "503, NOT_READY", "500, NOT_READY", "404, CANNOT_TELL"})
  void aWorkerSaysWhetherItIsReady(int status, Readiness readiness) {
    answer(status, "{\"status\": \"whatever\"}");

    assertThat(cluster().readiness()).isEqualTo(readiness);
    server.verify(1, getRequestedFor(urlEqualTo("/health")));
  }

  @Test
  void onlyTheNamesOfRejectedKeysComeBack() {
    answer(
        200,
        """
        {"name": "C", "error_count": 2, "configs": [
          {"definition": null, "value": {"name": "url", "value": "jdbc:hunter2",
            "errors": ["Invalid value hunter2"]}},
          {"value": {"name": "fine", "errors": []}},
          {"value": {"name": "odd", "errors": null}}]}""");

    assertThat(cluster().rejectedKeys("orders", CONFIG)).containsExactly("url");
    server.verify(
        putRequestedFor(urlEqualTo("/connector-plugins/C/config/validate"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name": "orders", "connector.class": "C", "empty": "",
                     "password": "hunter2"}""")));
  }

  @Test
  void aClassThatIsNoClassNameIsRejectedWithoutAsking() {
    ConnectorConfig odd = ConnectorConfig.of(Map.of("connector.class", "../admin?x"));

    assertThat(cluster().rejectedKeys("orders", odd)).containsExactly("connector.class");
    server.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void anUnknownClassIsRejectedThoughValidationAnswers500() {
    answer(
        500,
        """
        {"error_code": 500, "message": "org.apache.kafka.connect.errors.ConnectException: Failed \
        to find any class that implements Connector and which name matches C"}""");

    assertThat(cluster().rejectedKeys("orders", CONFIG)).containsExactly("connector.class");
  }

  @Test
  void aReadOfNothingIsEmptyAndADeleteOfNothingSucceeds() {
    answer(404, "{\"error_code\": 404, \"message\": \"Connector orders not found\"}");

    assertThat(cluster().read("orders")).isEmpty();
    assertThat(cluster().isGone("orders")).isTrue();
    cluster().delete("orders");
  }

  @Test
  void theNotFoundOfAStartingWorkerIsNotGone() {
    answer(404, "<html>no such page</html>");

    assertThat(failure(() -> cluster().read("orders")).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(() -> cluster().isGone("orders")).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(() -> cluster().delete("orders")).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  // What is not.

  @ParameterizedTest
  @MethodSource("io.riparian.connect.ErrorAnswers#all")
  void everyErrorIsMappedOnTheWireToo(ErrorAnswers row) {
    answer(row.status(), row.body());

    ConnectFailure failure = failure(() -> call(row));

    assertThat(failure.kind()).isEqualTo(row.kind());
    assertThat(failure.getMessage()).contains("" + row.status()).doesNotContain("hunter2");
  }

  private void call(ErrorAnswers row) {
    switch (row.effect()) {
      case CREATES -> cluster().create("a", CONFIG, DeclaredState.RUNNING);
      case NONE -> {
        if (row.method().equals("PUT")) {
          cluster().rejectedKeys("a", CONFIG);
        } else {
          cluster().statuses();
        }
      }
      case CHANGES -> {
        if (row.method().equals("POST")) {
          cluster().restartFailed("a");
        } else if (row.method().equals("DELETE") && row.kind() != Kind.NOT_FOUND) {
          cluster().delete("a");
        } else {
          cluster().update("a", CONFIG);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "<html>log in</html>",
        "[]",
        "{\"orders\": null}",
        "{\"orders\": {\"info\": {\"config\": {\"a\": {\"nested\": true}}}}}",
        "{\"orders\": {\"info\": {\"config\": {}}}",
        "{} {}",
        "{\"orders\": {}, \"orders\": {}}"
      })
  void whatIsNotTheWholeDocumentIsABadAnswer(String body) {
    answer(200, body);

    assertThat(failure(() -> cluster().connectors()).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void anUnreadableAnswerToAWriteLeavesItsOutcomeUnknown() {
    answer(201, "<html>hunter2</html>");

    ConnectFailure failure =
        failure(() -> cluster().create("orders", CONFIG, DeclaredState.RUNNING));

    assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    assertThat(failure.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void anAnswerAtTheLimitIsReadAndOneBeyondItIsNot() {
    String body = "[\"" + "a".repeat(996) + "\"]";
    answer(200, body);
    assertThat(cluster(new Credential.None(), Timeouts.DEFAULT, 1000).names()).hasSize(1);

    answer(200, "[\"" + "a".repeat(997) + "\"]");

    ConnectFailure failure = failure(() -> cluster().names());
    assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(failure).hasMessageContaining("1000 bytes");
  }

  @Test
  void anAnswerThatPassesTheLimitWithinAnElementIsToldSoToo() {
    cluster(new Credential.None(), Timeouts.DEFAULT, 1000);
    answer(200, "[\"" + "a".repeat(900) + "\", \"" + "b".repeat(50_000) + "\"]");

    assertThat(failure(() -> cluster().names())).hasMessageContaining("1000 bytes");
  }

  @Test
  void aLargeAnswerArrivesWhole() {
    StringBuilder body = new StringBuilder("{");
    for (int i = 0; i < 20_000; i++) {
      body.append(i == 0 ? "" : ",")
          .append("\"c-" + i + "\":{\"info\":{\"config\":{\"topic\":\"t-" + i + "\"}}}");
    }
    answer(200, body.append("}").toString());

    assertThat(cluster(new Credential.None(), Timeouts.DEFAULT, 64L * 1024 * 1024).connectors())
        .hasSize(20_000);
  }

  @Test
  void aRedirectIsNotFollowed() {
    answer(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));

    assertThat(failure(() -> cluster().names()).kind()).isEqualTo(Kind.BAD_ANSWER);
    server.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void nobodyListeningIsUnreachableForReadsAndWrites() {
    ConnectCluster nobody =
        open(List.of(url(unusedPort())), new Credential.None(), Timeouts.DEFAULT, 1024);

    assertThat(failure(nobody::names).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(() -> nobody.delete("orders")).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void anUnknownHostIsUnreachable() {
    ConnectCluster nobody =
        open(
            List.of(URI.create("http://connect.invalid:8083")),
            new Credential.None(),
            Timeouts.DEFAULT,
            1024);

    assertThat(failure(() -> nobody.delete("orders")).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void silenceTimesOut() {
    answer(aResponse().withStatus(200).withBody("[]").withFixedDelay(20_000));
    ConnectCluster impatient = cluster(new Credential.None(), SHORT, 1024);

    assertThat(failure(impatient::names).kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(failure(() -> impatient.delete("orders")).kind()).isEqualTo(Kind.TIMED_OUT);
  }

  @Test
  void aConnectionLostOnTheWayLeavesAWriteUnknownAndAReadUnanswered() {
    answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThat(failure(() -> cluster().names()).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(() -> cluster().delete("orders")).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
  }

  @Test
  void aConnectionLostIsOursToTell() {
    answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    try (LogCapture log = LogCapture.of("io.vertx.core")) {
      for (int i = 0; i < 3; i++) {
        failure(() -> cluster().names());
      }

      assertThat(log.lines()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE", "EMPTY_RESPONSE"})
  void garbageNeverBecomesAnAnswer(Fault fault) {
    answer(aResponse().withStatus(200).withFault(fault));

    assertThat(failure(() -> cluster(new Credential.None(), SHORT, 1024).connectors()).kind())
        .isIn(Kind.BAD_ANSWER, Kind.UNREACHABLE, Kind.TIMED_OUT);
  }

  @Test
  void anAnswerThatBreaksOffIsNoPartialMap() throws Exception {
    try (RawServer raw =
        new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"a\": {\"info\": {}}", 0)) {
      ConnectCluster cluster =
          open(List.of(url(raw.port())), new Credential.None(), Timeouts.DEFAULT, 1024);

      assertThat(failure(cluster::connectors).kind()).isEqualTo(Kind.BAD_ANSWER);
    }
  }

  @Test
  void aWholeDocumentInAHalfAnswerIsABadAnswerToo() throws Exception {
    try (RawServer raw =
        new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[\"a\"]", 0)) {
      ConnectCluster cluster =
          open(List.of(url(raw.port())), new Credential.None(), Timeouts.DEFAULT, 1024);

      assertThat(failure(cluster::names).kind()).isEqualTo(Kind.BAD_ANSWER);
    }
  }

  @Test
  void anAnswerThatDripsIsGivenUp() throws Exception {
    try (RawServer raw =
        new RawServer(
            "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + "[" + " ".repeat(400), 100)) {
      ConnectCluster cluster = open(List.of(url(raw.port())), new Credential.None(), SHORT, 1024);

      assertThat(failure(cluster::names).kind()).isEqualTo(Kind.BAD_ANSWER);
    }
  }

  @Test
  void theNextUrlAnswersWhenTheFirstIsDown() {
    answer(200, "[\"orders\"]");
    ConnectCluster cluster =
        open(
            List.of(url(unusedPort()), url(server.port())),
            new Credential.None(),
            Timeouts.DEFAULT,
            1024);

    assertThat(cluster.names()).containsExactly("orders");
    assertThat(cluster.workers()).hasSize(2);
  }

  private static int unusedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new IllegalStateException(none);
    }
  }

  /**
   * Writes the given text to whoever connects, byte by byte after the head if asked to, and hangs
   * up.
   */
  private static final class RawServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    RawServer(String text, int pauseMillis) throws IOException {
      int head = text.indexOf("\r\n\r\n") + 4;
      Thread thread = new Thread(() -> serve(text, head, pauseMillis));
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve(String text, int head, int pauseMillis) {
      try (Socket client = socket.accept()) {
        client.getInputStream().read(new byte[4096]);
        OutputStream out = client.getOutputStream();
        if (pauseMillis == 0) {
          out.write(text.getBytes(US_ASCII));
          return;
        }
        out.write(text.substring(0, head).getBytes(US_ASCII));
        for (byte next : text.substring(head).getBytes(US_ASCII)) {
          out.write(next);
          out.flush();
          Thread.sleep(pauseMillis);
        }
      } catch (IOException | InterruptedException closed) {
        // The client has given up, as it should.
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
