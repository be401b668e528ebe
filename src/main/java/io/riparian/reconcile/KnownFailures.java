package io.riparian.reconcile;

import io.riparian.health.Classifier;
import io.riparian.model.FailureRules;

/** What is known of failures by the rules in force, made ready once for all clusters. */
final class KnownFailures {
  private FailureRules own = FailureRules.NONE;
  private Classifier classifier = FailureRuleFiles.builtInClassifier();

  /**
   * By these rules of the platform, and behind them those of the artifact.
   *
   * @param rules the same object for as long as they are the same
   */
  synchronized Classifier by(FailureRules rules) {
    if (!rules.equals(own)) {
      classifier = FailureRuleFiles.classifier(rules);
      own = rules;
    }
    return classifier;
  }
}
