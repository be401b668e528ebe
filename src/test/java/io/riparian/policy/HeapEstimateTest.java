package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Diagnostic;
import io.riparian.model.Severity;
import io.riparian.ownership.Judge;
import io.riparian.ownership.Precedent;
import io.riparian.reconcile.HeldToRails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapEstimateTest {
  private static final String SINK = "io.example.WebSinkConnector";
  private static final String SOURCE = "io.example.WebSourceConnector";

  private final SmallRepository files = SmallRepository.oneTeam();
  private int connectors;

  /** One row for each buffer, and for its neighbours that are none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "io.example.WebSink | topics=a | 0",
        "io.example.WebSink | topics=a; consumer.override.fetch.max.bytes=100 | 100",
        "io.example.WebSink | topics.regex=a.*; consumer.override.max.partition.fetch.bytes=7 | 7",
        "io.example.WebSink | topics=a; consumer.override.fetch.max.bytes=100; consumer.override.max.partition.fetch.bytes=7 | 100",
        "io.example.WebSink | topics=a; consumer.override.max.poll.records=10 | 10240",
        "io.example.WebSink | topics=a; producer.override.buffer.memory=50 | 0",
        "io.example.WebSink | topics=a; errors.deadletterqueue.topic.name=dead; producer.override.buffer.memory=50 | 50",
        "io.example.WebSource | producer.override.buffer.memory=50 | 50",
        "io.example.WebSource | consumer.override.fetch.max.bytes=100 | 0",
        "io.example.WebSource | batch.size=100; max.queue.size=9 | 0",
        "io.debezium.connector.postgresql.PostgresConnector | max.queue.size=2 | 2048",
        "io.debezium.connector.postgresql.PostgresConnector | max.queue.size=2; max.queue.size.in.bytes=100 | 100",
        "io.debezium.connector.postgresql.PostgresConnector | max.queue.size=2; max.queue.size.in.bytes=0 | 2048",
        "io.debezium.connector.postgresql.PostgresConnector | max.queue.size=2; max.batch.size=1 | 3072",
        "io.debezium.connector.postgresql.PostgresConnector | max.batch.size=1; tasks.max=9 | 1024",
        "io.debezium.connector.sqlserver.SqlServerConnector | max.batch.size=1; tasks.max=9 | 9216",
        "io.confluent.connect.s3.S3SinkConnector | topics=a; s3.part.size=100; tasks.max=3 | 300",
        "io.example.WebSink | topics=a; s3.part.size=100 | 0",
        "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector | topics=a; aws.s3.part.size.bytes=100 | 100",
        "io.confluent.connect.gcs.GcsSinkConnector | topics=a; gcs.part.size=100 | 100",
        "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector | topics=a; bulk.size.bytes=100 | 100",
        "io.confluent.connect.jdbc.JdbcSinkConnector | topics=a; batch.size=100000 | 0",
        "io.example.WebSink | topics=a; consumer.override.fetch.max.bytes=many | 0",
        "io.example.WebSink | topics=a; consumer.override.fetch.max.bytes=-1 | 0",
        "io.example.WebSink | topics=a; tasks.max=many; consumer.override.fetch.max.bytes=999999999999999999 | 9223372036854775807",
      })
  void aTaskKeepsWhatItsConfigurationAsksFor(String type, String keys, long bytes) {
    Map<String, String> config = new TreeMap<>();
    for (String pair : keys.split(";", -1)) {
      config.put(pair.split("=", 2)[0].strip(), pair.split("=", 2)[1].strip());
    }
    config.put(ConnectorConfig.CLASS, type);
    List<String> all = new ArrayList<>();
    config.forEach((key, value) -> all.addAll(List.of(key, value)));
    Subject subject = Subjects.of(type, all.toArray(String[]::new)).get();

    assertThat(HeapEstimate.bytes(subject)).isEqualTo(bytes);
  }

  private HeapEstimateTest cluster(String workers, String... urls) {
    files.file(
        "platform/clusters/shared.yaml",
        "apiVersion: riparian/v1",
        "kind: Cluster",
        "metadata: {name: shared}",
        "spec:",
        "  urls: ['" + String.join("', '", urls) + "']",
        "  tenancy: {teams: [payments]}",
        "  clientOverrides: ['*.override.*']",
        "  classes: {allow: ['*']}",
        "  workers: " + workers);
    return this;
  }

  private HeapEstimateTest connector(String type, String state, String... keys) {
    connectors++;
    files.file(
        "teams/payments/connectors/c" + connectors + ".yaml",
        "apiVersion: riparian/v1",
        "kind: Connector",
        "metadata: {name: payments-" + connectors + "}",
        "spec:",
        "  cluster: shared",
        "  state: " + state,
        "  class: " + type,
        "  config: {" + String.join(", ", keys) + "}");
    return this;
  }

  /** A sink of so many tasks, each of which may fetch 256 MiB. */
  private HeapEstimateTest sink(int tasks) {
    return connector(
        SINK,
        "running",
        "topics: a" + connectors,
        "tasks.max: '" + tasks + "'",
        "consumer.override.fetch.max.bytes: '268435456'");
  }

  private List<Diagnostic> found() {
    return HeldToRails.mistakes(
            Judge.judge("c1", files.resolve(), Precedent.none()),
            Instant.parse("2026-11-01T12:00:00Z"))
        .stream()
        .filter(one -> one.rule().equals("P-14"))
        .toList();
  }

  @Test
  void whatFitsIsNotTold() {
    assertThat(cluster("{heap: 1g}", "http://a:1").sink(4).found()).isEmpty();
    assertThat(cluster("{heap: 1g}", "http://a:1", "http://b:1").sink(4).found()).isEmpty();
    assertThat(cluster("{heap: 1g, count: 3}", "http://a:1").sink(4).found()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsAWarningThatNamesTheGreatest() {
    List<Diagnostic> found =
        cluster("{heap: 1024m}", "http://a:1")
            .sink(1)
            .sink(4)
            .connector(SOURCE, "running", "topic: x", "producer.override.buffer.memory: '1024'")
            .found();

    assertThat(found)
        .singleElement()
        .returns(Severity.WARNING, Diagnostic::severity)
        .returns("platform/clusters/shared.yaml", one -> one.at().file())
        .extracting(Diagnostic::message)
        .asString()
        .contains(
            "125 % of the heap",
            "`payments-2` of team `payments` 100 % (consumer.override.fetch.max.bytes, for each task), `payments-1`")
        .doesNotContain("268435456");
  }

  @Test
  void ofManyTheGreatestAreNamedAndTheOthersCounted() {
    cluster("{heap: 1m}", "http://a:1");
    for (int i = 0; i < 9; i++) {
      sink(1);
    }

    assertThat(found())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .endsWith("and 4 more");
  }

  @Test
  void whereNobodySaysHowMuchThereIsNothingIsEstimated() {
    assertThat(cluster("{count: 1}", "http://a:1").sink(4000).found()).isEmpty();
  }

  @Test
  void whatIsStoppedKeepsNothing() {
    assertThat(
            cluster("{heap: 1m}", "http://a:1")
                .connector(SOURCE, "stopped", "producer.override.buffer.memory: '99999999'")
                .found())
        .isEmpty();
    assertThat(connector(SOURCE, "paused", "producer.override.buffer.memory: '99999999'").found())
        .hasSize(1);
  }

  @Test
  void thePlatformMayWantNoEstimate() {
    files.file(
        "platform/policy.yaml",
        "apiVersion: riparian/v1",
        "kind: Policy",
        "metadata: {name: policy}",
        "spec: {severities: [{rule: P-14, severity: none}]}");

    assertThat(cluster("{heap: 1m}", "http://a:1").sink(9).found()).isEmpty();
  }
}
