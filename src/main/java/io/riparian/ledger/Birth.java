package io.riparian.ledger;

import java.time.Instant;

/**
 * How a ledger began. It happens once, by decision and never by default.
 *
 * @param revision the commit it starts from
 * @param actor who decided
 */
public record Birth(Kind kind, String revision, String actor, Instant at) {

  /** What the decision was. */
  public enum Kind {
    /** No cluster bore our mark: there was nothing to lose. */
    FIRST_START,
    /** An operator named the commit to start from. */
    BASELINE
  }
}
