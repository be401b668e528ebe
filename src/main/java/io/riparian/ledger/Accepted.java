package io.riparian.ledger;

import java.time.Instant;

/**
 * The tree last accepted for a unit. A change that is not accepted leaves it as it is.
 *
 * @param unit the unit's name, or {@link #BRANCH}
 * @param revision the commit
 * @param tree names the unit's tree at that commit; empty text for the branch
 * @param evidence what it was accepted on, in words or JSON
 */
public record Accepted(String unit, String revision, String tree, String evidence, Instant at) {
  /**
   * The branch as a whole: its revision is the last one that was judged, whatever was let in of it.
   * No unit can be called that.
   */
  public static final String BRANCH = "*";
}
