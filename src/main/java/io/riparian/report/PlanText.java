package io.riparian.report;

import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.PlanReport.KeyReport;
import io.riparian.report.PlanReport.UnmanagedReport;
import java.util.Locale;
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

  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  public static String of(PlanReport plan) {
    PlanText writer = new PlanText();
    plan.diagnostics().forEach(writer::diagnostic);
    if (!plan.diagnostics().isEmpty()) {
      writer.text.append('\n');
    }
    plan.clusters().forEach(writer::cluster);
    writer.summary(plan);
    return writer.text.toString();
  }

  private void diagnostic(DiagnosticReport diagnostic) {
    text.append(diagnostic.severity()).append(": ").append(diagnostic.place());
    text.append(": ").append(diagnostic.message());
    text.append(" [").append(diagnostic.rule()).append("]\n");
    if (!diagnostic.hint().isEmpty()) {
      text.append("       ").append(diagnostic.hint()).append('\n');
    }
  }

  private void cluster(ClusterReport cluster) {
    text.append("cluster ").append(cluster.cluster()).append(" (").append(cluster.mode());
    text.append(", ").append(cluster.managed()).append(" managed)\n");
    cluster.changes().forEach(this::change);
    cluster.deferrals().forEach(this::deferral);
    cluster.unmanaged().forEach(this::unmanaged);
    if (cluster.changes().isEmpty() && cluster.deferrals().isEmpty()) {
      text.append("  as declared\n");
    }
    text.append('\n');
  }

  private void change(ChangeReport change) {
    text.append("  ").append(SIGNS.getOrDefault(change.kind(), "?")).append(' ');
    text.append(change.kind()).append(' ').append(change.connector());
    if (!change.state().isEmpty()) {
      text.append(" (").append(change.state()).append(')');
    }
    text.append("  team ").append(change.team()).append(", ").append(change.file());
    if (change.cause().equals("drift")) {
      text.append(", drift");
    }
    text.append('\n');
    change.diff().forEach(this::key);
  }

  private void key(KeyReport key) {
    text.append("      ");
    switch (key.kind()) {
      case "added" -> text.append("+ ").append(key.key()).append(value(": ", key.after()));
      case "removed" -> text.append("- ").append(key.key()).append(value(": ", key.before()));
      default -> {
        text.append("~ ").append(key.key()).append(value(": ", key.before()));
        text.append(value(" -> ", key.after()));
      }
    }
    text.append('\n');
  }

  private static String value(String before, String value) {
    return value.isEmpty() ? "" : before + value;
  }

  private void deferral(DeferralReport deferral) {
    text.append("  ! ")
        .append(deferral.connector().isEmpty() ? "everything" : deferral.connector());
    text.append(" deferred, ").append(deferral.reason()).append(": ").append(deferral.why());
    if (!deferral.acknowledge().isEmpty()) {
      text.append("\n      riparian apply --acknowledge ").append(deferral.acknowledge());
    }
    text.append('\n');
  }

  private void unmanaged(UnmanagedReport unmanaged) {
    text.append("  ? ").append(unmanaged.connector()).append(" is not ours (");
    text.append(unmanaged.why()).append("), left alone\n");
  }

  private void summary(PlanReport plan) {
    int deferrals = plan.clusters().stream().mapToInt(one -> one.deferrals().size()).sum();
    long errors =
        plan.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity().equals("error"))
            .count();
    text.append(
        String.format(
            Locale.ROOT,
            "Plan of %s: %d to change, %d deferred, %d mistakes.%n",
            plan.revision().isEmpty() ? "nothing yet" : plan.revision(),
            plan.changeCount(),
            deferrals,
            errors));
  }
}
