package io.riparian.reconcile;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import java.util.Optional;
import java.util.Set;

/**
 * A revision in force, with what only its author knows.
 *
 * @param undecided the connectors whose files cannot be read, or have vanished all at once
 */
record InForce(Judged judged, Set<String> undecided) {

  InForce {
    undecided = Set.copyOf(undecided);
  }

  Cluster cluster(String name) {
    Cluster cluster = judged.desired().clusters().get(name);
    if (cluster == null) {
      throw new IllegalStateException("the branch declares no cluster " + name);
    }
    return cluster;
  }

  boolean mayAdopt(ConnectorId id) {
    return Optional.ofNullable(judged.desired().connectors().get(id))
        .filter(DeclaredConnector::adopt)
        .isPresent();
  }
}
