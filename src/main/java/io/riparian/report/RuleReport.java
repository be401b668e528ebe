package io.riparian.report;

import io.riparian.manifest.ManifestRule;
import io.riparian.model.Severity;
import io.riparian.ownership.OwnershipRule;
import io.riparian.ownership.codeowners.CodeOwnersRule;
import io.riparian.policy.PolicyRule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One rule as people look it up. Every id that a diagnostic may carry has one. */
public record RuleReport(String id, String severity, String title) {

  private static final Set<String> OURS =
      all().stream().map(RuleReport::id).collect(Collectors.toUnmodifiableSet());

  /** All rules, by id. */
  public static List<RuleReport> all() {
    return Stream.of(
            Arrays.stream(ManifestRule.values())
                .map(rule -> of(rule.id(), rule.severity(), rule.title())),
            Arrays.stream(OwnershipRule.values())
                .map(rule -> of(rule.id(), rule.severity(), rule.title())),
            Arrays.stream(CodeOwnersRule.values())
                .map(rule -> of(rule.id(), rule.severity(), rule.title())),
            Arrays.stream(PolicyRule.values())
                .map(rule -> of(rule.id(), rule.severity(), rule.title())))
        .flatMap(rules -> rules)
        .sorted(Comparator.comparing(RuleReport::id))
        .toList();
  }

  /** The rule of this id, in whatever case it is written. */
  public static Optional<RuleReport> of(String id) {
    return all().stream().filter(rule -> rule.id().equalsIgnoreCase(id)).findFirst();
  }

  private static RuleReport of(String id, Severity severity, String title) {
    return new RuleReport(id, PlanReport.word(severity), title);
  }

  /** The rule's page, from the root of this project's repository. */
  public String page() {
    return page(id);
  }

  /** Empty text for a rule that is none of ours: one of a platform's own has no page. */
  static String page(String id) {
    return OURS.contains(id) ? "docs/rules/" + id + ".md" : "";
  }
}
