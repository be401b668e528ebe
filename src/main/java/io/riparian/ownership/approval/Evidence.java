package io.riparian.ownership.approval;

import java.util.Set;
import java.util.function.Predicate;

/** Who is proven to have agreed to what. */
public interface Evidence {
  /** Nobody agreed to anything. */
  Evidence NONE = (change, enough) -> false;

  /**
   * Whether the right people agreed to this change of this path, at every step it took.
   *
   * @param enough whether some people are the right ones
   */
  boolean meets(PathChange change, Predicate<Set<Approver>> enough);

  /** The same people agreed to all of it. */
  static Evidence of(Set<Approver> approvers) {
    return (change, enough) -> enough.test(approvers);
  }
}
