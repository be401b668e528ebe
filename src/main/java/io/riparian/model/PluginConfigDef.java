package io.riparian.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one version of a plugin takes: its keys, each once, in the order the worker tells them. Of a
 * connector, those that Connect itself adds to every connector are among them.
 */
public record PluginConfigDef(Plugin plugin, List<ConfigKey> keys) {

  /** What is defined twice counts once, as it was first told. */
  public PluginConfigDef {
    Map<String, ConfigKey> byName = new LinkedHashMap<>();
    keys.forEach(key -> byName.putIfAbsent(key.name(), key));
    keys = List.copyOf(byName.values());
  }

  public Optional<ConfigKey> key(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  /** The names of the keys of one type. */
  public Set<String> keysOfType(ConfigKey.Type type) {
    return keys.stream()
        .filter(key -> key.type() == type)
        .map(ConfigKey::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
