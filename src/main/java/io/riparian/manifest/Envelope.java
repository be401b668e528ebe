package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.API_VERSION;
import static io.riparian.manifest.ManifestRule.UNKNOWN_KIND;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What all our documents have in common: {@code apiVersion}, {@code kind}, {@code metadata} and the
 * fields of {@code spec}. It says what a document is, never whose.
 *
 * @param name {@link Text#NONE} when the document has none
 */
record Envelope(Kind kind, Text name, Fields spec) {
  static final String API = "riparian/v1";

  /** The kind a document claims to be, if it is one of ours. */
  static Optional<Kind> kindOf(Fields root) {
    Findings findings = root.findings();
    Optional<Text> version =
        root.require("apiVersion", "Write apiVersion: " + API).text("apiVersion");
    Optional<Text> word =
        root.require("kind", "Write one of " + String.join(", ", Kind.words())).text("kind");
    if (version.isPresent() && !version.get().value().equals(API)) {
      findings.report(
          API_VERSION,
          version.get().at(),
          "unknown apiVersion " + Findings.quote(version.get().value()),
          "Write apiVersion: " + API);
    }
    Optional<Kind> kind = word.map(Text::value).flatMap(Kind::of);
    if (word.isPresent() && kind.isEmpty()) {
      findings.report(
          UNKNOWN_KIND,
          word.get().at(),
          "unknown kind " + Findings.quote(word.get().value()),
          Spelling.hint(word.get().value(), Kind.words()));
    }
    return kind;
  }

  /** The rest of the envelope; nothing without a {@code spec}. */
  static Optional<Envelope> read(Kind kind, Fields root) {
    Text name = Text.NONE;
    Optional<Fields> metadata = root.mapping("metadata");
    if (metadata.isPresent()) {
      name = metadata.get().text("name").orElse(Text.NONE);
      freeTexts(metadata.get(), "labels");
      freeTexts(metadata.get(), "annotations");
      metadata.get().refuseOthers();
    }
    if (kind != Kind.TEAM) {
      root.require("metadata", "Write metadata: {name: …}");
      metadata.ifPresent(fields -> fields.require("name", "Name it: metadata: {name: …}"));
    }
    Optional<Fields> spec =
        root.require("spec", "Write spec: with the fields of a " + kind.word()).mapping("spec");
    root.refuseOthers();
    Text found = name;
    return spec.map(fields -> new Envelope(kind, found, fields));
  }

  private static void freeTexts(Fields metadata, String field) {
    for (Fields.Field entry : metadata.mapping(field).map(Fields::all).orElse(List.of())) {
      Node value = entry.value();
      if (!Text.isText(value)) {
        metadata
            .findings()
            .wrongType(
                value,
                "`metadata." + field + "` holds text; found " + Text.describe(value),
                "Put it in quotes.");
      }
    }
  }
}
