package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Glob;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A reading of {@code kind: Policy}. Whether the rules that it names exist, and whether an
 * exception has ended, is not told here: a file means the same at any time.
 */
final class PolicyReader {
  static final String NO_SEVERITY = "none";
  static final String OWN_ID = "[A-Z][A-Z0-9]{1,19}-[0-9]{1,4}";
  static final List<String> RESERVED = List.of("MAN", "OWN", "SEC", "CLU", "POL");
  static final String KEY = "[^\\s]{1,249}";
  static final int LONGEST_TEXT = 300;
  static final int LONGEST_EXPRESSION = 4_000;

  private final Fields spec;
  private final Findings findings;
  private final RailFields rails;

  private PolicyReader(Fields spec) {
    this.spec = spec;
    this.findings = spec.findings();
    this.rails = new RailFields(spec);
  }

  static Policy read(Envelope envelope) {
    return new PolicyReader(envelope.spec()).read();
  }

  private Policy read() {
    Policy policy =
        new Policy(
            spec.mappings("severities").stream().flatMap(one -> strictness(one).stream()).toList(),
            spec.mappings("exceptions").stream().flatMap(one -> waiver(one).stream()).toList(),
            rails.bounds(),
            rails.quota(true),
            ownRules());
    spec.refuseOthers();
    return policy;
  }

  private Optional<Policy.Strictness> strictness(Fields fields) {
    Optional<Text> rule = fields.require("rule", "Name one, such as P-11.").text("rule");
    List<String> words = new ArrayList<>(Severities.WORDS);
    words.add(NO_SEVERITY);
    Optional<Text> word =
        fields
            .require("severity", "Write " + String.join(", ", words) + ".")
            .text("severity")
            .filter(text -> isOneOf(text, words, fields));
    Set<String> clusters = rails.clusters(fields);
    fields.refuseOthers();
    return rule.isPresent() && word.isPresent()
        ? Optional.of(
            new Policy.Strictness(
                fields.at(),
                rule.get().value(),
                Optional.of(word.get().value())
                    .filter(written -> !written.equals(NO_SEVERITY))
                    .map(Severities::of),
                clusters))
        : Optional.empty();
  }

  private boolean isOneOf(Text text, List<String> words, Fields fields) {
    boolean known = words.contains(text.value());
    if (!known) {
      findings.report(
          BAD_VALUE,
          text.at(),
          fields.name("severity") + " is one of " + String.join(", ", words),
          Spelling.hint(text.value(), words));
    }
    return known;
  }

  private Optional<Policy.Waiver> waiver(Fields fields) {
    Optional<Text> rule = fields.require("rule", "Name one, such as P-11.").text("rule");
    List<Glob> connectors =
        rails
            .globs(
                fields.require("connectors", "Name what is excepted; * stands for any text."),
                "connectors",
                HoldReader.GLOB,
                "name of a connector")
            .orElse(List.of());
    fields.requireEntries("connectors", "Name what is excepted.");
    List<Glob> keys = rails.globs(fields, "keys", KEY, "configuration key").orElse(List.of());
    fields.requireEntries("keys", "Leave it out to mean every key.");
    Set<String> clusters = rails.clusters(fields);
    Optional<String> owner = line(fields, "owner", "Say who answers for it.");
    Optional<String> reason = line(fields, "reason", "Say why, for those who review it.");
    Optional<Instant> until =
        fields
            .require("until", "Say when it ends, with an offset: 2027-03-31T18:00:00+02:00")
            .scalar("until")
            .flatMap(text -> OffsetTime.read(text, fields.name("until"), findings));
    fields.refuseOthers();
    if (rule.isEmpty() || owner.isEmpty() || reason.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Policy.Waiver(
            fields.at(),
            rule.get().value(),
            connectors,
            keys,
            clusters,
            owner.get(),
            reason.get(),
            until.get()));
  }

  /** One line of text that has to be there. */
  private Optional<String> line(Fields fields, String field, String hint) {
    fields.require(field, hint);
    return line(fields, field);
  }

  private Optional<String> line(Fields fields, String field) {
    Optional<Text> text = fields.text(field);
    if (text.isPresent() && text.get().value().length() > LONGEST_TEXT) {
      findings.report(
          BAD_VALUE,
          text.get().at().beginning(),
          fields.name(field) + " has more than " + LONGEST_TEXT + " characters",
          "Shorten it, and link to the rest.");
    }
    return text.map(written -> written.value().strip().replaceAll("\\s+", " "));
  }

  private List<Policy.OwnRule> ownRules() {
    List<Policy.OwnRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields fields : spec.mappings("rules")) {
      Optional<Policy.OwnRule> rule = ownRule(fields);
      rule.ifPresent(rules::add);
      if (rule.isPresent() && !ids.add(rule.get().id())) {
        findings.report(
            BAD_VALUE, fields.placeOf("id"), "two rules have this id", "Give each its own.");
      }
    }
    return rules;
  }

  private Optional<Policy.OwnRule> ownRule(Fields fields) {
    Location at = fields.placeOf("expression");
    Optional<Text> id =
        fields
            .require("id", "Give it one of your own, such as ACME-1.")
            .text("id")
            .filter(this::isOwn);
    Severity severity = fields.word("severity", List.of(Severity.values())).orElse(Severity.ERROR);
    Optional<Text> expression =
        fields
            .require("expression", "Say in CEL what has to be true of every connector.")
            .text("expression");
    if (expression.filter(text -> text.value().length() > LONGEST_EXPRESSION).isPresent()) {
      findings.report(
          BAD_VALUE,
          at,
          fields.name("expression") + " has more than " + LONGEST_EXPRESSION + " characters",
          "Make several rules of it.");
    }
    Optional<String> message = line(fields, "message", "Say what is wrong where it is not true.");
    String hint = line(fields, "hint").orElse("See the platform's policy.");
    Set<String> clusters = rails.clusters(fields);
    List<Policy.Case> cases =
        fields.mappings("cases").stream().flatMap(one -> ownCase(one, clusters).stream()).toList();
    fields.refuseOthers();
    if (id.isEmpty() || expression.isEmpty() || message.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Policy.OwnRule(
            at,
            id.get().value(),
            severity,
            expression.get().value(),
            message.get(),
            hint,
            clusters,
            cases));
  }

  private boolean isOwn(Text id) {
    String word = id.value().split("-", 2)[0];
    boolean own = id.value().matches(OWN_ID) && !RESERVED.contains(word);
    if (!own) {
      findings.report(
          BAD_VALUE,
          id.at(),
          Findings.quote(id.value()) + " cannot be the id of a rule of your own",
          "Write a word of your own in capitals, a hyphen and a number: ACME-1; "
              + String.join(", ", RESERVED)
              + " are ours.");
    }
    return own;
  }

  /**
   * @param clusters what the rule is for: a case that names no cluster is on one of them
   */
  private Optional<Policy.Case> ownCase(Fields fields, Set<String> clusters) {
    Optional<Text> name = fields.text("name");
    Optional<Text> team = fields.text("team");
    Optional<Text> cluster = fields.text("cluster");
    ConnectorConfig config = ConfigBlock.read(fields, false).values();
    Optional<Boolean> passes =
        fields
            .require("passes", "Say whether the rule lets it through: true or false.")
            .flag("passes");
    fields.refuseOthers();
    return passes.map(
        through ->
            new Policy.Case(
                fields.at(),
                name.map(Text::value).orElse("example"),
                team.map(Text::value).orElse("example"),
                cluster
                    .map(Text::value)
                    .or(() -> clusters.stream().min(Comparator.naturalOrder()))
                    .orElse("example"),
                config,
                through));
  }
}
