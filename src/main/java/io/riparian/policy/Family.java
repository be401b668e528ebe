package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What connectors that many teams have use beyond what the names of their keys tell: topics that
 * they write to besides, hosts that they call where nothing is said, keys that are a file only at
 * times. A family has one row here and no class of its own.
 *
 * <p>Source: the connectors' own references: Confluent (S3, GCS, HDFS, SFTP, HTTP, Connect
 * Reporter), Aiven (HTTP, S3, GCS, BigQuery), Elastic and OpenSearch sinks, MongoDB 2.0, Snowflake.
 */
record Family(
    Predicate<ConnectorConfig> members,
    List<Written> written,
    List<Call> calls,
    List<Content> contents) {
  static final Family S3_SINK =
      new Family(
          simple("S3Sink"),
          List.of(),
          List.of(new Call("s3.{s3.region|us-west-2}.amazonaws.com", Set.of("store.url"))),
          List.of());

  static final Family AIVEN_S3_SINK =
      new Family(
          simple("AivenKafkaConnectS3Sink"),
          List.of(),
          List.of(
              new Call("s3.{aws.s3.region|us-east-1}.amazonaws.com", Set.of("aws.s3.endpoint"))),
          List.of());

  /** It restores what a sink stored, each record to the topic that the object's name tells. */
  static final Family S3_SOURCE =
      new Family(
          simple("S3Source"),
          List.of(written("topic.regex.list", Form.BEFORE_COLON, "*")),
          List.of(new Call("s3.{s3.region|us-west-2}.amazonaws.com", Set.of("store.url"))),
          List.of());

  /** Its logs lie in HDFS, as its data does. */
  static final Family HDFS_SINK =
      new Family(
          simple("HdfsSink", "Hdfs2Sink", "Hdfs3Sink"),
          List.of(),
          List.of(),
          List.of(Content.elsewhere("logs.dir")));

  static final Family SFTP_SOURCE =
      new Family(
          simple(
              "SftpCsvSource",
              "SftpJsonSource",
              "SftpSchemaLessJsonSource",
              "SftpBinaryFileSource"),
          List.of(),
          List.of(),
          List.of(
              Content.elsewhere("input.path"),
              Content.elsewhere("error.path"),
              Content.elsewhere("finished.path")));

  static final Family GCS_SINK =
      new Family(
          simple("GcsSink"),
          List.of(),
          List.of(new Call("storage.googleapis.com", Set.of("gcs.endpoint"))),
          List.of());
  static final Family GCS_SOURCE =
      new Family(
          simple("GcsSource"),
          List.of(written("topic.regex.list", Form.BEFORE_COLON, "*")),
          List.of(new Call("storage.googleapis.com", Set.of("gcs.endpoint"))),
          List.of());

  /** Indices are no topics; the hosts stand in {@code connection.url}, one behind the other. */
  static final Family SEARCH_SINK =
      new Family(
          simple("ElasticsearchSink", "OpenSearchSink", "OpensearchSink"),
          List.of(),
          List.of(),
          List.of());

  static final Family MONGO_SOURCE =
      new Family(
          simple("MongoSource", "MongoDbAtlasSource"),
          List.of(
              written("mongo.errors.deadletterqueue.topic.name", Form.NAME, ""),
              written("errors.deadletterqueue.topic.name", Form.NAME, "")),
          List.of(),
          List.of());
  static final Family MONGO_SINK =
      new Family(simple("MongoSink", "MongoDbAtlasSink"), List.of(), List.of(), List.of());
  static final Family HTTP_SOURCE =
      new Family(
          simple("HttpSource", "HttpSourceV2"),
          List.of(written("topic.name.pattern", Form.NAME, "")),
          List.of(),
          List.of());
  static final Family HTTP_SINK =
      new Family(simple("HttpSink", "HttpSinkV2"), List.of(), List.of(), List.of());
  static final Family SNOWFLAKE_SINK =
      new Family(
          simple("SnowflakeSink", "SnowflakeStreamingSink"), List.of(), List.of(), List.of());

  /** With {@code keySource: JSON} the credentials themselves stand under {@code keyfile}. */
  static final Family BIGQUERY_SINK =
      new Family(
          simple("BigQuerySink", "BigQueryStorageSink"),
          List.of(),
          List.of(new Call("bigquery.googleapis.com", Set.of())),
          List.of(new Content("keyfile", "keySource", "JSON")));

  /** Of several of Confluent's sinks, which tell there what became of each record. */
  static final Family CONNECT_REPORTER =
      new Family(
          config -> config.has("reporter.bootstrap.servers"),
          List.of(
              written("reporter.result.topic.name", Form.NAME, "${connector}-success"),
              written("reporter.error.topic.name", Form.NAME, "${connector}-error")),
          List.of(),
          List.of());

  private static final List<Family> ALL =
      List.of(
          S3_SINK,
          AIVEN_S3_SINK,
          S3_SOURCE,
          HDFS_SINK,
          SFTP_SOURCE,
          GCS_SINK,
          GCS_SOURCE,
          SEARCH_SINK,
          MONGO_SOURCE,
          MONGO_SINK,
          HTTP_SOURCE,
          HTTP_SINK,
          SNOWFLAKE_SINK,
          BIGQUERY_SINK,
          CONNECT_REPORTER);

  /** How a value names topics. */
  enum Form {
    NAME,
    /** Several, each with a colon and a pattern of objects behind it. */
    BEFORE_COLON
  }

  /**
   * A key whose value is a topic that is written to.
   *
   * @param otherwise what is written to where the key is absent: a name, {@code *} for any, empty
   *     text for none
   */
  record Written(String key, Form form, String otherwise) {}

  /**
   * A host that is called unless one of these keys names another.
   *
   * @param host {@code {key|otherwise}} in it stands for the value of a key
   */
  record Call(String host, Set<String> unless) {}

  /**
   * A key called like a file of the worker, under which none stands when another key says so.
   *
   * @param when that other key; empty text where it is never one
   */
  record Content(String key, String when, String is) {
    /** A path on the server that is read or written. */
    static Content elsewhere(String key) {
      return new Content(key, "", "");
    }
  }

  private static final Pattern PLACE = Pattern.compile("\\{([^|}]+)\\|([^}]+)}");

  Family {
    written = List.copyOf(written);
    calls = List.copyOf(calls);
    contents = List.copyOf(contents);
  }

  private static Written written(String key, Form form, String otherwise) {
    return new Written(key, form, otherwise);
  }

  /** By the simple name of the class in any package, with {@code Connector} behind it or not. */
  private static Predicate<ConnectorConfig> simple(String... names) {
    Set<String> all = Set.of(names);
    return config -> {
      String type = config.get(ConnectorConfig.CLASS).orElse("").strip();
      String simple = type.substring(type.lastIndexOf('.') + 1);
      String bare =
          simple.endsWith("Connector")
              ? simple.substring(0, simple.length() - "Connector".length())
              : simple;
      return all.contains(bare);
    };
  }

  /** Those that a configuration belongs to, which may be several. */
  static List<Family> of(ConnectorConfig config) {
    return ALL.stream().filter(one -> one.members().test(config)).toList();
  }

  /** The hosts that it calls without being told to. */
  List<String> calls(ConnectorConfig config) {
    return calls.stream()
        .filter(call -> call.unless().stream().noneMatch(config::has))
        .map(
            call ->
                PLACE
                    .matcher(call.host())
                    .replaceAll(
                        place ->
                            Matcher.quoteReplacement(
                                config.get(place.group(1)).orElse(place.group(2)).strip())))
        .toList();
  }

  /** Whether no file stands under this key, whatever it is called. */
  boolean holdsNoFile(String key, ConnectorConfig config) {
    return contents.stream()
        .filter(one -> one.key().equals(key))
        .anyMatch(one -> config.get(one.when()).orElse("").strip().equalsIgnoreCase(one.is()));
  }
}
