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
