package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.AutoRestart;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Location;
import io.riparian.model.OnRemoval;
import java.util.Map;

/**
 * A connector to make a {@link World} of. Say what the test is about; the rest is filled in: team
 * {@code payments}, cluster {@code shared}, a file of its own, running.
 */
final class ConnectorSample {
  private final String name;
  private String team = "payments";
  private String cluster = World.SHARED;
  private String path = "";
  private ConnectorConfig config =
      ConnectorConfig.of(
          Map.of("connector.class", "org.example.Source", "tasks.max", "1", "topic", "t"));
  private DeclaredState state = DeclaredState.RUNNING;
  private boolean adopt;
  private OnRemoval onRemoval = OnRemoval.DELETE;

  private ConnectorSample(String name) {
    this.name = name;
  }

  static ConnectorSample connector(String name) {
    return new ConnectorSample(name);
  }

  /** As many connectors, called {@code prefix-1} and so on. */
  static ConnectorSample[] connectors(String prefix, int count) {
    ConnectorSample[] many = new ConnectorSample[count];
    for (int i = 0; i < count; i++) {
      many[i] = connector(prefix + "-" + (i + 1));
    }
    return many;
  }

  ConnectorSample inTeam(String owner) {
    this.team = owner;
    return this;
  }

  ConnectorSample on(String where) {
    this.cluster = where;
    return this;
  }

  ConnectorSample in(String file) {
    this.path = file;
    return this;
  }

  ConnectorSample with(String key, String value) {
    this.config = config.with(key, value);
    return this;
  }

  ConnectorSample in(DeclaredState wanted) {
    this.state = wanted;
    return this;
  }

  ConnectorSample paused() {
    return in(DeclaredState.PAUSED);
  }

  ConnectorSample stopped() {
    return in(DeclaredState.STOPPED);
  }

  ConnectorSample inAnyState() {
    return in(DeclaredState.UNMANAGED);
  }

  ConnectorSample adopted() {
    this.adopt = true;
    return this;
  }

  ConnectorSample forgottenOnRemoval() {
    this.onRemoval = OnRemoval.FORGET;
    return this;
  }

  ConnectorId id() {
    return new ConnectorId(cluster, name);
  }

  DeclaredConnector declared() {
    String file = path.isEmpty() ? "teams/" + team + "/connectors/" + name + ".yaml" : path;
    return new DeclaredConnector(
        id(),
        team,
        new Location(file, 1, 1),
        config,
        state,
        adopt,
        onRemoval,
        AutoRestart.OFF,
        "",
        "");
  }

  /** What the ledger remembers of it, with digests of this very configuration. */
  AppliedConnector remembered(AppliedConnector.Origin origin) {
    return World.record(declared(), origin);
  }
}
