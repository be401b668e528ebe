package io.riparian.ownership.approval;

import java.util.Set;

/** Who is proven to have agreed to what. */
public interface Evidence {

  /** Those who agreed to this change of this path, and may. */
  Set<Approver> approversOf(PathChange change);

  /** The same people agreed to all of it. */
  static Evidence of(Set<Approver> approvers) {
    return change -> approvers;
  }
}
