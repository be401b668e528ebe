package io.riparian.reconcile;

import io.riparian.ledger.Accepted;
import io.riparian.repo.FileSet;
import java.util.List;

/**
 * What of a revision comes into force.
 *
 * @param files the accepted trees of all units, as one set of files
 * @param units every unit, by name
 * @param accepted what is to be remembered as accepted, once anything may be
 * @param used the releases that this took
 */
record Admission(
    FileSet files, List<UnitStanding> units, List<Accepted> accepted, List<String> used) {
  Admission {
    units = List.copyOf(units);
    accepted = List.copyOf(accepted);
    used = List.copyOf(used);
  }

  boolean isHolding() {
    return units.stream().anyMatch(UnitStanding::isHeld);
  }
}
