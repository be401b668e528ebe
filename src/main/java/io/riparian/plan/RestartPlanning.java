package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Hold;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Redaction;
import io.riparian.plan.RestartOutcome.Result;
import io.riparian.plan.RestartPlan.Due;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses which connectors of one cluster are to be restarted, by the configuration that runs: what
 * is declared and not there yet has read no secret. A restart changes no state, so what is paused
 * or stopped is restarted too; else it would go on with what it has read once it is resumed.
 */
final class RestartPlanning {
  private final ClusterFacts facts;
  private final RestartWish wish;
  private final Brakes brakes;
  private final List<Due> due = new ArrayList<>();
  private final List<RestartOutcome> others = new ArrayList<>();

  private RestartPlanning(ClusterFacts facts, RestartWish wish) {
    this.facts = facts;
    this.wish = wish;
    this.brakes = new Brakes(facts, Hold.Stop.RESTART);
  }

  static RestartPlan of(ClusterFacts facts, RestartWish wish) {
    RestartPlanning planning = new RestartPlanning(facts, wish);
    facts.answered().connectors().values().forEach(planning::plan);
    return new RestartPlan(facts.cluster().name(), planning.due, planning.others);
  }

  /** Where nothing may be done: what is declared tells whom that concerns. */
  static RestartPlan blocked(Cluster cluster, Desired desired, Deferral why, RestartWish wish) {
    return new RestartPlan(
        cluster.name(),
        List.of(),
        desired.connectors().values().stream()
            .filter(declared -> declared.id().cluster().equals(cluster.name()))
            .filter(
                declared -> wish.concerns(declared.id().name(), declared.team(), declared.config()))
            .map(
                declared ->
                    new RestartOutcome(
                        declared.id(),
                        declared.team(),
                        wish.isReadOnceIn(declared.config()),
                        Result.CLUSTER_HELD_BACK,
                        why.reason() + ": " + why.why()))
            .toList());
  }

  private void plan(ObservedConnector observed) {
    ConnectorId id = facts.idOf(observed);
    Optional<DeclaredConnector> declared =
        Optional.ofNullable(facts.desired().connectors().get(id));
    ConnectorConfig config = unmasked(observed, declared);
    String team = team(id, declared);
    if (!wish.concerns(id.name(), team, config) || isNobodysConcern(observed)) {
      return;
    }
    Due one = new Due(id, team, wish.isReadOnceIn(config), observed.status().hasFailure());
    Optional<RestartOutcome> not = notRestarted(one, observed);
    not.ifPresentOrElse(others::add, () -> due.add(one));
  }

  /** What a worker masks is what was declared, as far as anybody can tell. */
  private static ConnectorConfig unmasked(
      ObservedConnector observed, Optional<DeclaredConnector> declared) {
    ConnectorConfig config = observed.config();
    for (String key : observed.config().entries().keySet()) {
      Optional<String> wanted = declared.flatMap(one -> one.config().get(key));
      if (wanted.isPresent() && config.get(key).filter(Redaction::isWorkerMask).isPresent()) {
        config = config.with(key, wanted.get());
      }
    }
    return config;
  }

  private String team(ConnectorId id, Optional<DeclaredConnector> declared) {
    return declared
        .map(DeclaredConnector::team)
        .or(() -> facts.applied(id).map(AppliedConnector::team))
        .orElse("");
  }

  private boolean isNobodysConcern(ObservedConnector observed) {
    return facts.cluster().unmanaged() == Cluster.Unmanaged.IGNORE
        && facts.possession(observed) == Possession.NOBODYS;
  }

  private Optional<RestartOutcome> notRestarted(Due one, ObservedConnector observed) {
    if (!facts.possession(observed).isOurs()) {
      return Optional.of(
          one.became(Result.NOT_OURS, "it is not ours, and what is not ours is never touched"));
    }
    if (facts.cluster().mode() == Cluster.Mode.OBSERVE) {
      return Optional.of(
          one.became(
              Result.ONLY_OBSERVED, "the cluster " + one.id().cluster() + " is only observed"));
    }
    return brakes
        .on(one.id(), one.team())
        .map(brake -> one.became(Result.HELD, "it is " + brake.sentence()))
        .or(() -> nothingFailed(one));
  }

  private Optional<RestartOutcome> nothingFailed(Due one) {
    return wish.parts() == RestartWish.Parts.FAILED && !one.hadFailed()
        ? Optional.of(one.became(Result.NOTHING_FAILED, "nothing in it has failed"))
        : Optional.empty();
  }
}
