package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Memory that each task of some connectors keeps because its configuration asks for it. What a
 * connector keeps anyway is left out, and so is what no key tells the size of, such as how many
 * files a sink has open: of those it is at least one.
 *
 * <p>Source: Kafka's ConsumerConfig and ProducerConfig, Debezium's CommonConnectorConfig, and the
 * references of Confluent's S3, GCS and Elasticsearch sinks and Aiven's S3 sink.
 *
 * @param members whose tasks keep it
 * @param sizes the keys that tell how large it is; the first that is set counts
 */
record Buffer(Predicate<ConnectorConfig> members, List<Size> sizes) {
  /** As long as a record is taken to be where a key counts records. */
  private static final long RECORD = 1024;

  /** One task reads the whole log, however many a configuration asks for. */
  private static final Set<String> SINGLE_TASK =
      Set.of(
          "io.debezium.connector.postgresql.PostgresConnector",
          "io.debezium.connector.mysql.MySqlConnector",
          "io.debezium.connector.mariadb.MariaDbConnector",
          "io.debezium.connector.oracle.OracleConnector",
          "io.debezium.connector.db2.Db2Connector",
          "io.debezium.connector.informix.InformixConnector");

  /** One row for each. */
  static final List<Buffer> ALL =
      List.of(
          new Buffer(
              Buffer::isSink,
              List.of(
                  bytes("consumer.override.fetch.max.bytes"),
                  bytes("consumer.override.max.partition.fetch.bytes"))),
          new Buffer(Buffer::isSink, List.of(records("consumer.override.max.poll.records"))),
          new Buffer(Buffer::hasProducer, List.of(bytes("producer.override.buffer.memory"))),
          new Buffer(
              Buffer::isDebezium,
              List.of(bytes("max.queue.size.in.bytes"), records("max.queue.size"))),
          new Buffer(Buffer::isDebezium, List.of(records("max.batch.size"))),
          new Buffer(Family.S3_SINK.members(), List.of(bytes("s3.part.size"))),
          new Buffer(Family.AIVEN_S3_SINK.members(), List.of(bytes("aws.s3.part.size.bytes"))),
          new Buffer(Family.GCS_SINK.members(), List.of(bytes("gcs.part.size"))),
          new Buffer(Family.SEARCH_SINK.members(), List.of(bytes("bulk.size.bytes"))));

  /**
   * A key that tells a size.
   *
   * @param each how many bytes one of what it counts has
   */
  record Size(String key, long each) {

    /** In bytes; empty where the key is not set, or not to a number above zero. */
    OptionalLong in(ConnectorConfig config) {
      OptionalLong count = config.get(key).map(NumberRail::number).orElseGet(OptionalLong::empty);
      return count.isPresent() && count.getAsLong() > 0
          ? OptionalLong.of(times(count.getAsLong(), each))
          : OptionalLong.empty();
    }
  }

  Buffer {
    sizes = List.copyOf(sizes);
  }

  private static Size bytes(String key) {
    return new Size(key, 1);
  }

  private static Size records(String key) {
    return new Size(key, RECORD);
  }

  private static boolean isSink(ConnectorConfig config) {
    return config.has(ConnectorConfig.TOPICS) || config.has(ConnectorConfig.TOPICS_REGEX);
  }

  /** A source, or a sink that tells what it skips. */
  private static boolean hasProducer(ConnectorConfig config) {
    return !isSink(config)
        || config
            .get("errors.deadletterqueue.topic.name")
            .filter(topic -> !topic.isBlank())
            .isPresent();
  }

  private static boolean isDebezium(ConnectorConfig config) {
    return type(config).startsWith("io.debezium.");
  }

  private static String type(ConnectorConfig config) {
    return config.get(ConnectorConfig.CLASS).orElse("").strip();
  }

  /** The size that counts for these tasks, if they keep this buffer. */
  Stream<Size> of(ConnectorConfig config) {
    return members.test(config)
        ? sizes.stream().filter(size -> size.in(config).isPresent()).limit(1)
        : Stream.empty();
  }

  /** How many tasks of a connector keep buffers. */
  static long tasks(Subject subject) {
    return SINGLE_TASK.contains(type(subject.config())) ? 1 : NumberRail.tasks(subject);
  }

  /** Of two numbers that are not below zero; what is too large stays the largest that there is. */
  static long times(long one, long other) {
    return one != 0 && other > Long.MAX_VALUE / one ? Long.MAX_VALUE : one * other;
  }
}
