package io.riparian.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A connector's configuration: keys and string values, as Connect keeps them. Its text form names
 * the keys only, because a value may be a secret.
 */
public record ConnectorConfig(SortedMap<String, String> entries) {
  public static final String NAME = "name";
  public static final String CLASS = "connector.class";
  public static final String TASKS_MAX = "tasks.max";
  public static final String PLUGIN_VERSION = "connector.plugin.version";
  public static final String TOPICS = "topics";
  public static final String TOPICS_REGEX = "topics.regex";
  public static final String GROUP_OVERRIDE = "consumer.override.group.id";
  public static final String SERVERS_OVERRIDE = "consumer.override.bootstrap.servers";

  public ConnectorConfig {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  public static ConnectorConfig of(Map<String, String> entries) {
    return new ConnectorConfig(new TreeMap<>(entries));
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /**
   * The consumer group that a connector of this name reads with, if it is a sink. Connect takes no
   * sink without topics, so what has none is a source; what has some may be either, and counts as a
   * sink.
   */
  public Optional<String> consumerGroup(String connector) {
    return has(TOPICS) || has(TOPICS_REGEX)
        ? Optional.of(get(GROUP_OVERRIDE).orElse(defaultGroup(connector)))
        : Optional.empty();
  }

  /** The group that Connect gives a sink which asks for none. */
  public static String defaultGroup(String connector) {
    return "connect-" + connector;
  }

  public ConnectorConfig with(String key, String value) {
    SortedMap<String, String> copy = new TreeMap<>(entries);
    copy.put(key, value);
    return new ConnectorConfig(copy);
  }

  public ConnectorConfig without(Collection<String> keys) {
    SortedMap<String, String> copy = new TreeMap<>(entries);
    copy.keySet().removeAll(keys);
    return new ConnectorConfig(copy);
  }

  @Override
  public String toString() {
    return "ConnectorConfig" + entries.keySet();
  }
}
