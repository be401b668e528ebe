package io.riparian.reconcile;

import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.report.WhyReport;
import java.util.Map;

/** Who can release what is held back, and with which command. */
final class Release {
  private static final String BY_COMMIT = "team %s, with a commit";
  private static final String BY_ITSELF = "nobody has to: the next look tells";
  private static final String PLATFORM = "the platform team, with a commit";
  private static final String CLUSTER = "whoever runs the cluster";
  private static final String OPERATOR = "an operator";

  private static final Map<DeferralReason, String> WHO =
      Map.ofEntries(
          Map.entry(DeferralReason.CLUSTER_UNREACHABLE, CLUSTER),
          Map.entry(DeferralReason.WORKERS_DISAGREE, CLUSTER),
          Map.entry(DeferralReason.SECOND_WRITER, PLATFORM),
          Map.entry(DeferralReason.ABSENCE_UNCONFIRMED, BY_ITSELF),
          Map.entry(DeferralReason.WORKER_TOO_OLD, CLUSTER),
          Map.entry(DeferralReason.NOT_ADOPTED, BY_COMMIT),
          Map.entry(DeferralReason.MARK_MISSING, BY_COMMIT),
          Map.entry(DeferralReason.FOREIGN_MARK, BY_COMMIT),
          Map.entry(
              DeferralReason.DRIFT_REPORTED,
              "team %s, with a commit; or the platform team, with `drift: revert`"),
          Map.entry(DeferralReason.MOVE_NOT_AVAILABLE, BY_COMMIT),
          Map.entry(DeferralReason.INVALID_FILE, BY_COMMIT),
          Map.entry(DeferralReason.OWNERSHIP, BY_COMMIT),
          Map.entry(
              DeferralReason.POLICY,
              "team %s, with a commit; or the platform team, with an exception in platform/policy.yaml"),
          Map.entry(DeferralReason.TEAM_VANISHED, PLATFORM),
          Map.entry(DeferralReason.ORPHANED, PLATFORM),
          Map.entry(DeferralReason.DELETION_FORBIDDEN, PLATFORM),
          Map.entry(DeferralReason.FIRST_START, BY_ITSELF),
          Map.entry(DeferralReason.SETTLING, BY_ITSELF),
          Map.entry(DeferralReason.CONTESTED, OPERATOR),
          Map.entry(DeferralReason.LEFTOVER_OFFSETS, OPERATOR),
          Map.entry(
              DeferralReason.QUARANTINED,
              "whoever mends Riparian: report the line of the log; each full look tries again"),
          Map.entry(
              DeferralReason.HELD,
              "whoever holds it: a file's hold by a commit, an operator's by ending it; or its end"),
          Map.entry(
              DeferralReason.WINDOW_CLOSED,
              "nobody has to: the window opens; in an emergency an operator, with `riparian apply --break-glass`"),
          Map.entry(
              DeferralReason.OVERRIDDEN,
              "nobody has to: it ends by itself; or an operator, with `riparian resume NAME --end-override`"),
          Map.entry(DeferralReason.LEDGER_LOST, OPERATOR),
          Map.entry(DeferralReason.HISTORY_REWRITTEN, OPERATOR));

  private Release() {}

  /**
   * What is told of a deferral. A reason that is not in the table is told too.
   *
   * @param team empty when nobody knows whose it is
   * @param candidate the commit of a rewritten branch that waits, or empty
   */
  static WhyReport.Held of(Deferral deferral, String team, String candidate) {
    String command = command(deferral, candidate);
    String who =
        deferral.digest().isEmpty()
            ? WHO.getOrDefault(deferral.reason(), "see the operations page on " + deferral.reason())
            : OPERATOR;
    String whose = team.isEmpty() ? "(unknown)" : team;
    return new WhyReport.Held(
        deferral.reason().name(), deferral.why(), who.replace("%s", whose), command);
  }

  private static String command(Deferral deferral, String candidate) {
    if (!deferral.digest().isEmpty()) {
      return "riparian apply --acknowledge " + deferral.digest();
    }
    if (deferral.reason() == DeferralReason.LEDGER_LOST) {
      return "riparian apply --accept-baseline SHA";
    }
    if (deferral.reason() == DeferralReason.HISTORY_REWRITTEN && !candidate.isEmpty()) {
      return "riparian apply --acknowledge-rewrite " + candidate;
    }
    return "";
  }
}
