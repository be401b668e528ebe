package io.riparian.policy;

import java.util.function.Consumer;

/** One guard rail, or several that look at the same thing, over one connector. */
@FunctionalInterface
interface GuardRail {

  /** Tells everything that is wrong, never only the first. */
  void check(Subject subject, Consumer<Finding> found);
}
