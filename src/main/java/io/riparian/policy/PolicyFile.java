package io.riparian.policy;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Policy;
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
    if (PolicyRule.of(rule).isEmpty() && !own.contains(rule)) {
      found.add(
          of(
              PolicyRule.UNKNOWN_RULE,
              at,
              "no guard rail is called like that, so this changes nothing",
              "riparian explain lists every rule; those of files and ownership cannot be changed."));
    }
  }

  private static Diagnostic of(PolicyRule rule, Location at, String message, String hint) {
    return new Diagnostic(rule.id(), rule.severity(), at, message, hint);
  }
}
