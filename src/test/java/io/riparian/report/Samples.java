package io.riparian.report;

import io.riparian.model.Location;
import io.riparian.model.Quoted;
import io.riparian.model.Severity;
import io.riparian.report.Agreements.AskedReport;
import io.riparian.report.Agreements.WordReport;
import io.riparian.report.DiffReport.ConnectorDifference;
import io.riparian.report.ImportReport.ConnectorFile;
import io.riparian.report.ImportReport.Left;
import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.PlanReport.KeyReport;
import io.riparian.report.RequestReport.AclReport;
import io.riparian.report.RequestReport.BlastReport;
import io.riparian.report.RequestReport.RiskReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports with one of everything, in which every name is the one that was asked for. */
final class Samples {
  private Samples() {}

  static PlanReport plan(String name) {
    return new PlanReport(
        name,
        PlanReport.NOT_ASKED,
        List.of(
            new ClusterReport(
                name,
                "manage",
                7,
                List.of(
                    new ChangeReport(name, name, "create", "git", name, "running", List.of()),
                    new ChangeReport(name, name, "update", "drift", name, "", keys(name))),
                List.of(
                    new DeferralReport("", "CLUSTER_UNREACHABLE", name, "", ""),
                    new DeferralReport(name, "PRUNE_BUDGET", name, name, name)),
                List.of(new PlanReport.UnmanagedReport(name, "sink", "foreign"))),
            new ClusterReport("quiet", "observe", 0, List.of(), List.of(), List.of())),
        List.of(mistake(name)));
  }

  static RequestReport request(String name) {
    return new RequestReport(
        RequestReport.SCHEMA,
        name,
        name,
        name,
        "open",
        plan(name),
        List.of(
            new RequestRow(
                name,
                name,
                name,
                name,
                "update",
                name,
                Quoted.value(name),
                List.of(new BlastReport("restarts", 3, true, "unaffected", List.of(name), name)),
                "refused",
                Quoted.value(name))),
        List.of(new RiskReport(name, name, "delete", Quoted.value(name))),
        List.of(new AclReport(name, name, "workers", "READ", "topic", name, name, "literal")),
        new Agreements(
            List.of(
                new AskedReport(
                    name, name, "owner-approval-missing", name, List.of(name), name, false)),
            List.of(new WordReport(name, "agreed"))),
        List.of(Quoted.value(name)));
  }

  static DiffReport diff(String name) {
    return new DiffReport(
        name,
        name,
        List.of(
            new ConnectorDifference(name, name, "changed", name, name, name, keys(name)),
            new ConnectorDifference(name, name, "removed", name, name, "", List.of())),
        List.of(mistake(name)));
  }

  static StatusReport status(String name) {
    return new StatusReport(
        name,
        "normal",
        "none",
        name,
        name,
        "",
        name,
        name,
        name,
        List.of(
            new UnitReport(
                name,
                name,
                name,
                name,
                name,
                List.of(name),
                List.of(
                    new UnitReport.HeldReport("owner-approval-missing", name, List.of(name), name)),
                name,
                name)),
        List.of(
            new ClusterStatusReport(
                name,
                "manage",
                true,
                name,
                name,
                name,
                "",
                "",
                "",
                name,
                "",
                3,
                2,
                1,
                0,
                1,
                1,
                new TreeMap<>(Map.of(name, "starting")),
                List.of(new IncidentReport(name, name, name, List.of(name), List.of(name))),
                List.of(new DeferralReport("", "CLUSTER_SUSPECT", name, name, "")))),
        List.of(
            new ConnectorReport(
                name,
                name,
                name,
                name,
                "sink",
                "deferred",
                "healthy",
                "running",
                "running",
                1,
                2,
                name,
                name,
                List.of(
                    new FailureReport(
                        name,
                        "data/schema",
                        "0.90",
                        name,
                        name,
                        name,
                        name,
                        name,
                        "team",
                        2,
                        "told")))),
        List.of(mistake(name)),
        List.of(
            new InterventionReport(
                "override", name, name, "running", name, name, name, name, name)));
  }

  static ImportReport imported(String name) {
    return new ImportReport(
        name,
        List.of(new ConnectorFile(name, name, false, List.of(name), List.of(name))),
        List.of(new Left(name, name, name)));
  }

  private static List<KeyReport> keys(String name) {
    return List.of(
        new KeyReport(name, "added", "", name),
        new KeyReport(name, "removed", name, ""),
        new KeyReport(name, "changed", name, name),
        new KeyReport(name, "changed", "", ""));
  }

  static ValidationReport mistakes(String name) {
    return new ValidationReport(List.of(name), List.of(mistake(name)));
  }

  private static DiagnosticReport mistake(String name) {
    return Mistakes.mistake("MAN-030", Severity.ERROR, new Location(name, 1, 2), name, name);
  }
}
