package io.riparian.ownership.approval;

import java.util.List;

/**
 * Whether a unit's changes are accepted.
 *
 * @param violations why not; empty when they are
 */
public record Verdict(Unit unit, List<Violation> violations) {
  public Verdict {
    violations = List.copyOf(violations);
  }

  public boolean isAccepted() {
    return violations.isEmpty();
  }
}
