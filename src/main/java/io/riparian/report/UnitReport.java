package io.riparian.report;

import io.riparian.ownership.approval.Violation;
import java.util.List;

/**
 * One unit of the repository: a team's directory, or {@code (global)} for everything else.
 *
 * @param accepted the commit whose tree of the unit is in force; empty before anything was accepted
 * @param acceptedAt when it was accepted; empty like that
 * @param evidence what it was accepted on, in words
 * @param tree names what the unit holds at the branch's tip
 * @param waiting the paths that differ from what is in force; empty when nothing is held
 * @param held why the tip is not in force; empty when it is
 * @param approve the line of a signed commit's message by which an owner agrees to exactly this
 *     tree; empty when that would not help
 * @param release what an operator acknowledges to let it in against the rules; empty when nothing
 *     is held
 */
public record UnitReport(
    String unit,
    String accepted,
    String acceptedAt,
    String evidence,
    String tree,
    List<String> waiting,
    List<HeldReport> held,
    String approve,
    String release) {

  /**
   * One reason.
   *
   * @param reason as {@code owner-approval-missing}
   * @param path empty when it is about no path alone
   * @param need the owners of whom one can release it; empty when nobody's agreement helps
   */
  public record HeldReport(String reason, String path, List<String> need, String detail) {
    public static HeldReport of(Violation violation) {
      return new HeldReport(
          violation.reason().code(), violation.path(), violation.need(), violation.detail());
    }

    /** As one line of prose. */
    public String line() {
      return reason
          + (path.isEmpty() ? "" : " " + path)
          + (need.isEmpty() ? "" : ": needs " + String.join(" or ", need))
          + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }

  boolean isHeld() {
    return !held.isEmpty();
  }
}
