package io.riparian.reconcile;

import io.riparian.health.Health;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.Observation;
import io.riparian.model.ObservedConnector;
import io.riparian.model.RunState;
import io.riparian.plan.Cause;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.Outcome;
import io.riparian.plan.UnmanagedConnector;
import io.riparian.report.ClusterStatusReport;
import io.riparian.report.ConnectorReport;
import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import io.riparian.report.StatusReport;
import io.riparian.report.TeamReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is known at the moment, as the reports people ask for. It asks nobody, so it answers when a
 * cluster does not.
 */
public final class Survey {
  private final Reconciler reconciler;
  private final Optional<Judged> judged;
  private final List<ClusterView> views;

  public Survey(Reconciler reconciler) {
    this.reconciler = reconciler;
    this.judged = reconciler.judged();
    this.views = reconciler.clusters();
  }

  public StatusReport status() {
    RepositoryView repository = reconciler.repository();
    return new StatusReport(
        reconciler.instance(),
        word(reconciler.standing()),
        "none",
        repository.revision(),
        repository.candidate(),
        time(repository.lastFetch()),
        repository.problem(),
        clusters(),
        connectors(),
        PlanReport.of("", List.of(), judged.map(Judged::diagnostics).orElse(List.of()))
            .diagnostics());
  }

  /** The plan each cluster was walked with the last time. */
  public PlanReport plan() {
    return PlanReport.of(
        reconciler.repository().revision(),
        views.stream().flatMap(view -> view.plan().stream()).toList(),
        judged.map(Judged::diagnostics).orElse(List.of()));
  }

  /** What became of the changes of each cluster's last plan. */
  public List<OutcomeReport> outcomes() {
    return views.stream().flatMap(view -> view.outcomes().stream()).map(OutcomeReport::of).toList();
  }

  public List<ClusterStatusReport> clusters() {
    List<ClusterStatusReport> reports = new ArrayList<>();
    views.forEach(view -> reports.add(cluster(view)));
    reconciler.doorProblems().forEach((name, problem) -> reports.add(unopened(name, problem)));
    judged.ifPresent(
        now ->
            now.declarations()
                .undecidedClusters()
                .forEach(name -> reports.add(unopened(name, "its file has a mistake"))));
    reports.sort(Comparator.comparing(ClusterStatusReport::name));
    return reports;
  }

  private static ClusterStatusReport unopened(String name, String problem) {
    return new ClusterStatusReport(
        name, "", false, problem, "", "", "", "", 0, 0, 0, 0, 0, 0, List.of());
  }

  private ClusterStatusReport cluster(ClusterView view) {
    List<ConnectorReport> here =
        connectors().stream()
            .filter(connector -> connector.cluster().equals(view.cluster().name()))
            .toList();
    Optional<Observation.Answered> answered = answered(view);
    List<PlanReport.DeferralReport> blocking =
        view.plan().map(plan -> PlanReport.cluster(plan).deferrals()).orElse(List.of()).stream()
            .filter(deferral -> deferral.connector().isEmpty())
            .toList();
    return new ClusterStatusReport(
        view.cluster().name(),
        word(view.cluster().mode()),
        view.problem().isEmpty(),
        view.problem(),
        answered.map(seen -> seen.worker().version()).orElse(""),
        answered.map(seen -> seen.worker().kafkaClusterId()).orElse(""),
        time(view.lastLook()),
        view.observation().map(seen -> time(seen.at())).orElse(""),
        answered.map(seen -> seen.connectors().size()).orElse(0),
        view.plan().map(ClusterPlan::managed).orElse(0),
        count(here, "pending"),
        count(here, "drifted"),
        count(here, "deferred") + count(here, "refused"),
        count(here, "unmanaged"),
        blocking);
  }

  private static int count(List<ConnectorReport> connectors, String sync) {
    return (int) connectors.stream().filter(connector -> connector.sync().equals(sync)).count();
  }

  /** Every connector that is declared, ours, or merely there, by cluster and name. */
  public List<ConnectorReport> connectors() {
    List<ConnectorReport> reports = new ArrayList<>();
    for (ClusterView view : views) {
      new OneCluster(view).addTo(reports);
    }
    for (AppliedConnector left : reconciler.leftBehind()) {
      reports.add(leftBehind(left));
    }
    reports.sort(
        Comparator.comparing(ConnectorReport::cluster).thenComparing(ConnectorReport::name));
    return reports;
  }

  private static ConnectorReport leftBehind(AppliedConnector left) {
    return new ConnectorReport(
        left.id().cluster(),
        left.id().name(),
        left.team(),
        left.path(),
        "unknown",
        "deferred",
        word(Health.UNKNOWN),
        "unknown",
        word(left.state()),
        0,
        0,
        "CLUSTER_NOT_DECLARED",
        "no readable file declares its cluster; it is kept as it is");
  }

  public List<TeamReport> teams() {
    if (judged.isEmpty()) {
      return List.of();
    }
    Judged now = judged.get();
    Set<String> names = new TreeSet<>(now.declarations().units());
    names.addAll(now.declarations().grants().keySet());
    return names.stream().map(name -> team(now, name)).toList();
  }

  private static TeamReport team(Judged now, String name) {
    Optional<Grant> grant = Optional.ofNullable(now.declarations().grants().get(name));
    Predicate<String> ofTeam = path -> path.startsWith("teams/" + name + "/");
    return new TeamReport(
        name,
        now.declarations().isStanding(name) && grant.isPresent(),
        grant.map(Grant::prefixes).orElse(List.of()),
        grant.map(Grant::names).map(TreeSet::new).map(List::copyOf).orElse(List.of()),
        grant.map(Grant::clusters).map(TreeSet::new).map(List::copyOf).orElse(List.of()),
        (int)
            now.desired().connectors().values().stream()
                .filter(connector -> connector.team().equals(name))
                .count(),
        (int)
            now.desired().refused().values().stream()
                .map(Diagnostic::at)
                .filter(at -> ofTeam.test(at.file()))
                .count(),
        (int) now.declarations().broken().keySet().stream().filter(ofTeam).count());
  }

  private static Optional<Observation.Answered> answered(ClusterView view) {
    return view.observation()
        .filter(Observation.Answered.class::isInstance)
        .map(Observation.Answered.class::cast);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String time(Instant at) {
    return at.equals(Instant.EPOCH) ? "" : at.toString();
  }

  /** The connectors of one cluster, each with its sync and its health. */
  private final class OneCluster {
    private final ClusterView view;
    private final Cluster cluster;
    private final Optional<Observation.Answered> answered;

    OneCluster(ClusterView view) {
      this.view = view;
      this.cluster = view.cluster();
      this.answered = answered(view);
    }

    void addTo(List<ConnectorReport> reports) {
      Set<ConnectorId> ids = new TreeSet<>();
      judged.ifPresent(
          now -> {
            ids.addAll(now.desired().connectors().keySet());
            ids.addAll(now.desired().refused().keySet());
          });
      reconciler.ledger().applied().values().stream()
          .filter(AppliedConnector::isManaged)
          .forEach(applied -> ids.add(applied.id()));
      view.plan().ifPresent(plan -> plan.deferrals().forEach(deferral -> addId(ids, deferral)));
      ids.stream()
          .filter(id -> id.cluster().equals(cluster.name()))
          .forEach(id -> reports.add(managed(id)));
      view.plan().map(ClusterPlan::unmanaged).orElse(List.of()).stream()
          .filter(found -> !ids.contains(new ConnectorId(cluster.name(), found.name())))
          .forEach(found -> reports.add(unmanaged(found)));
    }

    private static void addId(Set<ConnectorId> ids, Deferral deferral) {
      if (!deferral.coversCluster()) {
        ids.add(new ConnectorId(deferral.cluster(), deferral.connector()));
      }
    }

    private ConnectorReport managed(ConnectorId id) {
      Optional<DeclaredConnector> declared = judged.map(now -> now.desired().connectors().get(id));
      Optional<AppliedConnector> applied = reconciler.ledger().applied(id);
      Sync sync = sync(id);
      return report(
          id.name(),
          declared
              .map(DeclaredConnector::team)
              .or(() -> applied.map(AppliedConnector::team))
              .orElse(""),
          declared
              .map(one -> one.at().file())
              .or(() -> applied.map(AppliedConnector::path))
              .orElse(""),
          sync,
          declared.map(one -> word(one.state())).orElse("unmanaged"));
    }

    private ConnectorReport unmanaged(UnmanagedConnector found) {
      return report(
          found.name(), "", "", new Sync("unmanaged", word(found.why()), ""), "unmanaged");
    }

    private ConnectorReport report(
        String name, String team, String file, Sync sync, String declaredState) {
      ConnectorStatus status = view.statuses().getOrDefault(name, ConnectorStatus.NONE);
      boolean missing =
          answered.isPresent()
              && answered.get().absenceCounts()
              && !answered.get().connectors().containsKey(name)
              && !view.statuses().containsKey(name);
      Health health =
          !view.problem().isEmpty() ? Health.UNKNOWN : missing ? Health.MISSING : Health.of(status);
      return new ConnectorReport(
          cluster.name(),
          name,
          team,
          file,
          answered
              .map(seen -> seen.connectors().get(name))
              .map(ObservedConnector::type)
              .orElse("unknown"),
          sync.word(),
          word(health),
          missing ? "missing" : word(status.state()),
          declaredState,
          (int) status.tasks().stream().filter(task -> task.state() == RunState.RUNNING).count(),
          status.tasks().size(),
          sync.reason(),
          sync.why());
    }

    private record Sync(String word, String reason, String why) {}

    private Sync sync(ConnectorId id) {
      Diagnostic refused = judged.map(now -> now.desired().refused().get(id)).orElse(null);
      if (refused != null) {
        return new Sync("refused", refused.rule(), refused.at() + ": " + refused.message());
      }
      if (view.plan().isEmpty()) {
        return new Sync("unknown", "", view.problem());
      }
      ClusterPlan plan = view.plan().get();
      Optional<Deferral> deferral =
          plan.deferrals().stream()
              .filter(held -> held.coversCluster() || held.connector().equals(id.name()))
              .findFirst();
      if (deferral.isPresent()) {
        return new Sync("deferred", deferral.get().reason().name(), deferral.get().why());
      }
      return plan.changes().stream()
          .filter(change -> change.id().equals(id))
          .filter(change -> change.kind() != ChangeKind.REMEMBER)
          .filter(change -> outcome(change).filter(this::isDone).isEmpty())
          .findFirst()
          .map(this::notDone)
          .orElse(new Sync("synced", "", ""));
    }

    private Optional<Outcome> outcome(Change change) {
      return view.outcomes().stream()
          .filter(
              outcome ->
                  outcome.connector().equals(change.id().name()) && outcome.kind() == change.kind())
          .findFirst();
    }

    private boolean isDone(Outcome outcome) {
      return outcome.result() == Outcome.Result.DONE;
    }

    private Sync notDone(Change change) {
      Optional<Outcome> outcome = outcome(change);
      boolean refused =
          outcome.filter(ending -> ending.result() == Outcome.Result.REFUSED).isPresent();
      return new Sync(
          refused ? "refused" : change.cause() == Cause.DRIFT ? "drifted" : "pending",
          change.kind().name(),
          outcome
              .map(Outcome::detail)
              .orElse(
                  cluster.mode() == Cluster.Mode.OBSERVE ? "this cluster is only observed" : ""));
    }
  }
}
