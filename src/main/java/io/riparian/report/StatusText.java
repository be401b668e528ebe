package io.riparian.report;

import java.util.ArrayList;
import java.util.List;

/** The status as people read it in a terminal. */
public final class StatusText {
  private final Terminal text = new Terminal();

  private StatusText() {}

  public static String of(StatusReport status) {
    StatusText writer = new StatusText();
    writer.head(status);
    status.units().stream().filter(UnitReport::isHeld).forEach(writer::held);
    writer.interventions(status.interventions());
    writer.clusters(status.clusters());
    writer.connectors(status.connectors());
    writer.mistakes(status.diagnostics());
    return writer.text.toString();
  }

  private void head(StatusReport status) {
    text.line("instance   " + status.instance());
    text.line("standing   " + status.standing());
    text.line("revision   " + (status.revision().isEmpty() ? "none yet" : status.revision()));
    if (!status.candidate().isEmpty()) {
      text.line("rewritten  " + status.candidate() + " waits to be acknowledged");
      text.line("           riparian apply --acknowledge-rewrite " + status.candidate());
    }
    if (!status.repositoryProblem().isEmpty()) {
      text.line("repository " + status.repositoryProblem());
    }
    if (!status.repositoryActivity().isEmpty()) {
      text.line("repository " + status.repositoryActivity());
    }
    if (!status.forgeProblem().isEmpty()) {
      text.line("forge      " + status.forgeProblem());
    }
    if (status.evidence().equals("none")) {
      text.line("evidence   none: it is not proven that anybody approved anything");
    }
  }

  private void held(UnitReport unit) {
    text.line("");
    text.line(
        "! "
            + unit.unit()
            + " is held"
            + (unit.accepted().isEmpty()
                ? ": nothing of it was accepted yet"
                : " at " + unit.accepted() + ", accepted " + unit.acceptedAt()));
    unit.held().forEach(why -> text.line("  " + why.line()));
    if (!unit.approve().isEmpty()) {
      text.line("  an owner agrees by a signed commit whose message ends in the line");
      text.line("    " + unit.approve());
    }
    text.line("  an operator lets it in against the rules with");
    text.line("    riparian apply --acknowledge " + unit.release() + " --reason WHY");
  }

  private void interventions(List<InterventionReport> interventions) {
    if (!interventions.isEmpty()) {
      text.line("");
      interventions.forEach(one -> text.line("! " + one.line()));
    }
  }

  private void clusters(List<ClusterStatusReport> clusters) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "CLUSTER",
            "MODE",
            "CONNECT",
            "MANAGED",
            "PENDING",
            "DRIFTED",
            "DEFERRED",
            "UNMANAGED",
            "ATTEMPTED",
            "APPLIED",
            ""));
    for (ClusterStatusReport cluster : clusters) {
      rows.add(
          List.of(
              cluster.name(),
              cluster.mode(),
              cluster.reachable() ? cluster.version() : "down",
              String.valueOf(cluster.managed()),
              String.valueOf(cluster.pending()),
              String.valueOf(cluster.drifted()),
              String.valueOf(cluster.deferred()),
              String.valueOf(cluster.unmanaged()),
              shortened(cluster.attempted()),
              shortened(cluster.applied()),
              cluster.problem()));
    }
    table(rows);
    clusters.stream()
        .filter(cluster -> !cluster.activity().isEmpty())
        .forEach(cluster -> text.line("  " + cluster.name() + ": " + cluster.activity()));
    for (ClusterStatusReport cluster : clusters) {
      cluster
          .workers()
          .forEach(
              (worker, standing) -> {
                if (!standing.equals("ready")) {
                  text.line("! " + cluster.name() + ": worker " + worker + " is " + standing);
                }
              });
      cluster
          .incidents()
          .forEach(incident -> text.line("! " + cluster.name() + ": " + incident.line()));
      for (PlanReport.DeferralReport deferral : cluster.deferrals()) {
        text.line("! " + cluster.name() + ": " + deferral.reason() + ": " + deferral.why());
        if (!deferral.acknowledge().isEmpty()) {
          text.line("  riparian apply --acknowledge " + deferral.acknowledge());
        }
      }
    }
  }

  private static String shortened(String revision) {
    return revision.isEmpty() ? "-" : Terminal.shortened(revision);
  }

  private void connectors(List<ConnectorReport> connectors) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("CLUSTER", "CONNECTOR", "TEAM", "SYNC", "HEALTH", "STATE", "TASKS", ""));
    for (ConnectorReport connector : connectors) {
      rows.add(
          List.of(
              connector.cluster(),
              connector.name(),
              connector.team(),
              connector.sync(),
              connector.health(),
              connector.state(),
              connector.tasksRunning() + "/" + connector.tasks(),
              connector.reason() + (connector.why().isEmpty() ? "" : " " + connector.why())));
    }
    table(rows);
    for (ConnectorReport connector : connectors) {
      for (FailureReport failure : connector.failures()) {
        text.line("");
        text.line("! " + connector.cluster() + "/" + connector.name());
        FailureText.lines(failure).forEach(line -> text.line("  " + line));
      }
    }
  }

  private void mistakes(List<DiagnosticReport> diagnostics) {
    if (!diagnostics.isEmpty()) {
      text.line("");
      diagnostics.forEach(diagnostic -> text.line(diagnostic.headline()));
    }
  }

  private void table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    text.line("");
    for (List<String> row : rows) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        padded.append(cell);
        if (column < columns - 1) {
          padded.append(" ".repeat(widths[column] - cell.length() + 2));
        }
      }
      text.line(padded.toString().stripTrailing());
    }
  }
}
