package io.riparian.policy;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be said of the platform's policy file: exceptions that ended, rules there are not. */
final class PolicyFile {
  private PolicyFile() {}

  static List<Diagnostic> check(Policy policy, Instant now) {
    Set<String> own = policy.own().stream().map(Policy.OwnRule::id).collect(Collectors.toSet());
    List<Diagnostic> found = new ArrayList<>();
    for (Policy.Strictness one : policy.rules()) {
      knows(one.rule(), own, one.at(), found);
    }
    for (Policy.Waiver waiver : policy.exceptions()) {
      knows(waiver.rule(), own, waiver.at(), found);
      if (!now.isBefore(waiver.until())) {
        found.add(
            of(
                PolicyRule.EXCEPTION_ENDED,
                waiver.at(),
                "this exception from %s ended at %s, and counts for nothing"
                    .formatted(waiver.rule(), waiver.until()),
                waiver.owner() + " renews it, or it is taken out."));
      }
    }
    return found;
  }

  private static void knows(String rule, Set<String> own, Location at, List<Diagnostic> found) {
    PolicyRule.of(rule).filter(PolicyRule::isFixed).ifPresent(fixed -> found.add(fixed(fixed, at)));
    if (PolicyRule.of(rule).isEmpty() && !own.contains(rule)) {
      found.add(
          of(
              PolicyRule.UNKNOWN_RULE,
              at,
              "no guard rail is called like that, so this changes nothing",
              "riparian explain lists every rule; those of files and ownership cannot be changed."));
    }
  }

  /** Whatever a policy says of them, nothing is let through over which nobody came to a verdict. */
  private static Diagnostic fixed(PolicyRule rule, Location at) {
    return new Diagnostic(
        PolicyRule.UNKNOWN_RULE.id(),
        Severity.ERROR,
        at,
        "`%s` holds always: it is never weaker or off, and nobody is excepted from it"
            .formatted(rule.id()),
        "Take this entry out; docs/rules/%s.md says how to mend what the rule tells."
            .formatted(rule.id()));
  }

  private static Diagnostic of(PolicyRule rule, Location at, String message, String hint) {
    return new Diagnostic(rule.id(), rule.severity(), at, message, hint);
  }
}
