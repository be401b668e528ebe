package io.riparian.model;

/**
 * A connector as Git says it should be on one cluster: defaults merged, variables resolved. {@code
 * config} is what Connect will be sent, without {@code name} and without our mark. {@code
 * freshness} and {@code runbook} are empty text when the file is silent.
 */
public record DeclaredConnector(
    ConnectorId id,
    String team,
    Location at,
    ConnectorConfig config,
    DeclaredState state,
    boolean adopt,
    OnRemoval onRemoval,
    AutoRestart autoRestart,
    String freshness,
    String runbook) {

  /** The same in another state. */
  public DeclaredConnector withState(DeclaredState other) {
    return new DeclaredConnector(
        id, team, at, config, other, adopt, onRemoval, autoRestart, freshness, runbook);
  }

  /** The same with another configuration. */
  public DeclaredConnector withConfig(ConnectorConfig other) {
    return new DeclaredConnector(
        id, team, at, other, state, adopt, onRemoval, autoRestart, freshness, runbook);
  }
}
