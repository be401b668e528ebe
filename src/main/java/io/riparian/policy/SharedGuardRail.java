package io.riparian.policy;

import java.util.List;
import java.util.function.BiConsumer;

/** A guard rail over all connectors together: what one alone may do, and two may not. */
@FunctionalInterface
interface SharedGuardRail {

  /**
   * @param all every connector that the guard rails judge, sorted by cluster and name
   */
  void check(List<Judgement> all, BiConsumer<Subject, Finding> found);
}
