package io.riparian.manifest;

import io.riparian.model.AutoRestart;
import io.riparian.model.DeclaredState;
import io.riparian.model.OnRemoval;
import java.util.List;
import java.util.stream.Stream;

/**
 * A connector as its file says it, before defaults and variables. It is resolved once for each
 * target.
 *
 * @param directory the first directory under {@code connectors/}, or empty text
 * @param foreign whether it came in a format that is not ours, so that {@code team.yaml} may say
 *     the rest of it
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
    String runbook,
    boolean foreign) {

  ConnectorDocument {
    targets = List.copyOf(targets);
  }

  /** A file that says nothing but name and configuration. */
  static ConnectorDocument foreign(Place place, Text name, ConfigBlock config, Text cluster) {
    return new ConnectorDocument(
        place.owner(),
        place.directory(),
        name,
        config,
        List.of(new Target(cluster, DeclaredState.UNMANAGED, ConfigBlock.EMPTY, ConfigBlock.EMPTY)),
        false,
        OnRemoval.DELETE,
        AutoRestart.OFF,
        "",
        "",
        true);
  }

  /** The same with what {@code team.yaml} says of it. */
  ConnectorDocument with(ForeignSettings settings) {
    return new ConnectorDocument(
        team,
        directory,
        name,
        config,
        targets.stream().map(target -> target.orInState(settings.state())).toList(),
        settings.adopt(),
        settings.onRemoval(),
        autoRestart,
        settings.freshness(),
        runbook,
        foreign);
  }

  /** What it sets itself, and what it sets on each target, where the later entry counts. */
  Stream<ConfigBlock> blocks() {
    return Stream.concat(
        Stream.of(config),
        targets.stream()
            .map(
                target ->
                    new ConfigBlock(
                        Stream.of(config, target.config(), target.fields())
                            .flatMap(block -> block.entries().stream())
                            .toList())));
  }

  /**
   * One cluster the connector is for.
   *
   * @param cluster {@link Text#NONE} for the team's default cluster
   * @param fields the keys that fields of the spec set: class, version, number of tasks
   */
  record Target(Text cluster, DeclaredState state, ConfigBlock config, ConfigBlock fields) {
    Target orInState(DeclaredState otherwise) {
      return state == DeclaredState.UNMANAGED
          ? new Target(cluster, otherwise, config, fields)
          : this;
    }
  }
}
