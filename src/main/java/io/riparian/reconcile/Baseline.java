package io.riparian.reconcile;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.MarkKeys;
import io.riparian.model.ObservedConnector;
import io.riparian.plan.Possession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be remembered from the commit an operator names after the ledger was lost: everything it
 * declares, except what a cluster shows to be somebody else's. A connector that is missing counts
 * as ours, so that a cluster that lost them all is noticed; on a cluster whose marks stood in the
 * ledger nothing does, because nothing is left that proves it.
 */
final class Baseline {
  private final Judged judged;
  private final Map<String, ClusterView> clusters = new HashMap<>();
  private final MarkKeys keys;
  private final InstantSource clock;

  Baseline(Judged judged, List<ClusterView> views, MarkKeys keys, InstantSource clock) {
    this.judged = judged;
    this.keys = keys;
    this.clock = clock;
    views.forEach(view -> clusters.put(view.cluster().name(), view));
  }

  List<AppliedConnector> applied() {
    List<AppliedConnector> applied = new ArrayList<>();
    for (DeclaredConnector declared : judged.desired().connectors().values()) {
      Optional<ObservedConnector> observed = observed(declared.id());
      if (keepsMarks(declared.id())
          && (observed.isEmpty() || isOurs(declared.id(), observed.get()))) {
        applied.add(remembered(declared));
      }
    }
    return applied;
  }

  private boolean keepsMarks(ConnectorId id) {
    Cluster cluster = judged.desired().clusters().get(id.cluster());
    return cluster != null && cluster.marks() == Cluster.Marks.CONNECTOR;
  }

  private Optional<ObservedConnector> observed(ConnectorId id) {
    return Optional.ofNullable(clusters.get(id.cluster()))
        .flatMap(ClusterView::answered)
        .map(answered -> answered.connectors().get(id.name()));
  }

  private boolean isOurs(ConnectorId id, ObservedConnector observed) {
    Cluster cluster = judged.desired().clusters().get(id.cluster());
    return cluster != null
        && Possession.of(cluster, observed, Optional.empty(), keys) == Possession.MARKED;
  }

  private AppliedConnector remembered(DeclaredConnector declared) {
    return new AppliedConnector(
        declared.id(),
        declared.team(),
        declared.at().file(),
        judged.desired().revision(),
        Map.of(),
        Set.of(),
        declared.state(),
        declared.onRemoval(),
        AppliedConnector.Origin.BASELINE,
        clock.instant());
  }
}
