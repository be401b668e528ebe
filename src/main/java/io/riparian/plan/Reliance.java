package io.riparian.plan;

import java.util.List;

/**
 * An acknowledgement without which a plan would hold something back. It is an agreement to one act:
 * once that has been done, if only in part, it is used up.
 *
 * @param changes those that it lets through; empty when it lets the plan be made at all, and no
 *     change hangs on it
 */
public record Reliance(String digest, List<Change> changes) {

  public Reliance {
    changes = List.copyOf(changes);
  }

  /** Whether a plan that was carried out with these outcomes has used it up. */
  public boolean isUsedUp(List<Outcome> outcomes) {
    return changes.isEmpty()
        || outcomes.stream()
            .filter(outcome -> outcome.result() == Outcome.Result.DONE)
            .anyMatch(outcome -> changes.stream().anyMatch(outcome::isOf));
  }
}
