package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One row for each family: what it really reads, writes, calls and opens. {@code *} behind a name
 * stands for all that begin so.
 */
class FamilyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "io.confluent.connect.s3.S3SinkConnector                    | topics=a; topics.dir=lake; s3.bucket.name=b; s3.region=eu-west-1 | a | - | s3.eu-west-1.amazonaws.com | -",
        "io.confluent.connect.s3.S3SinkConnector                    | topics=a; store.url=http://minio.example:9000 | a | - | minio.example | -",
        "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector | topics=a; aws.s3.region=eu-north-1 | a | - | s3.eu-north-1.amazonaws.com | -",
        "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector | topics=a; aws.s3.endpoint=https://minio.example | a | - | minio.example | -",
        "io.confluent.connect.s3.source.S3SourceConnector           | s3.bucket.name=b | - | * | s3.us-west-2.amazonaws.com | -",
        "io.confluent.connect.s3.source.S3SourceConnector           | topic.regex.list=a:.*a.*,b:.*b.* | - | a,b | s3.us-west-2.amazonaws.com | -",
        "io.confluent.connect.hdfs.HdfsSinkConnector                | topics=a; hdfs.url=hdfs://nn.example:8020; topics.dir=/data; logs.dir=/data/logs; hadoop.conf.dir=/etc/hadoop; connect.hdfs.keytab=/k/x.keytab | a | - | nn.example | connect.hdfs.keytab,hadoop.conf.dir",
        "io.confluent.connect.hdfs3.Hdfs3SinkConnector              | topics=a; hdfs.url=hdfs://nn.example; logs.dir=/data/logs | a | - | nn.example | -",
        "io.example.OtherSinkConnector                              | topics=a; logs.dir=/data/logs | a | - | - | logs.dir",
        "io.confluent.connect.sftp.SftpCsvSourceConnector           | kafka.topic=a; sftp.host=sftp.example; input.path=/in; error.path=/bad; finished.path=/done; tls.pemfile=/k/x.pem | - | a | sftp.example | tls.pemfile",
        "io.confluent.connect.gcs.GcsSinkConnector                  | topics=a; topics.dir=lake; gcs.credentials.path=/k/gcs | a | - | storage.googleapis.com | gcs.credentials.path",
        "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector | topics=a; topic.index.map=a:b; connection.url=http://es1.example:9200,http://es2.example:9200 | a | - | es1.example,es2.example | -",
        "io.aiven.kafka.connect.opensearch.OpensearchSinkConnector  | topics=a; connection.url=https://os.example | a | - | os.example | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | connection.uri=mongodb://h1.example:1,h2.example:2/; topic.prefix=p; database=d; collection=c; topic.suffix=s | - | p.d.c.s | h1.example,h2.example | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | topic.prefix=p; database=d | - | p.d.* | - | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | topic.prefix=p; topic.separator=- | - | p-* | - | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | database=d | - | d.* | - | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | connection.uri=mongodb+srv://h.example/ | - | * | h.example | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | topic.namespace.map={'*':'all'} | - | all | - | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | topic.prefix=p; topic.namespace.map={'d':'t', 'd.c':'u', '/x/':'v'}; database=e | - | p.t*,p.u,p.v*,p.e.* | - | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | topic.namespace.map={'*':'t-{db}'} | - | t-* | - | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | topic.namespace.map={'a':{}} | - | * | - | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | topic.mapper=io.example.Mapper; topic.prefix=p | - | p.* | - | -",
        "com.mongodb.kafka.connect.MongoSourceConnector             | database=d; collection=c; heartbeat.interval.ms=10; mongo.errors.deadletterqueue.topic.name=dead | - | d.c,__mongodb_heartbeats,dead | - | -",
        "com.mongodb.kafka.connect.MongoSinkConnector               | topics=a; connection.uri=mongodb://h.example/; topic.override.a.collection=c; errors.deadletterqueue.topic.name=dead | a | dead | h.example | -",
        "io.confluent.connect.http.HttpSinkConnector                | topics=a; http.api.url=https://api.example; reporter.bootstrap.servers=k.example:9092 | a | orders-web-success,orders-web-error | api.example,k.example | -",
        "io.confluent.connect.http.HttpSinkConnector                | topics=a; http.api.url=https://api.example; reporter.bootstrap.servers=k.example:9092; reporter.result.topic.name=; reporter.error.topic.name=bad | a | bad | api.example,k.example | -",
        "io.aiven.kafka.connect.http.HttpSinkConnector              | topics=a; http.url=https://api.example; oauth2.access.token.url=https://login.example/t | a | - | api.example,login.example | -",
        "io.confluent.connect.http.source.HttpSourceConnector       | url=https://api.example; topic.name.pattern=http-${entityName} | - | http-* | api.example | -",
        "com.snowflake.kafka.connector.SnowflakeSinkConnector       | topics=a; snowflake.url.name=acme.snowflake.example:443; snowflake.topic2table.map=a:t | a | - | acme.snowflake.example | -",
        "com.wepay.kafka.connect.bigquery.BigQuerySinkConnector     | topics=a; topic2TableMap=a:t; keyfile=/k/bq.json | a | - | bigquery.googleapis.com | keyfile",
        "com.wepay.kafka.connect.bigquery.BigQuerySinkConnector     | topics=a; keySource=JSON; keyfile=${vault:teams/orders/bq:json} | a | - | bigquery.googleapis.com | -",
        "BigQuerySink                                               | topics=a; keySource=FILE; keyfile=${vault:teams/orders/bq:json} | a | - | bigquery.googleapis.com | keyfile",
        "org.apache.kafka.connect.mirror.MirrorSourceConnector      | source.cluster.alias=eu; source.cluster.bootstrap.servers=eu.example:9092 | - | eu.* | eu.example | -",
        "io.debezium.connector.mongodb.MongoDbConnector             | topic.prefix=p; mongodb.connection.string=mongodb://h.example/ | - | p,p.* | h.example | -",
        "io.confluent.connect.jdbc.JdbcSourceConnector              | topic.prefix=p-; connection.url=jdbc:postgresql://db.example/x | - | p-* | db.example | -",
      })
  void aFamilyUsesWhatItReallyUses(
      String type, String config, String reads, String writes, String hosts, String files) {
    Subjects subject = subject(type, config);

    assertThat(topics(subject, Topics.Use.READ)).containsExactlyInAnyOrderElementsOf(list(reads));
    assertThat(topics(subject, Topics.Use.WRITTEN))
        .containsExactlyInAnyOrderElementsOf(list(writes));
    assertThat(hosts(subject)).containsExactlyInAnyOrderElementsOf(list(hosts));
    assertThat(subject.judgedBy(new FileRail()).stream().map(Finding::key))
        .containsExactlyElementsOf(list(files));
  }

  private static Subjects subject(String type, String config) {
    List<String> all = new ArrayList<>();
    for (String pair : config.replace('\'', '"').split(";", -1)) {
      all.addAll(List.of(pair.strip().split("=", 2)));
    }
    return Subjects.of(type, all.toArray(String[]::new));
  }

  private static List<String> list(String commas) {
    return commas.equals("-") ? List.of() : List.of(commas.split(",", -1));
  }

  private static List<String> topics(Subjects subject, Topics.Use use) {
    return Topics.of(subject.get()).stream()
        .filter(topic -> topic.use() == use)
        .map(topic -> topic.name() + (topic.whole() ? "" : "*"))
        .distinct()
        .toList();
  }

  private static List<String> hosts(Subjects subject) {
    ConnectorConfig config = subject.get().config();
    return Stream.concat(
            new Endpoints().of(config).values().stream().flatMap(List::stream).map(Endpoint::host),
            Family.of(config).stream().flatMap(family -> family.calls(config).stream()))
        .toList();
  }

  @Test
  void aHostThatIsCalledUntoldIsGrantedLikeAnyOther() {
    Subjects lake = Subjects.of("io.confluent.connect.gcs.GcsSinkConnector", "topics", "a");

    assertThat(lake.grantedHosts("api.example").judgedBy(new HostRail()))
        .extracting(Finding::key)
        .containsExactly(ConnectorConfig.CLASS);
    assertThat(lake.grantedHosts("*.googleapis.com").judgedBy(new HostRail())).isEmpty();
    assertThat(lake.judgedBy(new HostRail())).isEmpty();
  }

  @Test
  void whatAConnectorReportsGoesToATopicOfItsTeam() {
    Subjects http =
        Subjects.of(
            "io.confluent.connect.http.HttpSinkConnector",
            "topics",
            "orders-a",
            "reporter.bootstrap.servers",
            "kafka.internal:9092",
            "reporter.result.topic.name",
            "payments-a");

    assertThat(http.grantedTopics("orders-*").judgedBy(new TopicRail()))
        .extracting(Finding::key)
        .containsExactly("reporter.result.topic.name");
    assertThat(http.grantedTopics("orders-*", "payments-*").judgedBy(new TopicRail())).isEmpty();
  }
}
