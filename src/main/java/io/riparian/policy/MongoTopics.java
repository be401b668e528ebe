package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.Topics.Topic;
import io.riparian.policy.Topics.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics that MongoDB's source connector makes of databases and collections: prefix, database,
 * collection and suffix with a separator between them, or what {@code topic.namespace.map} has
 * instead of database and collection.
 *
 * <p>Source: MongoDB Kafka connector 2.0, Kafka topic properties.
 */
final class MongoTopics {
  private static final String PREFIX = "topic.prefix";
  private static final String MAP = "topic.namespace.map";
  private static final String MAPPER = "topic.mapper";
  private static final Pattern ENTRY =
      Pattern.compile("\\s*+[{,]\\s*+\"([^\"\\\\]*+)\"\\s*+:\\s*+\"([^\"\\\\]*+)\"\\s*+");

  private final ConnectorConfig config;
  private final String separator;
  private final List<Topic> topics = new ArrayList<>();

  private MongoTopics(ConnectorConfig config) {
    this.config = config;
    this.separator = config.get("topic.separator").orElse(".");
  }

  static List<Topic> of(ConnectorConfig config) {
    MongoTopics found = new MongoTopics(config);
    found.read();
    return found.topics;
  }

  private void read() {
    boolean own = config.has(MAPPER) && !value(MAPPER).endsWith(".DefaultTopicMapper");
    if (own) {
      add(MAPPER, "", false);
    } else if (!mapsAll()) {
      String database = value("database");
      String collection = value("collection");
      String named = database.isEmpty() ? "" : database + separator + collection;
      add(PREFIX, named, !database.isEmpty() && !collection.isEmpty());
    }
    if (!value("heartbeat.interval.ms").matches("0*")) {
      String beat = config.get("heartbeat.topic.name").orElse("__mongodb_heartbeats");
      topics.add(new Topic("heartbeat.topic.name", Use.WRITTEN, beat, true));
    }
  }

  /** Whether no namespace is left that the map has nothing for. */
  private boolean mapsAll() {
    String map = value(MAP);
    Matcher entry = ENTRY.matcher(map);
    int from = 0;
    boolean all = false;
    while (entry.region(from, map.length()).lookingAt()) {
      from = entry.end();
      all |= entry.group(1).equals("*");
      mapped(entry.group(1), entry.group(2));
    }
    boolean readable = from == 0 ? map.isEmpty() || map.equals("{}") : map.startsWith("}", from);
    if (!readable) {
      topics.add(new Topic(MAP, Use.WRITTEN, "", false));
    }
    return all || !readable;
  }

  /** Only a collection has one topic; of a database each collection has its own. */
  private void mapped(String namespace, String to) {
    int open = to.indexOf('{');
    boolean whole = open < 0 && (namespace.equals("*") || namespace.indexOf('.') > 0);
    boolean regex = namespace.startsWith("/");
    add(MAP, open < 0 ? to : to.substring(0, open), whole && !regex);
  }

  private void add(String key, String middle, boolean whole) {
    String prefix = value(PREFIX);
    String suffix = value("topic.suffix");
    String name = prefix.isEmpty() ? middle : prefix + separator + middle;
    String end = suffix.isEmpty() ? "" : separator + suffix;
    topics.add(new Topic(key, Use.WRITTEN, whole ? name + end : name, whole));
  }

  private String value(String key) {
    return config.get(key).orElse("").strip();
  }
}
