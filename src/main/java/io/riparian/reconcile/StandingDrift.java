package io.riparian.reconcile;

import io.riparian.ledger.Drifted;
import io.riparian.ledger.Ledger;
import io.riparian.model.Cluster;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import io.riparian.report.ClusterStatusReport;
import io.riparian.report.DriftReport;
import io.riparian.report.DriftReport.ConnectorDrift;
import io.riparian.report.DriftReport.UnknownCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has drifted, as the last full look at each cluster saw it. It asks nobody; of a cluster that
 * did not answer it says so, and never that nothing has drifted.
 */
public final class StandingDrift {
  private final Ledger ledger;
  private final List<ConnectorDrift> connectors = new ArrayList<>();
  private final List<UnknownCluster> unknown = new ArrayList<>();

  private StandingDrift(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * @param cluster the only cluster, or empty text for all
   * @param connector the only connector, or empty text for all
   */
  public static DriftReport of(Reconciler reconciler, String cluster, String connector) {
    StandingDrift drift = new StandingDrift(reconciler.ledger());
    List<ClusterView> views = reconciler.clusters();
    views.stream()
        .filter(view -> cluster.isEmpty() || view.cluster().name().equals(cluster))
        .forEach(view -> drift.add(view, connector));
    new Survey(reconciler)
        .clusters().stream()
            .filter(one -> cluster.isEmpty() || one.name().equals(cluster))
            .filter(one -> views.stream().noneMatch(view -> isOf(view, one)))
            .forEach(one -> drift.unknown.add(new UnknownCluster(one.name(), one.problem())));
    drift.connectors.sort(
        Comparator.comparing(ConnectorDrift::cluster)
            .thenComparing(ConnectorDrift::connector)
            .thenComparing(ConnectorDrift::kind));
    return new DriftReport(drift.connectors, drift.unknown);
  }

  private static boolean isOf(ClusterView view, ClusterStatusReport report) {
    return view.cluster().name().equals(report.name());
  }

  private void add(ClusterView view, String connector) {
    Optional<String> problem = problem(view);
    if (problem.isPresent()) {
      unknown.add(new UnknownCluster(view.cluster().name(), problem.get()));
      return;
    }
    ClusterPlan plan = view.plan().orElseThrow();
    Map<Drifted, Instant> since = ledger.drift(plan.cluster());
    DriftSince.standing(plan, view.outcomes())
        .filter(change -> connector.isEmpty() || change.id().name().equals(connector))
        .forEach(change -> connectors.add(connector(view, plan, change, since)));
  }

  /** Why nothing can be said of a whole cluster. */
  private static Optional<String> problem(ClusterView view) {
    if (!view.problem().isEmpty()) {
      return Optional.of(view.problem());
    }
    if (view.plan().isEmpty()) {
      return Optional.of("it has not been looked at yet");
    }
    return view.plan().get().deferrals().stream()
        .filter(Deferral::coversCluster)
        .map(Deferral::why)
        .findFirst();
  }

  private static ConnectorDrift connector(
      ClusterView view, ClusterPlan plan, Change undo, Map<Drifted, Instant> since) {
    Optional<Deferral> held =
        plan.changes().contains(undo) ? Optional.empty() : plan.heldBack(undo.id().name());
    boolean observed = view.cluster().mode() == Cluster.Mode.OBSERVE;
    boolean told = view.cluster().drift() == Cluster.Drift.REPORT && !plan.changes().contains(undo);
    String otherwise =
        told ? DeferralReason.DRIFT_REPORTED.name() : observed ? "observed" : "reverted";
    Optional<String> ending =
        view.outcomes().stream()
            .filter(outcome -> outcome.isOf(undo))
            .map(Outcome::detail)
            .findFirst();
    ChangeKind kind = undo.kind();
    return DriftReport.connector(
        undo,
        key -> since.getOrDefault(new Drifted(undo.id(), kind, key), view.lastLook()),
        held.map(deferral -> deferral.reason().name()).orElse(otherwise),
        held.map(Deferral::why)
            .or(() -> ending)
            .orElse(observed ? "this cluster is only observed" : ""));
  }
}
