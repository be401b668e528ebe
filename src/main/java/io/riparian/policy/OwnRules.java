package io.riparian.policy;

import io.riparian.model.Diagnostic;
import io.riparian.model.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All rules of the platform's own, each compiled once. */
final class OwnRules implements GuardRail {
  static final OwnRules NONE = new OwnRules(List.of());

  private final List<OwnRule> all;

  private OwnRules(List<OwnRule> all) {
    this.all = all;
  }

  static OwnRules of(Policy policy) {
    return policy.own().isEmpty()
        ? NONE
        : new OwnRules(policy.own().stream().map(OwnRule::of).toList());
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    all.forEach(rule -> rule.check(subject, found));
  }

  /** Those that cannot be used, each told once. */
  List<Diagnostic> mistakes() {
    return all.stream().flatMap(rule -> rule.mistake().stream()).toList();
  }

  /** What a refusal says instead of what was found, because the rule itself is the mistake. */
  static Optional<Diagnostic> instead(Rule rule) {
    return rule instanceof OwnRule own ? own.mistake() : Optional.empty();
  }
}
