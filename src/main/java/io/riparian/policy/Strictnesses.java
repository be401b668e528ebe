package io.riparian.policy;

import io.riparian.model.Policy.Strictness;
import io.riparian.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * How much each rule matters on each cluster, as the platform says it. What names the cluster goes
 * before what is for all, and what stands first before what comes later.
 */
record Strictnesses(List<Strictness> said) {

  /** Empty when the rule is off there. */
  Optional<Severity> of(Rule rule, String cluster) {
    return said.stream()
        .filter(one -> one.rule().equals(rule.id()) && one.clusters().contains(cluster))
        .findFirst()
        .or(
            () ->
                said.stream()
                    .filter(one -> one.rule().equals(rule.id()) && one.clusters().isEmpty())
                    .findFirst())
        .map(Strictness::severity)
        .orElse(Optional.of(rule.severity()));
  }
}
