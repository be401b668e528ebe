package io.riparian.report;

import io.riparian.model.Quoted;
import io.riparian.ownership.Accepted;
import io.riparian.plan.DeclaredDifference;
import io.riparian.report.PlanReport.KeyReport;
import java.util.List;

/**
 * What two revisions declare differently, connector by connector. It holds no configuration value
 * that did not go through redaction.
 *
 * @param from the earlier commit, {@code to} the later
 * @param diagnostics the mistakes of the later one
 */
public record DiffReport(
    String from,
    String to,
    List<ConnectorDifference> connectors,
    List<DiagnosticReport> diagnostics) {

  /**
   * One connector.
   *
   * @param kind {@code created}, {@code changed}, {@code moved}, {@code removed}, {@code held} or
   *     {@code refused}
   * @param detail what differs besides the configuration, or why
   */
  public record ConnectorDifference(
      String cluster,
      String connector,
      String kind,
      String team,
      String file,
      String detail,
      List<KeyReport> diff) {

    static ConnectorDifference of(DeclaredDifference difference) {
      return new ConnectorDifference(
          difference.id().cluster(),
          difference.id().name(),
          PlanReport.word(difference.kind()),
          difference.team(),
          difference.file(),
          difference.detail(),
          difference.keys().stream().map(PlanReport::key).toList());
    }

    ConnectorDifference withoutValues() {
      return new ConnectorDifference(
          cluster,
          connector,
          kind,
          team,
          file,
          Quoted.withoutValues(detail),
          diff.stream().map(KeyReport::withoutValues).toList());
    }
  }

  public static DiffReport of(Accepted from, Accepted to) {
    return new DiffReport(
        from.revision(),
        to.revision(),
        DeclaredDifference.between(from, to).stream().map(ConnectorDifference::of).toList(),
        to.diagnostics().stream().map(DiagnosticReport::of).toList());
  }

  /** The same without any configuration value. */
  public DiffReport withoutValues() {
    return new DiffReport(
        from,
        to,
        connectors.stream().map(ConnectorDifference::withoutValues).toList(),
        diagnostics.stream().map(DiagnosticReport::withoutValues).toList());
  }

  /** The mistakes alone; the files are those of the connectors that differ. */
  public ValidationReport findings() {
    return ValidationReport.among(connectors.stream().map(ConnectorDifference::file), diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(DiagnosticReport::isError);
  }
}
