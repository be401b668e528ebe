package io.riparian.manifest;

import io.riparian.model.AutoRestart;
import io.riparian.model.DeclaredState;
import io.riparian.model.OnRemoval;
import java.util.List;

/**
 * A connector as its file says it, before defaults and variables. It is resolved once for each
 * target.
 *
 * @param directory the first directory under {@code connectors/}, or empty text
 */
record ConnectorDocument(
    String team,
    String directory,
    Text name,
    ConfigBlock config,
    List<Target> targets,
    boolean adopt,
    OnRemoval onRemoval,
    AutoRestart autoRestart,
    String freshness,
    String runbook) {

  ConnectorDocument {
    targets = List.copyOf(targets);
  }

  /**
   * One cluster the connector is for.
   *
   * @param cluster {@link Text#NONE} for the team's default cluster
   * @param fields the keys that fields of the spec set: class, version, number of tasks
   */
  record Target(Text cluster, DeclaredState state, ConfigBlock config, ConfigBlock fields) {}
}
