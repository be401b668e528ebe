package io.riparian.manifest;

import static io.riparian.manifest.JsonSchema.listOf;
import static io.riparian.manifest.JsonSchema.number;
import static io.riparian.manifest.JsonSchema.text;
import static io.riparian.manifest.JsonSchema.textLike;
import static io.riparian.manifest.JsonSchema.word;

import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureStage;
import java.util.List;

/** What an editor is told of {@code kind: FailureRules}. */
final class FailureRulesSchema {
  private FailureRulesSchema() {}

  /** The {@code spec}. */
  static JsonSchema spec() {
    return new FieldSchemas()
        .field(
            "version", "Counted up with each change.", number(1, FailureRulesReader.MOST_VERSIONS))
        .field(
            "rules",
            "The first that fits answers.",
            listOf(rule()).with("maxItems", FailureRulesReader.MOST_RULES))
        .object()
        .require("version", "rules");
  }

  private static JsonSchema rule() {
    JsonSchema patterns =
        listOf(text().with("maxLength", FailureRulesReader.LONGEST_PATTERN)).with("minItems", 1);
    return new FieldSchemas()
        .field("id", "Words in lower case, hyphens between.", textLike(FailureRulesReader.ID))
        .field("text", "Patterns for the text, but for the frames; in any case.", patterns)
        .field("cause", "Patterns for the class of an exception in the chain.", patterns)
        .field("message", "Patterns for what that exception says.", patterns)
        .field("frame", "Patterns for a frame: package, class and method.", patterns)
        .field(
            "stage",
            "What it was doing.",
            listOf(word(List.of(FailureStage.values()))).with("minItems", 1))
        .field("unless", "Patterns for what must not be there.", patterns)
        .field("class", "What failed.", JsonSchema.ANY.with("enum", FailureRulesReader.classes()))
        .field("notify", "Whom to tell first.", word(List.of(Recipient.values())))
        .field(
            "retryable",
            "Whether a retry can help; YAML takes a bare yes or no for a truth value.",
            JsonSchema.ANY.with("enum", List.of("yes", "maybe", "no", true, false)))
        .field(
            "confidence",
            "How often it is right, of a hundred times.",
            number(1, FailureRulesReader.CERTAIN))
        .field("action", "What to do.", text().with("maxLength", FailureRulesReader.LONGEST_ACTION))
        .field(
            "sample",
            "A text that this rule is for.",
            text().with("maxLength", FailureRulesReader.LONGEST_SAMPLE))
        .object()
        .require("id", "class", "notify", "retryable", "confidence", "action", "sample");
  }
}
