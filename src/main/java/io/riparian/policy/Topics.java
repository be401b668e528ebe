package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The topics that a connector really uses, as far as its configuration tells: those it names, those
 * its family derives from a prefix, its dead letters, heartbeats and history, and what its routers
 * make of them.
 */
final class Topics {
  private static final Pattern DEBEZIUM = Pattern.compile("io\\.debezium\\.connector\\..*");
  private static final Pattern JDBC_SOURCE = Pattern.compile("(.*\\.)?JdbcSource(Connector)?");
  private static final Pattern MIRROR =
      Pattern.compile("(.*\\.)?Mirror(Source|Checkpoint|Heartbeat)(Connector)?");

  /** Of clients that a connector has for itself; the last two have it for their licence. */
  static final Set<String> READ_AND_WRITTEN =
      Set.of(
          "schema.history.internal.kafka.topic",
          "database.history.kafka.topic",
          "confluent.topic",
          "notification.sink.topic.name",
          "offset.storage.topic");

  private static final Pattern WRITTEN_KEY =
      Pattern.compile(
          "(^|[._-])(topic|topic[._-]?name|kafka[._-]topic|destination[._-]topic|output[._-]topic)$");
  private static final Pattern PREFIX_KEY = Pattern.compile("(^|[._-])(topic|topics)[._-]?prefix$");

  private final ConnectorConfig config;
  private final String connector;
  private final List<Family> families;
  private final List<Topic> used = new ArrayList<>();

  /** How a connector uses a topic. */
  enum Use {
    READ,
    WRITTEN
  }

  /**
   * A topic, or all whose names begin so.
   *
   * @param name the name, or its beginning
   * @param whole whether that is all of the name
   */
  record Topic(String key, Use use, String name, boolean whole) {

    /** The name is a value of a configuration, and stays out. */
    @Override
    public String toString() {
      return "Topic[" + key + " " + use + "]";
    }
  }

  private Topics(ConnectorConfig config, String connector) {
    this.config = config;
    this.connector = connector;
    this.families = Family.of(config);
  }

  static List<Topic> of(Subject subject) {
    return of(subject.config(), subject.name());
  }

  /**
   * @param connector its name, which some make a topic of
   */
  static List<Topic> of(ConnectorConfig config, String connector) {
    Topics topics = new Topics(config, connector);
    topics.read();
    return topics.used;
  }

  /** Whoever writes {@code topics} into a source has no sink by that. */
  private boolean isSink() {
    return (config.has(ConnectorConfig.TOPICS) || config.has(ConnectorConfig.TOPICS_REGEX))
        && !isSource(config.get(ConnectorConfig.CLASS).orElse(""));
  }

  private static boolean isSource(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return simple.contains("Source")
        || (className.startsWith("io.debezium.connector.")
            && !className.startsWith("io.debezium.connector.jdbc."));
  }

  private boolean is(Pattern family) {
    return family.matcher(config.get(ConnectorConfig.CLASS).orElse("")).matches();
  }

  private void read() {
    if (is(MIRROR)) {
      mirrored();
    } else if (isSink()) {
      words(ConnectorConfig.TOPICS)
          .forEach(name -> used.add(new Topic(ConnectorConfig.TOPICS, Use.READ, name, true)));
      config
          .get(ConnectorConfig.TOPICS_REGEX)
          .ifPresent(
              regex ->
                  RegexPrefixes.of(regex)
                      .forEach(
                          prefix ->
                              used.add(
                                  new Topic(
                                      ConnectorConfig.TOPICS_REGEX, Use.READ, prefix, false))));
      written("errors.deadletterqueue.topic.name");
    } else {
      produced();
    }
    families.stream().flatMap(family -> family.written().stream()).forEach(this::besides);
    READ_AND_WRITTEN.forEach(this::readAndWritten);
    config
        .get("signal.kafka.topic")
        .ifPresent(name -> used.add(new Topic("signal.kafka.topic", Use.READ, name, true)));
  }

  private void produced() {
    List<Topic> own = new ArrayList<>();
    if (is(DEBEZIUM)) {
      // The one or the other counts, by the version.
      Stream.of("topic.prefix", "database.server.name")
          .filter(config::has)
          .forEach(key -> debezium(key, value(key), own));
    } else if (families.contains(Family.MONGO_SOURCE)) {
      own.addAll(MongoTopics.of(config));
    } else if (is(JDBC_SOURCE)) {
      boolean query = !value("query").isEmpty();
      own.add(new Topic("topic.prefix", Use.WRITTEN, value("topic.prefix"), query));
    } else {
      config
          .entries()
          .forEach(
              (key, value) -> {
                String words = key.toLowerCase(Locale.ROOT);
                if (PREFIX_KEY.matcher(words).find()) {
                  own.add(new Topic(key, Use.WRITTEN, value, false));
                } else if (isWritten(key, words)) {
                  Stream.of(value.split(",", -1))
                      .map(String::strip)
                      .filter(name -> !name.isEmpty())
                      .forEach(name -> own.add(topicLike(key, name)));
                }
              });
    }
    used.addAll(Routers.after(own, config));
  }

  /** Which transforms it passes is not told, so that it counts as it is. */
  private void besides(Family.Written row) {
    String otherwise = row.otherwise();
    if (!config.has(row.key()) && otherwise.equals("*")) {
      used.add(new Topic(row.key(), Use.WRITTEN, "", false));
      return;
    }
    String value = config.get(row.key()).orElse(otherwise).replace("${connector}", connector);
    Stream.of(value.split(",", -1))
        .map(one -> row.form() == Family.Form.BEFORE_COLON ? one.split(":", 2)[0] : one)
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .forEach(one -> used.add(topicLike(row.key(), one)));
  }

  private boolean isWritten(String key, String words) {
    return (WRITTEN_KEY.matcher(words).find() || key.equals(ConnectorConfig.TOPICS))
        && !READ_AND_WRITTEN.contains(key)
        && !words.startsWith("transforms.")
        && !words.startsWith("signal.")
        && !words.startsWith("errors.")
        && !words.matches("(mqtt|jms|mq|solace|sns|pubsub|pulsar|rocketmq|cps|gcp|azure)[._-].*");
  }

  /** What stands behind a placeholder of the connector is not known. */
  private static Topic topicLike(String key, String name) {
    int open = name.indexOf("${");
    return open < 0
        ? new Topic(key, Use.WRITTEN, name, true)
        : new Topic(key, Use.WRITTEN, name.substring(0, open), false);
  }

  private void debezium(String key, String prefix, List<Topic> own) {
    own.add(new Topic(key, Use.WRITTEN, prefix, true));
    own.add(new Topic(key, Use.WRITTEN, prefix + config.get("topic.delimiter").orElse("."), false));
    boolean beats = !value("heartbeat.interval.ms").matches("0*");
    if (beats) {
      String beat = config.get("topic.heartbeat.prefix").orElse("__debezium-heartbeat");
      String beatKey = config.has("topic.heartbeat.prefix") ? "topic.heartbeat.prefix" : key;
      used.add(new Topic(beatKey, Use.WRITTEN, beat + "." + prefix, true));
    }
  }

  private void mirrored() {
    String alias = value("source.cluster.alias");
    String between = config.get("replication.policy.separator").orElse(".");
    boolean same = value("replication.policy.class").endsWith("IdentityReplicationPolicy");
    used.add(
        new Topic(
            same ? "replication.policy.class" : "source.cluster.alias",
            Use.WRITTEN,
            same ? "" : alias + between,
            false));
  }

  private void readAndWritten(String key) {
    config
        .get(key)
        .filter(name -> !name.isEmpty())
        .ifPresent(
            name -> {
              used.add(new Topic(key, Use.READ, name, true));
              used.add(new Topic(key, Use.WRITTEN, name, true));
            });
  }

  private void written(String key) {
    config
        .get(key)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> used.add(new Topic(key, Use.WRITTEN, name, true)));
  }

  private String value(String key) {
    return config.get(key).orElse("").strip();
  }

  private Stream<String> words(String key) {
    return Stream.of(value(key).split(",", -1)).map(String::strip).filter(word -> !word.isEmpty());
  }
}
