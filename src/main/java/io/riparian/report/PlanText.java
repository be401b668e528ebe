package io.riparian.report;

import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.PlanReport.UnmanagedReport;
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
    text.line(diagnostic.headline());
    if (!diagnostic.hint().isEmpty()) {
      text.line("       " + diagnostic.hint());
    }
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
    text.line(
        "  %s %s %s%s  team %s, %s%s"
            .formatted(
                SIGNS.getOrDefault(change.kind(), "?"),
                change.kind(),
                change.connector(),
                change.state().isEmpty() ? "" : " (" + change.state() + ")",
                change.team(),
                change.file(),
                change.cause().equals("drift") ? ", drift" : ""));
    change.diff().forEach(key -> text.line("      " + key.line()));
  }

  private void deferral(DeferralReport deferral) {
    String what = deferral.connector().isEmpty() ? "everything" : deferral.connector();
    text.line("  ! " + what + " deferred, " + deferral.reason() + ": " + deferral.why());
    if (!deferral.acknowledge().isEmpty()) {
      text.line("      riparian apply --acknowledge " + deferral.acknowledge());
    }
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
