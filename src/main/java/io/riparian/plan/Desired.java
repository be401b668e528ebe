package io.riparian.plan;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the ownership rules let through of one revision. Whatever is missing here for another reason
 * than having been removed stands in {@code refused} or {@code brokenFiles}, so that a mistake
 * never reads as a removal.
 *
 * @param refused declared, and not let through; what runs stays as it is
 * @param standingTeams teams whose directory, {@code team.yaml} and grant are there and in order
 * @param brokenFiles files with a mistake in them; nothing they declared before counts as removed
 */
public record Desired(
    String revision,
    Map<String, Cluster> clusters,
    SortedMap<ConnectorId, DeclaredConnector> connectors,
    Map<ConnectorId, Diagnostic> refused,
    Set<String> standingTeams,
    Set<String> brokenFiles) {

  public Desired {
    clusters = Map.copyOf(clusters);
    connectors = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(connectors));
    refused = Map.copyOf(refused);
    standingTeams = Set.copyOf(standingTeams);
    brokenFiles = Set.copyOf(brokenFiles);
  }
}
