package io.riparian.ledger;

import java.time.Instant;

/**
 * The tree last accepted for a unit. A change that is not accepted leaves it as it is.
 *
 * @param unit the team's name, or {@link #GLOBAL}
 * @param revision the commit
 * @param tree the object id of the unit's tree at that commit
 * @param evidence what it was accepted on, in words or JSON
 */
public record Accepted(String unit, String revision, String tree, String evidence, Instant at) {
  /** The unit of everything outside the teams' directories; no team can be called that. */
  public static final String GLOBAL = "*";
}
