package io.riparian.reconcile;

import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.plan.Cause;
import io.riparian.plan.Change;
import io.riparian.plan.ClusterPlan;
import io.riparian.policy.MovedSecrets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;

/** What is to be said of a plan that the files alone do not show. */
final class PlanFindings {
  private PlanFindings() {}

  /**
   * Which updates would send a secret to another host (SEC-5). What puts a connector back to what
   * Git says sends nothing anywhere new.
   *
   * @param places where a configuration key of a connector was written
   */
  static List<Diagnostic> movedSecrets(
      Declarations declared,
      BiFunction<DeclaredConnector, String, Location> places,
      Collection<ClusterPlan> plans,
      Instant now) {
    List<Change.Update> updates =
        plans.stream()
            .flatMap(plan -> plan.changes().stream())
            .filter(change -> change.cause() == Cause.COMMIT)
            .flatMap(change -> change.asUpdate().stream())
            .toList();
    if (updates.isEmpty()) {
      return List.of();
    }
    MovedSecrets moved =
        new MovedSecrets(
            declared.policy().orElse(Policy.DEFAULT),
            now,
            declared.clusters(),
            declared.grants(),
            places);
    return updates.stream()
        .flatMap(update -> moved.between(update.before().config(), update.after()).stream())
        .map(MovedSecrets.Moved::diagnostic)
        .toList();
  }
}
