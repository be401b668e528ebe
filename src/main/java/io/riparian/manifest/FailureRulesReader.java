package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;
import static io.riparian.manifest.ManifestRule.MISSING_FIELD;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import io.riparian.model.FailureRule;
import io.riparian.model.FailureRule.Look;
import io.riparian.model.FailureRules;
import io.riparian.model.FailureStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A reading of {@code kind: FailureRules}. Every pattern is one that can be used when it gets out
 * of here; whether a sample is taken by its own rule is asked by who can classify.
 */
final class FailureRulesReader {
  static final String ID = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
  private static final int LONGEST_ID = 63;
  static final int LONGEST_ACTION = 300;
  static final int LONGEST_SAMPLE = 4_000;
  static final int LONGEST_PATTERN = 1_000;
  static final int MOST_RULES = 1_000;
  static final int MOST_VERSIONS = 999_999_999;
  static final int CERTAIN = 100;
  static final List<String> RETRIES = List.of("yes", "maybe", "no");
  private static final List<String> PATTERNS =
      List.of("text", "cause", "message", "frame", "unless");

  private final Envelope envelope;
  private final Fields spec;
  private final Findings findings;

  private FailureRulesReader(Envelope envelope) {
    this.envelope = envelope;
    this.spec = envelope.spec();
    this.findings = spec.findings();
  }

  static FailureRules read(Envelope envelope) {
    return new FailureRulesReader(envelope).read();
  }

  private FailureRules read() {
    int version =
        spec.require("version", "Count it up with each change, from 1.")
            .number("version", 1, MOST_VERSIONS)
            .orElse(1);
    spec.require("rules", "List them, the first to be tried first.");
    List<FailureRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    List<Fields> all = spec.mappings("rules");
    for (Fields fields : all) {
      Optional<FailureRule> rule = rule(fields);
      rule.ifPresent(rules::add);
      if (rule.isPresent() && !ids.add(rule.get().id())) {
        findings.report(
            BAD_VALUE, fields.placeOf("id"), "two rules have this id", "Give each its own.");
      }
    }
    if (all.size() > MOST_RULES) {
      findings.report(
          BAD_VALUE,
          spec.placeOf("rules"),
          spec.name("rules") + " has more than " + MOST_RULES + " entries",
          "Make one rule of those that answer the same.");
    }
    spec.refuseOthers();
    return new FailureRules(envelope.name().value() + " " + version, rules);
  }

  private Optional<FailureRule> rule(Fields fields) {
    Optional<Text> id =
        fields
            .require("id", "Give it one, such as warehouse-asleep.")
            .text("id")
            .filter(text -> isId(text, fields));
    Look look = look(fields);
    Optional<FailureClass> failureClass = failureClass(fields);
    Optional<Recipient> notify =
        fields
            .require("notify", "Say whom to tell first: team or platform.")
            .word("notify", List.of(Recipient.values()));
    Optional<Retry> retry = retry(fields);
    Optional<Integer> confidence =
        fields
            .require("confidence", "Say how often it is right, of a hundred times.")
            .number("confidence", 1, CERTAIN);
    Optional<String> action = text(fields, "action", LONGEST_ACTION, "Say what to do.");
    Optional<String> sample =
        text(fields, "sample", LONGEST_SAMPLE, "Give a text that this rule is for.");
    fields.refuseOthers();
    if (id.isEmpty()
        || failureClass.isEmpty()
        || notify.isEmpty()
        || retry.isEmpty()
        || confidence.isEmpty()
        || action.isEmpty()
        || sample.isEmpty()) {
      return Optional.empty();
    }
    FailureAnswer answer =
        new FailureAnswer(
            failureClass.get(), notify.get(), retry.get(), confidence.get(), action.get());
    return Optional.of(
        new FailureRule(fields.placeOf("id"), id.get().value(), look, answer, sample.get()));
  }

  private boolean isId(Text id, Fields fields) {
    boolean good = id.value().length() <= LONGEST_ID && id.value().matches(ID);
    if (!good) {
      findings.report(
          BAD_VALUE,
          id.at().beginning(),
          fields.name("id") + " is no id",
          "Write words in lower case with hyphens between: warehouse-asleep");
    }
    return good;
  }

  private Look look(Fields fields) {
    Look look =
        new Look(
            patterns(fields, "text"),
            patterns(fields, "cause"),
            patterns(fields, "message"),
            patterns(fields, "frame"),
            stages(fields),
            patterns(fields, "unless"));
    boolean asked =
        PATTERNS.subList(0, PATTERNS.size() - 1).stream().anyMatch(fields::has)
            || fields.has("stage");
    if (look.isEmpty() && !asked) {
      findings.report(
          MISSING_FIELD,
          fields.at(),
          "the rule asks for nothing, and would fit everything",
          "Say what a failure looks like: text, cause, message, frame or stage.");
    }
    return look;
  }

  private List<String> patterns(Fields fields, String field) {
    List<String> good = new ArrayList<>();
    for (Text text : fields.texts(field)) {
      Optional<String> wrong = wrong(text.value());
      if (wrong.isPresent()) {
        findings.report(
            BAD_VALUE,
            text.at().beginning(),
            fields.name(field) + " has a pattern that cannot be used: " + wrong.get(),
            "Write it in the syntax of RE2: no look-around, no back reference.");
      } else {
        good.add(text.value());
      }
    }
    fields.requireEntries(field, "Leave it out to ask for nothing of it.");
    return good;
  }

  private static Optional<String> wrong(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      return Optional.of("it has more than " + LONGEST_PATTERN + " characters");
    }
    if (PatternWeight.of(pattern) > PatternWeight.MOST) {
      return Optional.of("it repeats too much");
    }
    try {
      return Pattern.compile(pattern).matches("")
          ? Optional.of("it fits the empty text")
          : Optional.empty();
    } catch (PatternSyntaxException unreadable) {
      return Optional.of(unreadable.getDescription());
    }
  }

  private Set<FailureStage> stages(Fields fields) {
    Set<FailureStage> stages = EnumSet.noneOf(FailureStage.class);
    List<String> words =
        Arrays.stream(FailureStage.values())
            .map(stage -> stage.name().toLowerCase(Locale.ROOT))
            .toList();
    for (Text text : fields.texts("stage")) {
      if (words.contains(text.value())) {
        stages.add(FailureStage.valueOf(text.value().toUpperCase(Locale.ROOT)));
      } else {
        findings.report(
            BAD_VALUE,
            text.at().beginning(),
            fields.name("stage") + " holds one of " + String.join(", ", words),
            Spelling.hint(text.value(), words));
      }
    }
    fields.requireEntries("stage", "Leave it out to mean any.");
    return stages;
  }

  private Optional<FailureClass> failureClass(Fields fields) {
    Optional<Text> text = fields.require("class", "Say what failed.").text("class");
    Optional<FailureClass> found =
        text.flatMap(
            word ->
                Arrays.stream(FailureClass.values())
                    .filter(one -> one.word().equals(word.value()))
                    .findFirst());
    if (text.isPresent() && found.isEmpty()) {
      findings.report(
          BAD_VALUE,
          text.get().at().beginning(),
          fields.name("class") + " is one of " + String.join(", ", classes()),
          Spelling.hint(text.get().value(), classes()));
    }
    return found;
  }

  static List<String> classes() {
    return Arrays.stream(FailureClass.values()).map(FailureClass::word).toList();
  }

  /** YAML takes a bare yes or no for a truth value, and an author means the word. */
  private Optional<Retry> retry(Fields fields) {
    List<String> words = RETRIES;
    Optional<Text> text =
        fields.require("retryable", "Say whether a retry can help.").scalar("retryable");
    if (text.isPresent() && !words.contains(text.get().value())) {
      findings.report(
          BAD_VALUE,
          text.get().at().beginning(),
          fields.name("retryable") + " is one of " + String.join(", ", words),
          Spelling.hint(text.get().value(), words));
    }
    return text.filter(word -> words.contains(word.value()))
        .map(word -> Retry.valueOf(word.value().toUpperCase(Locale.ROOT)));
  }

  private Optional<String> text(Fields fields, String field, int longest, String hint) {
    Optional<Text> text = fields.require(field, hint).text(field);
    if (text.isPresent() && text.get().value().length() > longest) {
      findings.report(
          BAD_VALUE,
          text.get().at().beginning(),
          fields.name(field) + " has more than " + longest + " characters",
          "Shorten it.");
    }
    return text.map(written -> written.value().strip());
  }
}
