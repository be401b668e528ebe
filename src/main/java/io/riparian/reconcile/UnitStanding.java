package io.riparian.reconcile;

import io.riparian.ledger.Accepted;
import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.approval.Violation;
import java.util.List;
import java.util.Optional;

/**
 * Where one unit stands: the tree that is in force, and the one that waits.
 *
 * @param accepted what is in force; empty when nothing of the unit was ever accepted
 * @param candidate the {@linkplain UnitTree#id id} of the tree at the branch's tip
 * @param waiting the paths at the tip that differ from what is in force; empty when nothing is held
 * @param violations why that one is held; empty when it is in force
 * @param release what an operator acknowledges to let it in against the rules; empty text when
 *     nothing is held, or when no agreement helps
 */
public record UnitStanding(
    Unit unit,
    Optional<Accepted> accepted,
    String candidate,
    List<String> waiting,
    List<Violation> violations,
    String release) {
  public UnitStanding {
    waiting = List.copyOf(waiting);
    violations = List.copyOf(violations);
  }

  public boolean isHeld() {
    return !violations.isEmpty();
  }
}
