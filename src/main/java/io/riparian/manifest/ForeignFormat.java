package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.NOT_SUPPORTED_YET;

import io.riparian.model.Location;
import java.util.Optional;

/**
 * What a team may have before it comes here: formats that are not ours and that will be read as
 * they are. This version recognises and refuses them, so that none is ever taken for an empty file.
 */
enum ForeignFormat {
  JSON("a JSON file"),
  PROPERTIES("a .properties file"),
  STRIMZI("a Strimzi resource"),
  CONFIG_MAP("a plain map of configuration keys");

  private final String title;

  ForeignFormat(String title) {
    this.title = title;
  }

  /** The format a connector file's extension tells. */
  static Optional<ForeignFormat> ofExtension(Place place) {
    return switch (place.extension()) {
      case "json" -> Optional.of(JSON);
      case "properties" -> Optional.of(PROPERTIES);
      default -> Optional.empty();
    };
  }

  /** The format of a YAML document among a team's connectors that is not in our envelope. */
  static Optional<ForeignFormat> ofDocument(Fields root) {
    if (!root.has("apiVersion") && !root.has("kind")) {
      return Optional.of(CONFIG_MAP);
    }
    return root.scalar("apiVersion")
            .filter(text -> text.value().startsWith("kafka.strimzi.io/"))
            .isPresent()
        ? Optional.of(STRIMZI)
        : Optional.empty();
  }

  void refuse(Location at, Findings findings) {
    findings.report(
        NOT_SUPPORTED_YET,
        at,
        title + " is not supported yet",
        "Write it as apiVersion: " + Envelope.API + ", kind: Connector.");
  }
}
