package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.DIRECTORY_CONTRADICTS;
import static io.riparian.manifest.ManifestRule.NOTHING_TO_REMOVE;
import static io.riparian.manifest.ManifestRule.NO_CLUSTER;
import static io.riparian.manifest.ManifestRule.SETTINGS_TWICE;

import io.riparian.manifest.ConnectorDocument.Target;
import io.riparian.manifest.Resolutions.Resolved;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations.Undecided;
import io.riparian.model.Declarations.Undecided.Cause;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resolution of connectors, one target at a time. A target that cannot be resolved is undecided
 * and leaves the connector's other targets alone.
 */
final class ConnectorResolution {
  private final Map<String, Cluster> clusters;
  private final Set<String> undecidedClusters;
  private final Map<String, TeamDocument> teams;
  private final List<DeclaredConnector> connectors;
  private final List<Undecided> undecided;
  private final List<Diagnostic> diagnostics;
  private final IdleSettings idleSettings;
  private final Resolutions before;
  private final Resolutions now;

  /**
   * The last five are what it adds to.
   *
   * @param before what need not be resolved again
   */
  ConnectorResolution(
      Map<String, Cluster> clusters,
      Set<String> undecidedClusters,
      Map<String, TeamDocument> teams,
      Resolutions before,
      List<DeclaredConnector> connectors,
      List<Undecided> undecided,
      List<Diagnostic> diagnostics,
      IdleSettings idleSettings,
      Resolutions now) {
    this.clusters = clusters;
    this.undecidedClusters = undecidedClusters;
    this.teams = teams;
    this.connectors = connectors;
    this.undecided = undecided;
    this.diagnostics = diagnostics;
    this.idleSettings = idleSettings;
    this.before = before.isFor(clusters, undecidedClusters) ? before : Resolutions.none();
    this.now = now;
  }

  void resolve(ConnectorDocument written) {
    TeamDocument team = teams.get(written.team());
    Optional<Resolved> unchanged = before.of(written, team);
    if (unchanged.isPresent()) {
      unchanged.get().connectors().forEach(connectors::add);
      now.keep(written, unchanged.get());
      return;
    }
    int begun = connectors.size();
    int told = told();
    resolve(written, team);
    if (team != null && told() == told) {
      now.keep(written, new Resolved(team, connectors.subList(begun, connectors.size())));
    }
  }

  /** How much was told so far; what tells anything is resolved each time, so that it is told. */
  private int told() {
    return undecided.size() + diagnostics.size() + idleSettings.told();
  }

  private void resolve(ConnectorDocument written, @Nullable TeamDocument team) {
    ConnectorDocument document = settle(written, team);
    List<Merged> merged = new ArrayList<>();
    for (Target target : document.targets()) {
      if (team == null) {
        leave(document, target.cluster().value(), Cause.TEAM_FILE);
        continue;
      }
      place(document, target, team)
          .ifPresent(
              cluster ->
                  merged.add(
                      new Merged(
                          target, cluster, new EffectiveConfig(document, target, cluster, team))));
    }
    boolean idle = removesNothing(document, merged);
    for (Merged each : merged) {
      finish(document, each, idle);
    }
  }

  private ConnectorDocument settle(ConnectorDocument written, @Nullable TeamDocument team) {
    ForeignSettings settings = team == null ? null : team.connectors().get(written.name().value());
    if (settings == null) {
      return written;
    }
    if (!written.foreign()) {
      idleSettings.add(
          written.team(),
          SETTINGS_TWICE.at(
              settings.at(),
              Findings.quote(written.name().value())
                  + " is a riparian/v1 Connector, so this is ignored: its settings stand in "
                  + written.name().at().file(),
              "Move them there."));
      return written;
    }
    return written.with(settings);
  }

  /** A target on a cluster we know, before its variables are replaced. */
  private record Merged(Target target, Cluster cluster, EffectiveConfig config) {}

  /** The cluster a target is on, unless that cannot be told. */
  private Optional<Cluster> place(ConnectorDocument document, Target target, TeamDocument team) {
    String name =
        target.cluster().isGiven() ? target.cluster().value() : team.team().defaultCluster();
    Location at = target.cluster().isGiven() ? target.cluster().at() : document.name().at();
    if (name.isEmpty()) {
      diagnostics.add(
          NO_CLUSTER.at(
              at,
              "the connector names no cluster, and its team has no default",
              document.foreign()
                  ? "Move it to connectors/<cluster>/, or write `defaults: {cluster: …}` in team.yaml."
                  : "Write `cluster:` in the spec, or `defaults: {cluster: …}` in team.yaml."));
      leave(document, name, Cause.CONFIG);
      return Optional.empty();
    }
    if (!document.directory().equals(name) && isCluster(document.directory())) {
      diagnostics.add(
          DIRECTORY_CONTRADICTS.at(
              at,
              "the file stands in the directory of cluster `"
                  + document.directory()
                  + "` and is for `"
                  + name
                  + "`",
              "Move the file, or change its cluster."));
      leave(document, name, Cause.CONFIG);
      return Optional.empty();
    }
    Cluster cluster = clusters.get(name);
    if (cluster == null) {
      leave(
          document,
          name,
          undecidedClusters.contains(name) ? Cause.CLUSTER_FILE : Cause.CLUSTER_UNKNOWN);
    }
    return Optional.ofNullable(cluster);
  }

  private boolean isCluster(String name) {
    return clusters.containsKey(name) || undecidedClusters.contains(name);
  }

  private void leave(ConnectorDocument document, String cluster, Cause cause) {
    undecided.add(
        new Undecided(
            document.team(), cluster, document.name().value(), document.name().at(), cause));
  }

  /** Whether a null of the connector's own config removes a key that no target inherits. */
  private boolean removesNothing(ConnectorDocument document, List<Merged> merged) {
    if (merged.size() < document.targets().size()) {
      return false;
    }
    Set<ConfigEntry> idle = new LinkedHashSet<>();
    document.config().entries().stream().filter(ConfigEntry::removes).forEach(idle::add);
    merged.forEach(each -> idle.retainAll(each.config().idleRemovals()));
    idle.forEach(this::nothingToRemove);
    return !idle.isEmpty();
  }

  private void nothingToRemove(ConfigEntry entry) {
    diagnostics.add(
        NOTHING_TO_REMOVE.at(
            entry.at(),
            "null removes an inherited key, and "
                + Findings.quote(entry.key())
                + " is not inherited",
            "Remove the line; for an empty value write \"\"."));
  }

  private void finish(ConnectorDocument document, Merged merged, boolean idle) {
    List<ConfigEntry> own =
        merged.config().idleRemovals().stream()
            .filter(merged.target().config().entries()::contains)
            .toList();
    own.forEach(this::nothingToRemove);
    Optional<ConnectorConfig> config = merged.config().expand(diagnostics);
    if (idle || !own.isEmpty() || config.isEmpty()) {
      leave(document, merged.cluster().name(), Cause.CONFIG);
      return;
    }
    connectors.add(
        new DeclaredConnector(
            new ConnectorId(merged.cluster().name(), document.name().value()),
            document.team(),
            document.name().at(),
            config.get(),
            merged.target().state(),
            document.adopt(),
            document.onRemoval(),
            document.autoRestart(),
            document.freshness(),
            document.runbook()));
  }
}
