package io.riparian.reconcile;

import io.riparian.connect.ConnectFailure;
import io.riparian.manifest.ConfigDefCheck;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Plugin;
import io.riparian.plan.Change;
import io.riparian.plan.ClusterPlan;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@linkplain OfflineValidation offline validation} of what a plan would change. A cluster that
 * nothing is decided about is not asked for its plugins either.
 */
final class PlanValidation {
  private final PluginCatalogue catalogue;
  private final InstantSource clock;

  PlanValidation(PluginCatalogue catalogue, InstantSource clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * What is wrong with the connectors of one cluster that the plan touches.
   *
   * @param target the cluster as it is in force
   * @param mayAsk whether it may be asked; otherwise, and when it does not answer, what it said
   *     last counts
   */
  List<Diagnostic> of(
      Reading reading, Judged candidate, Cluster target, ClusterPlan plan, boolean mayAsk) {
    List<DeclaredConnector> connectors = plan.isBlocked() ? List.of() : touched(candidate, plan);
    if (connectors.isEmpty()) {
      return List.of();
    }
    if (mayAsk) {
      try {
        return check(reading, connectors, asked(target));
      } catch (ConnectFailure | IllegalArgumentException unanswered) {
        // What it said last is older, and better than nothing.
      }
    }
    Installed remembered = catalogue.remembered(target);
    return remembered.plugins().isEmpty()
        ? List.of(ConfigDefCheck.notMade(target))
        : check(reading, connectors, remembered);
  }

  private Installed asked(Cluster target) {
    return new Installed(
        catalogue.plugins(target),
        plugin -> catalogue.definition(target, plugin.className(), plugin.version()));
  }

  private List<Diagnostic> check(
      Reading reading, List<DeclaredConnector> connectors, Installed installed) {
    return new OfflineValidation(reading, clock.instant())
        .of(
            connectors,
            installed.plugins().stream().filter(Plugin::isConnector).toList(),
            installed.definitions());
  }

  /** Those that would be given a configuration, now or when nothing holds them back any more. */
  private static List<DeclaredConnector> touched(Judged candidate, ClusterPlan plan) {
    Stream<ConnectorId> changed =
        plan.changes().stream().filter(change -> change.kind().configures()).map(Change::id);
    Stream<ConnectorId> waiting =
        plan.deferrals().stream()
            .filter(deferral -> !deferral.connector().isEmpty())
            .map(deferral -> new ConnectorId(plan.cluster(), deferral.connector()));
    return Stream.concat(changed, waiting)
        .distinct()
        .flatMap(id -> Optional.ofNullable(candidate.desired().connectors().get(id)).stream())
        .toList();
  }
}
