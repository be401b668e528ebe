package io.riparian.reconcile;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.ownership.Accepted;
import io.riparian.plan.Desired;
import java.util.List;

/**
 * One revision, read and judged: what the ownership rules let through, and what the planner is told
 * of it.
 */
public record Judged(Accepted accepted, Desired desired) {

  static Judged of(Accepted accepted) {
    return new Judged(accepted, Desired.of(accepted));
  }

  public Declarations declarations() {
    return accepted.declared();
  }

  public List<Diagnostic> diagnostics() {
    return accepted.diagnostics();
  }
}
