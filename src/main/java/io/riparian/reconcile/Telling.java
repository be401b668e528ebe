package io.riparian.reconcile;

import io.riparian.plan.Change;
import io.riparian.plan.Outcome;

/**
 * What is told of the changes while they are carried out: of each one by the thread that makes its
 * calls, from its beginning to its end.
 */
@FunctionalInterface
interface Telling {
  /** A change begins. */
  default void begins(Change change) {}

  /** What became of it. */
  void became(Outcome outcome);

  /** The change that this thread began is over, whether it came to an outcome or broke off. */
  default void isOver() {}
}
