package io.riparian.reconcile;

import io.riparian.ledger.Ledger;
import io.riparian.ownership.approval.Approver;
import java.time.InstantSource;

/**
 * Which account was first seen under which name. Names can be changed and taken over; whoever comes
 * under a known name with another account is somebody else.
 */
final class Acquaintances {
  private final Ledger ledger;
  private final InstantSource clock;

  Acquaintances(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Whether this is the account of that name; the first one that comes is. */
  boolean isThe(Approver person) {
    return person.id().isEmpty()
        || ledger.meet(person.name(), person.id(), clock.instant()).equals(person.id());
  }
}
