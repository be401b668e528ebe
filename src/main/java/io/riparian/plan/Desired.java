package io.riparian.plan;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Hold;
import io.riparian.model.Intervention;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Fate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the ownership rules let through of one revision, for the planner. That something is missing
 * here proves nothing: only its {@linkplain Fates fate} tells whether it was removed.
 *
 * @param refused declared, and not let through; what runs stays as it is
 */
public record Desired(
    String revision,
    Map<String, Cluster> clusters,
    SortedMap<ConnectorId, DeclaredConnector> connectors,
    Map<ConnectorId, Diagnostic> refused,
    Fates fates,
    List<Hold> holds) {

  /** What became of a connector that a team's file declared before. */
  @FunctionalInterface
  public interface Fates {
    Fate of(ConnectorId id, String team, String path);
  }

  public Desired {
    clusters = Map.copyOf(clusters);
    connectors = Collections.unmodifiableSortedMap(new TreeMap<>(connectors));
    refused = Map.copyOf(refused);
    holds = List.copyOf(holds);
  }

  public static Desired of(Accepted accepted) {
    return new Desired(
        accepted.revision(),
        accepted.declared().clusters(),
        accepted.connectors(),
        accepted.refused(),
        accepted::fate,
        accepted.declared().holds());
  }

  /** The same without any hold. */
  Desired atAnyTime() {
    return new Desired(revision, clusters, connectors, refused, fates, List.of());
  }

  /** The same, but that these connectors are to be in the state that an operator wants. */
  Desired overriddenBy(Collection<Intervention.StateOverride> overrides) {
    if (overrides.isEmpty()) {
      return this;
    }
    SortedMap<ConnectorId, DeclaredConnector> changed = new TreeMap<>(connectors);
    overrides.forEach(
        override ->
            changed.computeIfPresent(
                override.id(), (id, declared) -> declared.withState(override.wanted())));
    return new Desired(revision, clusters, changed, refused, fates, holds);
  }

  /**
   * The same, but that nothing is removed which another reading still declares. A file that moves
   * to a team whose change waits has left one accepted tree, and is in none yet.
   */
  public Desired keepingWhat(Accepted waiting) {
    return new Desired(
        revision,
        clusters,
        connectors,
        refused,
        (id, team, path) -> {
          Fate fate = fates.of(id, team, path);
          boolean kept = fate == Fate.REMOVED && waiting.fate(id, team, path) != Fate.REMOVED;
          return kept ? Fate.REFUSED : fate;
        },
        holds);
  }
}
