package io.riparian.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.riparian.ledger.Ledger;
import io.riparian.model.ConfigKey;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What clusters said of their plugins, across a restart and an outage. A definition describes keys
 * and holds nobody's values. Which keys take passwords is remembered for good: what is in force is
 * judged by it, and must not change its verdict with what is installed or answers just now.
 */
final class PluginMemory {
  private static final TypeReference<List<ConfigKey>> KEYS = new TypeReference<>() {};
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Ledger ledger;

  PluginMemory(Ledger ledger) {
    this.ledger = ledger;
  }

  void note(String cluster, List<Plugin> installed) {
    if (!ledger.plugins(cluster).keySet().equals(Set.copyOf(installed))) {
      ledger.notePlugins(cluster, installed);
    }
  }

  void note(String cluster, PluginConfigDef definition) {
    ledger.noteDefinition(cluster, definition.plugin(), Chronicle.json(definition.keys()));
    ledger.notePasswordKeys(
        cluster, definition.plugin().className(), definition.keysOfType(ConfigKey.Type.PASSWORD));
  }

  Installed of(String cluster) {
    SortedMap<Plugin, String> known = ledger.plugins(cluster);
    return new Installed(
        List.copyOf(known.keySet()), plugin -> read(plugin, known.getOrDefault(plugin, "")));
  }

  private static Optional<PluginConfigDef> read(Plugin plugin, String json) {
    try {
      return json.isEmpty()
          ? Optional.empty()
          : Optional.of(new PluginConfigDef(plugin, JSON.readValue(json, KEYS)));
    } catch (JsonProcessingException ofAnotherVersion) {
      return Optional.empty();
    }
  }
}
