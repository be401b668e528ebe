package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;
import static io.riparian.manifest.ManifestRule.CONFIG_CONTRADICTS;
import static io.riparian.manifest.ManifestRule.CONFIG_NOT_TEXT;
import static io.riparian.manifest.ManifestRule.CONFIG_RESERVED;
import static io.riparian.manifest.ManifestRule.NOTHING_TO_REMOVE;
import static io.riparian.manifest.ManifestRule.VALUE_SPELLING;
import static io.riparian.manifest.ManifestRule.VARIABLE_SYNTAX;
import static io.riparian.manifest.ManifestRule.YAML_LIMIT;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The {@code config:} of a connector, a target or a default, as it was written. Every value is text
 * in the spelling of its source.
 */
record ConfigBlock(List<ConfigEntry> entries) {
  static final ConfigBlock EMPTY = new ConfigBlock(List.of());

  static final int MOST_KEYS = 1_000;
  private static final String RESERVED = "riparian.";

  ConfigBlock {
    entries = List.copyOf(entries);
  }

  /**
   * Reads {@code config} of {@code parent}.
   *
   * @param mayRemove whether anything can be inherited here that null could remove
   */
  static ConfigBlock read(Fields parent, boolean mayRemove) {
    return parent
        .mapping("config")
        .map(config -> read(config, parent.placeOf("config"), mayRemove))
        .orElse(EMPTY);
  }

  /** Reads a mapping that is nothing but a configuration. */
  static ConfigBlock of(Fields config) {
    return read(config, config.at(), true);
  }

  private static ConfigBlock read(Fields config, Location at, boolean mayRemove) {
    Findings findings = config.findings();
    List<Fields.Field> all = config.all();
    if (all.size() > MOST_KEYS) {
      findings.report(
          YAML_LIMIT,
          at,
          "the configuration has more than " + MOST_KEYS + " keys",
          "No connector needs so many.");
      return EMPTY;
    }
    List<ConfigEntry> entries = new ArrayList<>();
    for (Fields.Field field : all) {
      if (FlatReader.isComment(field.name().value())) {
        FlatReader.commentKey(field.name(), findings);
      } else {
        entry(field.name(), field.value(), mayRemove, findings).ifPresent(entries::add);
      }
    }
    return new ConfigBlock(entries);
  }

  private static Optional<ConfigEntry> entry(
      Text key, Node value, boolean mayRemove, Findings findings) {
    if (key.value().isBlank()) {
      findings.report(BAD_VALUE, key.at(), "a configuration key is empty", "Name it.");
      return Optional.empty();
    }
    if (key.value().startsWith(RESERVED)) {
      findings.report(
          CONFIG_RESERVED,
          key.at(),
          quote(key) + ": keys that begin with " + RESERVED + " are set by the daemon alone",
          "Remove it.");
    }
    if (Text.isNull(value)) {
      if (!mayRemove) {
        findings.report(
            NOTHING_TO_REMOVE,
            key.at(),
            quote(key) + " has no value, and nothing is inherited here that this could remove",
            "Give it a value; for an empty one write \"\".");
      }
      return Optional.of(new ConfigEntry(key.value(), "", true, key.at()));
    }
    Optional<Text> text = Text.ofScalar(value, findings);
    if (text.isEmpty()) {
      findings.report(
          CONFIG_NOT_TEXT,
          value,
          "the value of "
              + quote(key)
              + " is "
              + Text.describe(value)
              + "; Connect takes text only",
          "Write one value; for a list, separate entries with commas.");
    } else if (SourceSpelling.isOddFor((ScalarNode) value)) {
      findings.report(
          VALUE_SPELLING,
          findings.at(value).beginning(),
          "the value of "
              + quote(key)
              + " is "
              + Text.describe(value)
              + " that other tools would spell otherwise; it is sent as it is written here",
          "Put it in quotes, in the spelling you want.");
    }
    if (text.isPresent() && !Variables.isWellFormed(text.get().value())) {
      findings.report(
          VARIABLE_SYNTAX,
          key.at(),
          "the value of " + quote(key) + " has a variable that cannot be read",
          "Write ${var:name}; for the literal text write $${var:.");
    }
    return text.map(found -> new ConfigEntry(key.value(), found.value(), false, key.at()));
  }

  private static String quote(Text key) {
    return Findings.quote(key.value());
  }

  Optional<ConfigEntry> entry(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  /** Reports a key that says something else than the field which sets it. */
  void mustAgree(String key, Text field, String fieldName, Findings findings) {
    Optional<ConfigEntry> entry = entry(key);
    if (entry.isPresent() && field.isGiven() && !entry.get().value().equals(field.value())) {
      findings.report(
          CONFIG_CONTRADICTS,
          entry.get().at(),
          "`" + key + "` contradicts " + fieldName + " at " + field.at(),
          "Remove the key: the field sets it.");
    }
  }

  /** Reports a key that cannot stand in this block at all. */
  void mustNotHave(String key, String why, Findings findings) {
    entry(key)
        .ifPresent(
            entry ->
                findings.report(
                    CONFIG_CONTRADICTS, entry.at(), "`" + key + "` " + why, "Remove it."));
  }

  /** The keys that have a value. */
  ConnectorConfig values() {
    Map<String, String> values = new TreeMap<>();
    entries.stream()
        .filter(entry -> !entry.removes())
        .forEach(entry -> values.put(entry.key(), entry.value()));
    return ConnectorConfig.of(values);
  }

  /** The keys that are taken out of what was inherited. */
  Set<String> removed() {
    return entries.stream()
        .filter(ConfigEntry::removes)
        .map(ConfigEntry::key)
        .collect(Collectors.toSet());
  }
}
