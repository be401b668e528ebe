package io.riparian.connect;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ObservedConnector;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Connect says a connector is: its stored configuration and its type. */
record InfoAnswer(@Nullable Map<String, @Nullable String> config, @Nullable String type) {

  ObservedConnector observed(String name, ConnectorStatus status) {
    return new ObservedConnector(name, type == null ? "unknown" : type, stored(), status);
  }

  /** A key whose value is null is there, with the empty text. */
  ConnectorConfig stored() {
    SortedMap<String, String> entries = new TreeMap<>();
    if (config != null) {
      config.forEach((key, value) -> entries.put(key, value == null ? "" : value));
    }
    return new ConnectorConfig(entries);
  }

  @Override
  public String toString() {
    return "InfoAnswer[" + type + "]";
  }
}
