package io.riparian.report;

import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.PlanReport.UnmanagedReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plan as people read it in a terminal: one block a cluster, one line a change, a sign in front.
 */
public final class PlanText {
  private static final Map<String, String> SIGNS =
      Map.of(
          "create", "+",
          "adopt", "&",
          "update", "~",
          "set-state", ">",
          "delete", "-",
          "forget", "x",
          "remember", "=",
          "discard", "x");

  private final Terminal text = new Terminal();

  private PlanText() {}

  public static String of(PlanReport plan) {
    PlanText writer = new PlanText();
    plan.diagnostics().forEach(writer::diagnostic);
    if (!plan.diagnostics().isEmpty()) {
      writer.text.line("");
    }
    plan.clusters().forEach(writer::cluster);
    if (PlanReport.NOT_JUDGED.equals(plan.approval())) {
      writer.text.line(
          "Planned as if every owner agreed: approval was not judged. On the branch, what nobody proves to be agreed is held.");
      writer.text.line("");
    }
    writer.summary(plan);
    return writer.text.toString();
  }

  private void diagnostic(DiagnosticReport diagnostic) {
    lines(diagnostic).forEach(text::line);
  }

  /** The mistake, then its remedy. */
  static List<String> lines(DiagnosticReport diagnostic) {
    return diagnostic.hint().isEmpty()
        ? List.of(diagnostic.headline())
        : List.of(diagnostic.headline(), "       " + diagnostic.hint());
  }

  private void cluster(ClusterReport cluster) {
    text.line(
        "cluster %s (%s, %d managed)"
            .formatted(cluster.cluster(), cluster.mode(), cluster.managed()));
    cluster.changes().forEach(this::change);
    cluster.deferrals().forEach(this::deferral);
    cluster.unmanaged().forEach(this::unmanaged);
    if (cluster.changes().isEmpty() && cluster.deferrals().isEmpty()) {
      text.line("  as declared");
    }
    text.line("");
  }

  private void change(ChangeReport change) {
    lines(change).forEach(text::line);
  }

  /** The change, then the keys that differ. */
  static List<String> lines(ChangeReport change) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  %s %s %s%s  team %s, %s%s"
            .formatted(
                SIGNS.getOrDefault(change.kind(), "?"),
                change.kind(),
                change.connector(),
                change.state().isEmpty() ? "" : " (" + change.state() + ")",
                change.team(),
                change.file(),
                change.cause().equals("drift") ? ", drift" : ""));
    change.diff().forEach(key -> lines.add("      " + key.line()));
    return lines;
  }

  private void deferral(DeferralReport deferral) {
    lines(deferral).forEach(text::line);
  }

  /** What is held back and why, then what lets it through. */
  static List<String> lines(DeferralReport deferral) {
    String what = deferral.connector().isEmpty() ? "everything" : deferral.connector();
    String line = "  ! " + what + " deferred, " + deferral.reason() + ": " + deferral.why();
    return deferral.acknowledge().isEmpty()
        ? List.of(line)
        : List.of(line, "      riparian apply --acknowledge " + deferral.acknowledge());
  }

  private void unmanaged(UnmanagedReport unmanaged) {
    text.line(
        "  ? %s is not ours (%s), left alone".formatted(unmanaged.connector(), unmanaged.why()));
  }

  private void summary(PlanReport plan) {
    int deferrals = plan.clusters().stream().mapToInt(one -> one.deferrals().size()).sum();
    long errors = plan.diagnostics().stream().filter(DiagnosticReport::isError).count();
    text.line(
        "Plan of %s: %d to change, %d deferred, %d mistakes."
            .formatted(
                plan.revision().isEmpty() ? "nothing yet" : plan.revision(),
                plan.changeCount(),
                deferrals,
                errors));
  }
}
