package io.riparian.manifest;

import io.riparian.model.Cluster;
import io.riparian.model.DeclaredConnector;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the connectors of one reading resolved to. The next one need not resolve a connector again
 * whose file is the same, while its team and all clusters are; a file that has not changed is the
 * same object.
 */
@SuppressWarnings("ReferenceEquality") // to be equal is not enough, and takes longer to tell
public final class Resolutions {
  private final Map<String, Cluster> clusters;
  private final Set<String> undecidedClusters;
  private final IdentityHashMap<ConnectorDocument, Resolved> resolved = new IdentityHashMap<>();

  /** What one connector resolved to, while its team said this. */
  record Resolved(TeamDocument team, List<DeclaredConnector> connectors) {
    Resolved {
      connectors = List.copyOf(connectors);
    }
  }

  Resolutions(Map<String, Cluster> clusters, Set<String> undecidedClusters) {
    this.clusters = Map.copyOf(clusters);
    this.undecidedClusters = Set.copyOf(undecidedClusters);
  }

  /** Nothing was resolved yet. */
  public static Resolutions none() {
    return new Resolutions(Map.of(), Set.of());
  }

  /** Whether the connectors met the same clusters there. */
  boolean isFor(Map<String, Cluster> now, Set<String> undecided) {
    return undecidedClusters.equals(undecided)
        && clusters.keySet().equals(now.keySet())
        && now.entrySet().stream().allMatch(one -> clusters.get(one.getKey()) == one.getValue());
  }

  /** What it resolved to, unless its team says something else now. */
  Optional<Resolved> of(ConnectorDocument document, @Nullable TeamDocument team) {
    return Optional.ofNullable(resolved.get(document)).filter(then -> then.team() == team);
  }

  void keep(ConnectorDocument document, Resolved connectors) {
    resolved.put(document, connectors);
  }
}
