package io.riparian.policy;

import io.riparian.model.Diagnostic;
import io.riparian.model.Policy;
import io.riparian.model.Severity;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the platform's own, ready to judge. It holds where its expression is true, and nowhere
 * else: what cannot be decided is refused. One that cannot be used at all refuses everything that
 * it is for.
 */
final class OwnRule implements Rule, GuardRail {
  private final Policy.OwnRule said;
  private final @Nullable OwnExpression expression;
  private final String unusable;

  private OwnRule(Policy.OwnRule said, @Nullable OwnExpression expression, String unusable) {
    this.said = said;
    this.expression = expression;
    this.unusable = unusable;
  }

  static OwnRule of(Policy.OwnRule said) {
    try {
      return new OwnRule(said, OwnExpression.of(said.expression()), "");
    } catch (UnusableExpressionException why) {
      return new OwnRule(said, null, why.why());
    }
  }

  @Override
  public String id() {
    return said.id();
  }

  @Override
  public Severity severity() {
    return said.severity();
  }

  /** Why nobody can be judged by it, in the one diagnostic that tells all whom it refuses. */
  Optional<Diagnostic> mistake() {
    return expression != null
        ? Optional.empty()
        : Optional.of(
            new Diagnostic(
                PolicyRule.OWN_RULE.id(),
                PolicyRule.OWN_RULE.severity(),
                said.at(),
                "%s cannot be used: %s; until it can, it refuses every connector it is for"
                    .formatted(said.id(), unusable),
                "docs/own-rules.md lists what an expression may ask for, and its limits."));
  }

  private boolean isFor(Subject subject) {
    return said.clusters().isEmpty() || said.clusters().contains(subject.cluster().name());
  }

  Verdict over(Subject subject) {
    if (!isFor(subject)) {
      return Verdict.HOLDS;
    }
    return expression == null ? Verdict.UNDECIDED : expression.over(subject);
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    Verdict verdict = over(subject);
    if (verdict == Verdict.BROKEN) {
      found.accept(Finding.of(this, "", said.message(), said.hint()));
    } else if (!verdict.isDecided()) {
      found.accept(
          Finding.of(
              this,
              "",
              "%s cannot be decided here: %s".formatted(said.id(), verdict.why()),
              "The platform team mends its rule; one that asks for a key asks first whether it is"
                  + " there."));
    }
  }
}
