package io.riparian.plan;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.Reach;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which key of a changed configuration makes a connector read again from the start, because its
 * progress is kept under what stood there before.
 *
 * <p>Source: Connect keeps a sink's progress under its consumer group, a source's under its name
 * and what the source itself calls its partition, which for Debezium holds the topic prefix.
 */
final class FromTheStart {
  private static final Pattern DEBEZIUM = Pattern.compile("io\\.debezium\\.connector\\..*");
  private static final List<String> LOGICAL_NAMES = List.of("topic.prefix", "database.server.name");
  private static final String OFFSETS = "offsets.storage.topic";

  private FromTheStart() {}

  /** The keys; empty where it goes on. */
  static List<String> keys(ConnectorConfig before, ConnectorConfig after, String connector) {
    Stream<String> group =
        group(before, connector).isPresent()
                && group(after, connector).isPresent()
                && !group(before, connector).equals(group(after, connector))
            ? Stream.of(ConnectorConfig.GROUP_OVERRIDE)
            : Stream.empty();
    Stream<String> names =
        isDebezium(before) && isDebezium(after) ? LOGICAL_NAMES.stream() : Stream.empty();
    return Stream.concat(
            group,
            Stream.concat(names, Stream.of(OFFSETS))
                .filter(key -> !before.get(key).equals(after.get(key))))
        .toList();
  }

  /** The group of what certainly is a sink. */
  static Optional<String> group(ConnectorConfig config, String connector) {
    return Reach.of(config, connector).group();
  }

  private static boolean isDebezium(ConnectorConfig config) {
    return DEBEZIUM.matcher(config.get(ConnectorConfig.CLASS).orElse("")).matches()
        && !config.get(ConnectorConfig.CLASS).orElse("").contains(".jdbc.");
  }
}
