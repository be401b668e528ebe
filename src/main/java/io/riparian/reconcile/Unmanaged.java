package io.riparian.reconcile;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Observation;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Team;
import io.riparian.ownership.Prospect;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.UnmanagedConnector;
import io.riparian.report.UnmanagedReport;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What runs on one cluster and is nobody's, as the last full look saw it, with the team that could
 * declare it. No secret is in the answer.
 */
public final class Unmanaged {
  private final Judged judged;
  private final Cluster cluster;
  private final Observation.Answered answered;
  private final ClusterPlan plan;

  /** It cannot be told at the moment; the message says why. */
  public static final class NotKnown extends RuntimeException {
    NotKnown(String why) {
      super(why);
    }
  }

  private Unmanaged(
      Judged judged, Cluster cluster, Observation.Answered answered, ClusterPlan plan) {
    this.judged = judged;
    this.cluster = cluster;
    this.answered = answered;
    this.plan = plan;
  }

  /**
   * Looks up what is known of a cluster.
   *
   * @return empty when no cluster of this name is declared
   * @throws NotKnown when the cluster did not answer, or nothing may be concluded from its answer
   */
  public static Optional<UnmanagedReport> on(Reconciler reconciler, String cluster) {
    return reconciler.clusters().stream()
        .filter(view -> view.cluster().name().equals(cluster))
        .findFirst()
        .map(
            view -> {
              if (view.cluster().unmanaged() == Cluster.Unmanaged.IGNORE) {
                throw new NotKnown(
                    "cluster `" + cluster + "` says `unmanaged: ignore`; say `report` to import");
              }
              Observation.Answered answered =
                  view.answered().orElseThrow(() -> new NotKnown(view.problem()));
              ClusterPlan plan = view.plan().orElseThrow(() -> new NotKnown(view.problem()));
              plan.deferrals().stream()
                  .filter(Deferral::coversCluster)
                  .findFirst()
                  .ifPresent(
                      blocked -> {
                        throw new NotKnown(blocked.why());
                      });
              Judged judged = reconciler.judged().orElseThrow();
              return new Unmanaged(judged, view.cluster(), answered, plan).report();
            });
  }

  private UnmanagedReport report() {
    return new UnmanagedReport(
        cluster.name(),
        plan.unmanaged().stream()
            .flatMap(
                found ->
                    Optional.ofNullable(answered.connectors().get(found.name())).stream()
                        .map(observed -> found(found.why(), observed)))
            .toList());
  }

  private UnmanagedReport.Found found(UnmanagedConnector.Why why, ObservedConnector observed) {
    Prospect prospect =
        Prospect.of(judged.accepted(), cluster, observed.name(), answered.connectors().keySet());
    boolean declarable = prospect.obstacle().isEmpty() && obstacle(why).isEmpty();
    Optional<Team> team = Optional.ofNullable(judged.declarations().teams().get(prospect.team()));
    return UnmanagedReport.Found.of(
        observed.name(),
        observed.type(),
        Survey.word(observed.status().state()),
        prospect.team(),
        obstacle(why).isEmpty() ? prospect.obstacle() : obstacle(why),
        declarable ? observed.config() : ConnectorConfig.of(Map.of()),
        team.map(one -> one.inheritedOn(cluster)).orElse(Set.of()));
  }

  private static String obstacle(UnmanagedConnector.Why why) {
    return switch (why) {
      case UNDECLARED, FORGOTTEN -> "";
      case FOREIGN_MARK ->
          "it carries a mark that this instance did not make for it; remove `riparian.mark` from it first";
      case UNADDRESSABLE -> "Connect's REST API cannot address its name safely";
    };
  }
}
