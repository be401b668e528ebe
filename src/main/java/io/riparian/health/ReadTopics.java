package io.riparian.health;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.riparian.model.ConnectorConfig;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The topics that a sink reads, as its configuration says it. An expression that cannot be read in
 * linear time names none.
 */
final class ReadTopics {
  private final Set<String> names;
  private final Predicate<String> others;

  private ReadTopics(Set<String> names, Predicate<String> others) {
    this.names = names;
    this.others = others;
  }

  static ReadTopics of(ConnectorConfig config) {
    return new ReadTopics(
        config
            .get(ConnectorConfig.TOPICS)
            .map(
                list ->
                    Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .collect(Collectors.toSet()))
            .orElse(Set.of()),
        config.get(ConnectorConfig.TOPICS_REGEX).map(ReadTopics::matching).orElse(topic -> false));
  }

  private static Predicate<String> matching(String expression) {
    try {
      return Pattern.compile(expression)::matches;
    } catch (PatternSyntaxException notLinear) {
      return topic -> false;
    }
  }

  /** Those that it names one by one. */
  Set<String> listed() {
    return names;
  }

  boolean contains(String topic) {
    return names.contains(topic) || others.test(topic);
  }
}
