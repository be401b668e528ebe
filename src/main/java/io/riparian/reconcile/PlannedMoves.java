package io.riparian.reconcile;

import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.ownership.Accepted;
import io.riparian.plan.Cause;
import io.riparian.plan.Change;
import io.riparian.plan.ClusterPlan;
import io.riparian.policy.MovedSecrets;
import io.riparian.policy.MovedSecrets.Moved;
import io.riparian.policy.SecretUses;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which secrets a plan would send to another host (SEC-5), by what is in force. What puts a
 * connector back to what Git says sends nothing anywhere new.
 */
final class PlannedMoves {
  private final Accepted inForce;
  private final Map<String, SecretUses> ofTeams = new HashMap<>();

  PlannedMoves(Accepted inForce) {
    this.inForce = inForce;
  }

  /**
   * What the updates of the plans would send elsewhere, and what a team's other connectors would
   * where it has some already.
   *
   * @param candidate what would be in force
   * @param places where a configuration key of a connector was written
   */
  List<Diagnostic> of(
      Accepted candidate,
      BiFunction<DeclaredConnector, String, Location> places,
      Collection<ClusterPlan> plans,
      Instant now) {
    MovedSecrets moved = MovedSecrets.of(inForce.declared(), candidate.declared(), now, places);
    Map<ConnectorId, Change.Update> updates = updates(plans);
    return candidate.connectors().values().stream()
        .flatMap(
            connector ->
                among(moved, connector)
                    .or(
                        () ->
                            Optional.ofNullable(updates.get(connector.id()))
                                .flatMap(
                                    update -> moved.between(update.before().config(), connector)))
                    .stream())
        .map(Moved::diagnostic)
        .toList();
  }

  private static Map<ConnectorId, Change.Update> updates(Collection<ClusterPlan> plans) {
    Map<ConnectorId, Change.Update> updates = new HashMap<>();
    plans.stream()
        .flatMap(plan -> plan.changes().stream())
        .filter(change -> change.cause() == Cause.COMMIT)
        .flatMap(change -> change.asUpdate().stream())
        .forEach(update -> updates.put(update.id(), update));
    return updates;
  }

  private Optional<Moved> among(MovedSecrets moved, DeclaredConnector connector) {
    if (connector.equals(inForce.connectors().get(connector.id()))) {
      return Optional.empty();
    }
    SecretUses uses = ofTeams.computeIfAbsent(connector.team(), this::ofTeam);
    return uses.isEmpty() ? Optional.empty() : moved.among(uses, connector);
  }

  private SecretUses ofTeam(String team) {
    return SecretUses.of(
        inForce.connectors().values().stream()
            .filter(connector -> connector.team().equals(team))
            .toList());
  }
}
