package io.riparian.manifest;

import io.riparian.model.ConfigKey;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys that no ConfigDef names and that are read all the same: Connect's own families, what a
 * plugin describes by a pattern, and what some connectors hand on to a client of theirs. Connect
 * ignores every other unknown key without a word, so such a key is a slip.
 */
final class PassThrough {
  private static final String CLIENTS = "(?:producer|consumer|admin)\\.override\\..+";
  private static final List<String> OF_EVERY_CONNECTOR =
      List.of(
          "transforms\\..+", "predicates\\..+", "(?:key|value|header)\\.converter\\..+", CLIENTS);

  /** By what the class begins with; told by each connector's own documentation. */
  private static final Map<String, List<String>> OF_A_FAMILY =
      Map.of(
          "io.debezium.",
              List.of(
                  "driver\\..+",
                  "schema\\.history\\.internal\\..+",
                  "signal\\..+",
                  "notification\\..+",
                  "openlineage\\..+",
                  "snapshot\\.select\\.statement\\.overrides\\..+"),
          "io.confluent.", List.of("confluent\\..+", "reporter\\..+", "schema\\.registry\\..+"),
          "org.apache.kafka.connect.mirror.",
              List.of(
                  "(?:source|target)\\.cluster\\..+",
                  "(?:(?:source|target)\\.)?(?:producer|consumer|admin)\\..+"),
          "org.apache.camel.kafkaconnector.", List.of("camel\\..+"));

  private PassThrough() {}

  /** Expressions for whole keys, which both Java and JavaScript read. */
  static List<String> patterns(PluginConfigDef definition) {
    Plugin plugin = definition.plugin();
    List<String> patterns = new ArrayList<>(OF_EVERY_CONNECTOR);
    if (plugin.type() == Plugin.Type.SOURCE) {
      patterns.add("topic\\.creation\\.[^.]+\\..+");
    }
    OF_A_FAMILY.forEach(
        (beginning, family) -> {
          if (plugin.className().startsWith(beginning)) {
            patterns.addAll(family);
          }
        });
    for (ConfigKey key : definition.keys()) {
      if (key.isPattern()) {
        patterns.add(expression(key.name()));
      } else if (key.type() == ConfigKey.Type.CLASS) {
        // What a class is given stands below the key that names it.
        patterns.add(quote(key.name()) + "\\..+");
      }
    }
    return patterns.stream().distinct().toList();
  }

  /** Whether this key is read although no definition names it. */
  static boolean takes(PluginConfigDef definition, String key) {
    return patterns(definition).stream().anyMatch(pattern -> Pattern.matches(pattern, key));
  }

  /** Such as {@code column.mask.with.(d+).chars}: what stands in brackets is anything. */
  private static String expression(String name) {
    return Pattern.compile("\\([^()]*\\)|\\*")
        .splitAsStream(name + "\0")
        .map(part -> quote(part.replace("\0", "")))
        .collect(Collectors.joining(".+"));
  }

  /** {@link Pattern#quote} writes what JavaScript does not read. */
  static String quote(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "\\\\$0");
  }
}
