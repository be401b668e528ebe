package io.riparian.reconcile;

import io.riparian.health.Health;
import io.riparian.ledger.Accepted;
import io.riparian.ledger.CycleRecord;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.Observation;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.repo.BranchCommit;
import io.riparian.report.ClusterStatusReport;
import io.riparian.report.ConnectorReport;
import io.riparian.report.IncidentReport;
import io.riparian.report.InterventionReport;
import io.riparian.report.PlanReport;
import io.riparian.report.StatusReport;
import io.riparian.report.TeamReport;
import io.riparian.report.UnitReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is known at the moment, as the reports people ask for. It asks nobody, so it answers when a
 * cluster does not.
 */
public final class Survey {
  private final Reconciler reconciler;
  private final Optional<Judged> judged;
  private final List<ClusterView> views;
  private final SortedMap<ConnectorId, AppliedConnector> applied;
  private final Map<String, List<ConnectorReport>> byCluster = new HashMap<>();

  public Survey(Reconciler reconciler) {
    this.reconciler = reconciler;
    this.judged = reconciler.judged();
    this.views = reconciler.clusters();
    this.applied = reconciler.ledger().applied();
  }

  public StatusReport status() {
    RepositoryView repository = reconciler.repository();
    return new StatusReport(
        reconciler.instance(),
        word(reconciler.standing()),
        word(reconciler.evidence()),
        repository.revision(),
        repository.candidate(),
        time(repository.lastFetch()),
        repository.problem(),
        activity("repository"),
        reconciler.forgeProblem(),
        units(),
        clusters(),
        connectors(),
        PlanReport.of("", List.of(), diagnostics()).diagnostics(),
        reconciler.interventions().inForce().stream().map(InterventionReport::of).toList());
  }

  /** Where each unit of the repository stands. */
  public List<UnitReport> units() {
    return judged.map(Judged::units).orElse(List.of()).stream().map(this::unit).toList();
  }

  private UnitReport unit(UnitStanding unit) {
    boolean signing = reconciler.evidence() == OwnershipSettings.Mode.SIGNED;
    boolean helps = unit.violations().stream().anyMatch(why -> !why.need().isEmpty());
    Optional<Accepted> accepted = unit.accepted();
    return new UnitReport(
        unit.unit().name(),
        accepted.map(Accepted::revision).orElse(""),
        accepted.map(row -> time(row.at())).orElse(""),
        accepted.map(Accepted::evidence).orElse(""),
        unit.candidate(),
        unit.waiting(),
        unit.violations().stream().map(UnitReport.HeldReport::of).toList(),
        signing && helps ? BranchCommit.approval(unit.unit().name(), unit.candidate()) : "",
        unit.release());
  }

  /** The plan each cluster was walked with the last time, or why there is none. */
  public PlanReport plan() {
    List<ClusterPlan> plans = new ArrayList<>();
    views.forEach(
        view -> plans.add(view.plan().orElseGet(() -> noPlan(view.cluster(), view.problem()))));
    Map<String, Cluster> declared = judged.map(now -> now.desired().clusters()).orElse(Map.of());
    reconciler
        .doorProblems()
        .forEach(
            (name, problem) ->
                Optional.ofNullable(declared.get(name))
                    .ifPresent(cluster -> plans.add(noPlan(cluster, problem))));
    return PlanReport.of(reconciler.repository().revision(), plans, diagnostics(plans))
        .with(reconciler.evidence().isAsked() ? PlanReport.JUDGED : PlanReport.NOT_ASKED);
  }

  private List<Diagnostic> diagnostics() {
    return judged
        .map(now -> now.diagnostics(reconciler.ledger().holdTerms(), reconciler.now()))
        .orElse(List.of());
  }

  private List<Diagnostic> diagnostics(List<ClusterPlan> plans) {
    List<Diagnostic> all = new ArrayList<>(diagnostics());
    judged.ifPresent(
        now ->
            all.addAll(
                new PlannedMoves(now.accepted())
                    .of(
                        now.accepted(),
                        (connector, key) -> connector.at(),
                        plans,
                        reconciler.now())));
    return Declarations.inOrder(all);
  }

  private ClusterPlan noPlan(Cluster cluster, String problem) {
    Deferral why =
        new Deferral(cluster.name(), "", DeferralReason.CLUSTER_UNREACHABLE, problem, "");
    return new ClusterPlan(
        cluster.name(),
        reconciler.repository().revision(),
        cluster.mode(),
        0,
        List.of(),
        List.of(why),
        List.of(),
        List.of());
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

  /** What a loop is doing just now, in a sentence; also of one that has to end first. */
  private String activity(String loop) {
    return reconciler.pulses().stream()
        .filter(pulse -> pulse.loop().equals(loop))
        .map(Pulse::sentence)
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static ClusterStatusReport unopened(String name, String problem) {
    return new ClusterStatusReport(
        name,
        "",
        false,
        problem,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        new TreeMap<>(),
        List.of(),
        List.of());
  }

  private ClusterStatusReport cluster(ClusterView view) {
    List<ConnectorReport> here = connectors(view);
    Optional<CycleRecord> last = reconciler.ledger().lastCycle(view.cluster().name());
    Optional<Observation.Answered> answered = view.answered();
    List<PlanReport.DeferralReport> blocking =
        view.plan().map(plan -> PlanReport.cluster(plan).deferrals()).orElse(List.of()).stream()
            .filter(deferral -> deferral.connector().isEmpty())
            .toList();
    return new ClusterStatusReport(
        view.cluster().name(),
        word(view.cluster().mode()),
        view.problem().isEmpty(),
        view.problem(),
        activity("cluster " + view.cluster().name()),
        answered.map(seen -> seen.worker().version()).orElse(""),
        answered.map(seen -> seen.worker().kafkaClusterId()).orElse(""),
        time(view.lastLook()),
        view.observation().map(seen -> time(seen.at())).orElse(""),
        last.map(CycleRecord::revision).orElse(""),
        last.map(CycleRecord::applied).orElse(""),
        answered.map(seen -> seen.connectors().size()).orElse(0),
        view.plan().map(ClusterPlan::managed).orElse(0),
        count(here, "pending"),
        count(here, "drifted"),
        count(here, "deferred", "held", "overridden", "refused"),
        count(here, "unmanaged"),
        workers(view),
        view.course().alarms().open().stream().map(IncidentReport::of).toList(),
        blocking);
  }

  private static SortedMap<String, String> workers(ClusterView view) {
    SortedMap<String, String> workers = new TreeMap<>();
    view.workers().forEach((worker, standing) -> workers.put(worker, word(standing)));
    return workers;
  }

  private static int count(List<ConnectorReport> connectors, String... syncs) {
    List<String> words = List.of(syncs);
    return (int) connectors.stream().filter(connector -> words.contains(connector.sync())).count();
  }

  /** Every connector that is declared, ours, or merely there, by cluster and name. */
  public List<ConnectorReport> connectors() {
    List<ConnectorReport> reports = new ArrayList<>();
    for (ClusterView view : views) {
      reports.addAll(connectors(view));
    }
    for (AppliedConnector left : reconciler.leftBehind()) {
      reports.add(leftBehind(left));
    }
    reports.sort(
        Comparator.comparing(ConnectorReport::cluster).thenComparing(ConnectorReport::name));
    return reports;
  }

  private List<ConnectorReport> connectors(ClusterView view) {
    return byCluster.computeIfAbsent(
        view.cluster().name(), name -> new ClusterSurvey(view, judged, applied).connectors());
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
        "no readable file declares its cluster; it is kept as it is",
        List.of());
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

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String time(Instant at) {
    return at.equals(Instant.EPOCH) ? "" : at.toString();
  }
}
