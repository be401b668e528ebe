package io.riparian.policy;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;

/**
 * How much one evaluation has cost: one for each thing that was evaluated, and one for each
 * character of a text among them. CEL counts the steps of loops only, and a step may read a text of
 * any length.
 */
final class OwnEffort implements CelEvaluationListener {
  static final int MOST = 2_000_000;

  private long spent;

  @Override
  public void callback(CelExpr evaluated, Object result) {
    spent += result instanceof String text ? 1L + text.length() : 1L;
    if (isTooMuch()) {
      throw new IllegalStateException("too much");
    }
  }

  boolean isTooMuch() {
    return spent > MOST;
  }
}
