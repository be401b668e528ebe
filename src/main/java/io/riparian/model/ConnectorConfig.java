package io.riparian.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connector's configuration: keys and string values, as Connect keeps them. Its text form names
 * the keys only, because a value may be a secret.
 */
public final class ConnectorConfig {
  public static final String NAME = "name";
  public static final String CLASS = "connector.class";
  public static final String TASKS_MAX = "tasks.max";
  public static final String PLUGIN_VERSION = "connector.plugin.version";
  public static final String TOPICS = "topics";
  public static final String TOPICS_REGEX = "topics.regex";
  public static final String GROUP_OVERRIDE = "consumer.override.group.id";
  public static final String SERVERS_OVERRIDE = "consumer.override.bootstrap.servers";

  private final SortedMap<String, String> entries;

  /** Told once, and so this is no record: every judgement asks it of every connector. */
  private final boolean isSink;

  public ConnectorConfig(SortedMap<String, String> entries) {
    this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    this.isSink = entries.containsKey(TOPICS) || entries.containsKey(TOPICS_REGEX);
  }

  public static ConnectorConfig of(Map<String, String> entries) {
    return new ConnectorConfig(new TreeMap<>(entries));
  }

  public SortedMap<String, String> entries() {
    return entries;
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
    return isSink
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
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectorConfig config && entries.equals(config.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "ConnectorConfig" + entries.keySet();
  }
}
