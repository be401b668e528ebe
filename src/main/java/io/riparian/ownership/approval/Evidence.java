package io.riparian.ownership.approval;

import java.util.Optional;
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

  /**
   * What is wrong with how a change was agreed to, where that is more than that people are missing.
   */
  default Optional<Doubt> doubt(PathChange change) {
    return Optional.empty();
  }

  /**
   * What the changes of a unit are accepted on, in words; empty text when there is no more to say.
   */
  default String proof(Unit unit) {
    return "";
  }

  /**
   * Why an agreement does not count.
   *
   * @param detail goes on after the reason, as a clause
   */
  record Doubt(HoldReason reason, String detail) {}

  /** The same people agreed to all of it. */
  static Evidence of(Set<Approver> approvers) {
    return (change, enough) -> enough.test(approvers);
  }
}
