package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.COMMENT_KEY;
import static io.riparian.manifest.ManifestRule.CONFIG_CONTRADICTS;
import static io.riparian.manifest.ManifestRule.MISSING_FIELD;
import static io.riparian.manifest.ManifestRule.NAME_MISSPELT;

import io.riparian.model.ConnectorConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * A reading of what Connect's own tools take: {@code {"name": …, "config": {…}}}, as one posts it,
 * or nothing but the configuration's keys. What such a file cannot say stands in {@code team.yaml}
 * under {@code connectors:}.
 */
final class FlatReader {
  private static final String CONFIG = "config";
  private static final List<String> COMMENTS = List.of("_comment", "$comment", "//", "#");

  private final Place place;
  private final Fields root;
  private final Findings findings;

  private FlatReader(Place place, Fields root) {
    this.place = place;
    this.root = root;
    this.findings = root.findings();
  }

  static ConnectorDocument read(Place place, Fields root) {
    return new FlatReader(place, root).read();
  }

  static boolean isComment(String key) {
    return COMMENTS.stream().anyMatch(key::startsWith);
  }

  private ConnectorDocument read() {
    boolean posted = root.valueOf(CONFIG).filter(MappingNode.class::isInstance).isPresent();
    Optional<Text> outer = posted ? root.text(ConnectorConfig.NAME) : Optional.empty();
    ConfigBlock config = posted ? ConfigBlock.read(root, true) : ConfigBlock.of(root);
    Optional<ConfigEntry> inner = config.entry(ConnectorConfig.NAME);
    if (!root.has(ConnectorConfig.NAME) && inner.isEmpty()) {
      misspeltName(config).ifPresent(this::warnOfName);
    }
    if (posted) {
      refuseBeside();
    }
    if (inner.filter(ConfigEntry::removes).isPresent()) {
      config.mustNotHave(ConnectorConfig.NAME, "cannot be removed", findings);
    } else if (outer.isPresent() && inner.isPresent()) {
      if (!outer.get().value().equals(inner.get().value())) {
        findings.report(
            CONFIG_CONTRADICTS,
            inner.get().at(),
            "`name` in the configuration contradicts the `name` at " + outer.get().at(),
            "Keep one of them.");
      }
    }
    if (config.entry(ConnectorConfig.CLASS).filter(entry -> !entry.removes()).isEmpty()) {
      findings.report(
          MISSING_FIELD,
          root.placeOf(CONFIG),
          "`connector.class` is missing",
          "Write the connector's Java class; is this file a connector's at all?");
    }
    Text name =
        outer
            .or(() -> inner.map(entry -> new Text(entry.value(), entry.at())))
            .orElse(new Text(place.stem(), root.at()));
    ConnectorReader.checkName(name, findings);
    return ConnectorDocument.foreign(place, name, config, clusterOf(place, root));
  }

  /**
   * A key that is {@code name} but for one slip, or {@code connector.name}. What has another word
   * before it, such as {@code db.name}, is a key of the connector's own.
   */
  private static Optional<ConfigEntry> misspeltName(ConfigBlock config) {
    Map<String, ConfigEntry> words = new LinkedHashMap<>();
    for (ConfigEntry entry : config.entries()) {
      String word = entry.key().replaceFirst("^(?i:connector)[._-]?", "");
      if (!entry.removes() && word.matches("[A-Za-z]+")) {
        words.putIfAbsent(word, entry);
      }
    }
    return Spelling.closest(ConnectorConfig.NAME, words.keySet()).map(words::get);
  }

  private void warnOfName(ConfigEntry entry) {
    findings.report(
        NAME_MISSPELT,
        entry.at(),
        Findings.quote(entry.key())
            + " does not name the connector, which is called "
            + Findings.quote(place.stem())
            + " after its file",
        "Did you mean `name`? If not, write `name` too.");
  }

  /** The directory names the cluster; without one the team's default counts. */
  private static Text clusterOf(Place place, Fields root) {
    return place.directory().isEmpty() ? Text.NONE : new Text(place.directory(), root.at());
  }

  private void refuseBeside() {
    for (Fields.Field field : root.others()) {
      String key = field.name().value();
      if (isComment(key)) {
        commentKey(field.name(), findings);
      } else {
        findings.report(
            ManifestRule.UNKNOWN_FIELD,
            field.name().at(),
            "unknown field " + Findings.quote(key) + " beside `name` and `config`",
            Spelling.closest(key, List.of(ConnectorConfig.NAME, CONFIG))
                .map(close -> "Did you mean `" + close + "`?")
                .orElse(
                    "Remove it; `state`, `adopt`, `onRemoval` and `freshness` of such a file stand"
                        + " in team.yaml under `connectors`."));
      }
    }
  }

  static void commentKey(Text key, Findings findings) {
    findings.report(
        COMMENT_KEY,
        key.at(),
        Findings.quote(key.value()) + " is taken for a comment and not sent",
        "Remove it, or use a format that has comments.");
  }
}
