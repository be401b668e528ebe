package io.riparian.report;

import java.util.List;

/**
 * The daemon as a whole.
 *
 * @param standing {@code normal}, or why nothing is done: {@code first-start}, {@code ledger-lost},
 *     {@code history-rewritten}
 * @param evidence what approvals are proven by; {@code none} proves containment only
 * @param revision the commit that is in force, empty before the first
 * @param repositoryProblem why the repository could not be read the last time, or empty
 * @param repositoryActivity what is being done with the repository at the moment, or empty
 * @param forgeProblem why the forge could not be asked the last time, or empty
 * @param interventions what operators do against the files for a while
 * @param units every unit of the repository, by name
 */
public record StatusReport(
    String instance,
    String standing,
    String evidence,
    String revision,
    String candidate,
    String lastFetch,
    String repositoryProblem,
    String repositoryActivity,
    String forgeProblem,
    List<UnitReport> units,
    List<ClusterStatusReport> clusters,
    List<ConnectorReport> connectors,
    List<DiagnosticReport> diagnostics,
    List<InterventionReport> interventions) {

  /** The same without any configuration value: what those may see who showed no credential. */
  public StatusReport withoutValues() {
    return new StatusReport(
        instance,
        standing,
        evidence,
        revision,
        candidate,
        lastFetch,
        repositoryProblem,
        repositoryActivity,
        forgeProblem,
        units,
        clusters.stream().map(ClusterStatusReport::withoutHosts).toList(),
        connectors.stream().map(ConnectorReport::withoutValues).toList(),
        diagnostics.stream().map(DiagnosticReport::withoutValues).toList(),
        interventions);
  }

  /** The mistakes alone; the files are those of the connectors. */
  public ValidationReport findings() {
    return ValidationReport.among(connectors.stream().map(ConnectorReport::file), diagnostics);
  }

  /** Whether any change waits for somebody's agreement. */
  public boolean holdsUnits() {
    return units.stream().anyMatch(UnitReport::isHeld);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(DiagnosticReport::isError);
  }
}
