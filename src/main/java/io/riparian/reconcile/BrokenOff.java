package io.riparian.reconcile;

import io.riparian.plan.Outcome;
import java.util.List;

/**
 * An apply came to its end early, because what is done can no longer be noted. What ended before
 * that is known all the same, and belongs into the cycle as far as there is a ledger to take it.
 */
final class BrokenOff extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Outcome> outcomes;

  BrokenOff(List<Outcome> outcomes, Throwable cause) {
    super("the apply broke off after %d outcomes".formatted(outcomes.size()), cause);
    this.outcomes = List.copyOf(outcomes);
  }

  List<Outcome> outcomes() {
    return outcomes;
  }
}
