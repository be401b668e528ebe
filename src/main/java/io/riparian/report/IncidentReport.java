package io.riparian.report;

import io.riparian.health.OpenIncident;
import java.util.List;

/**
 * An incident of a cluster that is not over.
 *
 * @param since when it began, RFC 3339
 * @param what in one sentence
 * @param worker of which worker, by its host and port; empty where it is of no single one
 * @param connectors those that fail of it
 * @param teams whose they are
 */
public record IncidentReport(
    String since, String what, String worker, List<String> connectors, List<String> teams) {

  public static IncidentReport of(OpenIncident incident) {
    return new IncidentReport(
        incident.since().toString(),
        incident.what(),
        incident.worker(),
        incident.connectors(),
        incident.teams());
  }

  /** In one line. */
  String line() {
    return "incident since %s: %s%s".formatted(since, what, worker.isEmpty() ? "" : ": " + worker);
  }

  IncidentReport withoutHosts() {
    return new IncidentReport(since, what, "", connectors, teams);
  }

  @Override
  public String toString() {
    return "IncidentReport" + connectors;
  }
}
