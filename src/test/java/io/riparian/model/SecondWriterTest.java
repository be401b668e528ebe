package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecondWriterTest {
  private static final String NO_SIGN = "http://connect.kafka.svc:8083";
  private static final String SERVICE = "http://orders-connect-api.kafka.svc:8083";
  private static final String MIRROR = "http://dr-mirrormaker2-api.kafka.svc:8083";
  private static final String POD = "orders-connect-0.orders-connect.kafka.svc:8083";

  private static Cluster cluster(Cluster.Mode mode, Optional<Boolean> said, String... urls) {
    return new Cluster(
        "shared",
        Location.ofFile("platform/clusters/shared.yaml"),
        Stream.of(urls).map(URI::create).toList(),
        "",
        "",
        "",
        List.of(),
        Set.of(),
        new Cluster.Writing(mode, Location.ofFile("platform/clusters/shared.yaml"), said),
        Cluster.Deletion.ALLOW,
        Cluster.Unmanaged.REPORT,
        Cluster.Marks.CONNECTOR,
        Cluster.Drift.REVERT,
        Map.of(),
        ConnectorConfig.of(Map.of()),
        ChangeWindows.NONE,
        ClusterRails.NONE,
        WorkerSettings.UNSAID);
  }

  private static Cluster managed(String... urls) {
    return cluster(Cluster.Mode.MANAGE, Optional.empty(), urls);
  }

  private static ObservedConnector on(String worker, String taskOn) {
    return new ObservedConnector(
        "orders",
        "sink",
        ConnectorConfig.of(Map.of()),
        new ConnectorStatus(
            RunState.RUNNING,
            worker,
            "",
            List.of(new ConnectorStatus.TaskStatus(0, RunState.RUNNING, taskOn, ""))));
  }

  @ParameterizedTest
  @CsvSource({
    "orders-connect-api, orders, ''",
    "orders-connect-api.kafka, orders, kafka",
    "orders-connect-api.kafka.svc, orders, kafka",
    "orders-connect-api.kafka.svc.cluster.local, orders, kafka",
    "Orders-Connect-API.Kafka.svc, orders, kafka",
    "my.orders-connect-api.kafka.svc, my.orders, kafka",
    "a-connect-api-connect-api.kafka, a-connect-api, kafka",
  })
  void aServiceIsKnownByItsName(String host, String resource, String namespace) {
    assertThat(StrimziName.ofHost(host))
        .contains(new StrimziName(StrimziName.Kind.CONNECT, resource, namespace));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect-api",
        "orders-connect",
        "orders-connect-apis.kafka",
        "orders-connect.api.kafka",
        "connect-1",
        "10.0.0.7",
        "connect-api.example.com",
        "",
      })
  void anotherHostIsNoServiceOfStrimzis(String host) {
    assertThat(StrimziName.ofHost(host)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "orders-connect-0.orders-connect.kafka.svc:8083, CONNECT, orders",
    "my.orders-connect-12.my.orders-connect.kafka.svc:8443, CONNECT, my.orders",
    "dr-mirrormaker2-0.dr-mirrormaker2.kafka.svc:8083, MIRROR_MAKER_2, dr",
  })
  void aPodIsKnownByItsName(String worker, StrimziName.Kind kind, String resource) {
    assertThat(StrimziName.ofWorker(worker)).contains(new StrimziName(kind, resource, "kafka"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders-connect-0.others-connect.kafka.svc:8083",
        "orders-connect-0:8083",
        "orders-connect.orders-connect.kafka.svc:8083",
        "10.0.0.7:8083",
        "",
      })
  void anotherWorkerIsNoPodOfStrimzis(String worker) {
    assertThat(StrimziName.ofWorker(worker)).isEmpty();
  }

  @Test
  void oneSignAmongManyIsEnough() {
    assertThat(SecondWriter.of(managed(NO_SIGN, SERVICE))).isPresent();
    assertThat(SecondWriter.of(managed(NO_SIGN), List.of(on("a:1", "b:1"), on("", POD))))
        .isPresent();
    assertThat(SecondWriter.of(managed(NO_SIGN), List.of(on(POD, "a:1")))).isPresent();
    assertThat(SecondWriter.of(managed(NO_SIGN), List.of(on("a:1", "b:1")))).isEmpty();
  }

  @Test
  void onlyThePlatformsWordClearsIt() {
    Optional<Boolean> off = Optional.of(false);
    List<ObservedConnector> onPods = List.of(on(POD, POD));

    assertThat(SecondWriter.of(cluster(Cluster.Mode.MANAGE, off, SERVICE), onPods)).isEmpty();
    assertThat(SecondWriter.of(cluster(Cluster.Mode.MANAGE, Optional.of(true), NO_SIGN)))
        .isPresent();
    assertThat(SecondWriter.of(cluster(Cluster.Mode.MANAGE, off, MIRROR)))
        .as("MirrorMaker's operator has no such switch")
        .isPresent();
  }

  @Test
  void whatIsOnlyObservedHasNoSecondWriter() {
    assertThat(
            SecondWriter.of(
                cluster(Cluster.Mode.OBSERVE, Optional.of(true), SERVICE, MIRROR),
                List.of(on(POD, POD))))
        .isEmpty();
  }

  @Test
  void itSaysWhereToLookAndWhatToWrite() {
    assertThat(SecondWriter.of(managed(SERVICE)).orElseThrow().remedy())
        .contains(
            "kubectl get kafkaconnect orders -n kafka -o jsonpath='{.metadata.annotations.strimzi\\.io/use-connector-resources}'",
            "mode: observe",
            "strimziConnectorResources: false",
            "platform/clusters/shared.yaml");
    assertThat(SecondWriter.of(managed(MIRROR)).orElseThrow().remedy())
        .contains("mode: observe")
        .doesNotContain("strimziConnectorResources");
  }
}
