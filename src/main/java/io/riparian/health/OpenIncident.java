package io.riparian.health;

import java.time.Instant;
import java.util.List;

/**
 * An incident of which the platform was told, and that is not over.
 *
 * @param what in one sentence, without any host
 * @param worker of which worker, by its host and port; empty where it is of no single one
 * @param connectors those that fail of it, by name
 * @param teams whose they are
 */
public record OpenIncident(
    Instant since, String what, String worker, List<String> connectors, List<String> teams) {
  public OpenIncident {
    connectors = List.copyOf(connectors);
    teams = List.copyOf(teams);
  }

  static OpenIncident of(Incident incident, List<Episode> members) {
    List<String> teams = List.copyOf(Episode.teams(members));
    String worker = incident.worker();
    return new OpenIncident(
        incident.since(),
        incident.isOfConnectors()
            ? failing(members.size(), teams.size(), worker)
            : silent(incident) + " does not answer",
        worker,
        members.stream().map(one -> one.failing().connector()).toList(),
        teams);
  }

  private static String failing(int connectors, int teams, String worker) {
    return worker.isEmpty()
        ? "%d connectors of %d teams fail for one cause".formatted(connectors, teams)
        : "all that a worker runs fails: %d connectors of %d teams".formatted(connectors, teams);
  }

  private static String silent(Incident incident) {
    if (!incident.isOfPart()) {
      return "the cluster";
    }
    return incident.worker().isEmpty() ? incident.part() : "a worker";
  }

  @Override
  public String toString() {
    return "OpenIncident" + connectors;
  }
}
