package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.Topics.Topic;
import io.riparian.policy.Topics.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the transforms of a source make of the topics it writes to, one after the other. What only
 * the records tell becomes a beginning, of which the rest is not known.
 */
final class Routers {
  /** Longer topics there are not, and longer patterns nobody needs. */
  private static final int LONGEST = 249;

  private static final int MOST_TRANSFORMS = 50;

  // Connect takes each by its simple name too.
  private static final Pattern REGEX = Pattern.compile("(.*\\.)?RegexRouter");
  private static final Pattern TIMESTAMP = Pattern.compile("(.*\\.)?(Message)?TimestampRouter");
  private static final Pattern TABLES = Pattern.compile("(.*\\.)?ByLogicalTableRouter");
  private static final Pattern OUTBOX = Pattern.compile("(.*\\.)?(Mongo)?EventRouter");
  private static final List<String> ANY_TOPIC =
      List.of("ChangeTopic", "ExtractTopic", "RenameTopic", "ReplaceTopic", "SetTopic");

  /** Where each transform lets some of them by, they double with each. */
  private static final int MOST_TOPICS = 1_000;

  private final ConnectorConfig config;
  private final Patience patience = new Patience("");

  private Routers(ConnectorConfig config) {
    this.config = config;
  }

  static List<Topic> after(List<Topic> written, ConnectorConfig config) {
    Routers routers = new Routers(config);
    List<Topic> topics = written;
    String transforms = config.get("transforms").orElse("");
    if (References.isIn(transforms) || transforms.split(",", -1).length > MOST_TRANSFORMS) {
      // Which they are nobody can tell, or need not.
      return List.of(new Topic("transforms", Use.WRITTEN, "", false));
    }
    for (String alias : config.get("transforms").orElse("").split(",", -1)) {
      String prefix = "transforms." + alias.strip() + ".";
      // What a predicate lets by keeps its topic.
      boolean always = !config.has(prefix + "predicate");
      List<Topic> routed = routers.route(topics, prefix);
      topics =
          always ? routed : Stream.concat(topics.stream(), routed.stream()).distinct().toList();
      if (topics.size() > MOST_TOPICS) {
        return List.of(new Topic("transforms", Use.WRITTEN, "", false));
      }
    }
    return topics;
  }

  private List<Topic> route(List<Topic> topics, String prefix) {
    String type = value(prefix + "type");
    if (REGEX.matcher(type).matches()) {
      return replaced(topics, prefix + "regex", prefix + "replacement");
    }
    if (TABLES.matcher(type).matches()) {
      return replaced(topics, prefix + "topic.regex", prefix + "topic.replacement");
    }
    if (OUTBOX.matcher(type).matches()) {
      String key = prefix + "route.topic.replacement";
      String to = config.get(key).orElse("outbox.event.${routedByValue}");
      return List.of(beginning(config.has(key) ? key : prefix + "type", to, "${"));
    }
    if (TIMESTAMP.matcher(type).matches()) {
      String format = config.get(prefix + "topic.format").orElse("${topic}-${timestamp}");
      return topics.stream().map(topic -> stamped(topic, prefix + "topic.format", format)).toList();
    }
    return type.endsWith("Router") || ANY_TOPIC.stream().anyMatch(type::contains)
        ? List.of(new Topic(prefix + "type", Use.WRITTEN, "", false))
        : topics;
  }

  private static Topic stamped(Topic topic, String key, String format) {
    if (topic.name().length() > LONGEST || format.length() > LONGEST) {
      return new Topic(key, Use.WRITTEN, "", false);
    }
    String written = format.replace("${topic}", topic.name());
    int open =
        topic.whole()
            ? written.indexOf("${")
            : format.startsWith("${topic}") ? topic.name().length() : 0;
    return open < 0
        ? new Topic(key, Use.WRITTEN, written, true)
        : new Topic(key, Use.WRITTEN, written.substring(0, open), false);
  }

  private List<Topic> replaced(List<Topic> topics, String regexKey, String replacementKey) {
    String replacement = value(replacementKey);
    List<Topic> routed = new ArrayList<>();
    for (Topic topic : topics) {
      if (topic.whole()) {
        routed.add(simulated(topic, value(regexKey), replacement, replacementKey));
      } else {
        // Some of them fit, and some do not.
        routed.add(topic);
        // A backslash hides the character behind it.
        routed.add(beginning(replacementKey, replacement.replace('\\', '$'), "$"));
      }
    }
    return routed.stream().distinct().toList();
  }

  private Topic simulated(Topic topic, String regex, String replacement, String key) {
    if (regex.length() > LONGEST || topic.name().length() > LONGEST) {
      return new Topic(key, Use.WRITTEN, "", false);
    }
    try {
      Matcher matcher = Pattern.compile(regex).matcher(patience.over(topic.name()));
      return matcher.matches()
          ? new Topic(key, Use.WRITTEN, matcher.replaceFirst(replacement), true)
          : topic;
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      return new Topic(key, Use.WRITTEN, "", false);
    } catch (Patience.Lost tooLong) {
      return new Topic(key, Use.WRITTEN, "", false);
    }
  }

  private static Topic beginning(String key, String text, String placeholder) {
    int open = text.indexOf(placeholder);
    return open < 0
        ? new Topic(key, Use.WRITTEN, text, true)
        : new Topic(key, Use.WRITTEN, text.substring(0, open), false);
  }

  private String value(String key) {
    return config.get(key).orElse("").strip();
  }
}
