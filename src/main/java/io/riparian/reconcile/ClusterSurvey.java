package io.riparian.reconcile;

import io.riparian.health.Course;
import io.riparian.health.Health;
import io.riparian.health.Progress;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Observation;
import io.riparian.model.ObservedConnector;
import io.riparian.model.RunState;
import io.riparian.plan.Cause;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import io.riparian.plan.UnmanagedConnector;
import io.riparian.report.ConnectorReport;
import io.riparian.report.FailureReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** The connectors of one cluster, each with its sync and its health. */
final class ClusterSurvey {
  private final ClusterView view;
  private final Cluster cluster;
  private final Optional<Judged> judged;
  private final SortedMap<ConnectorId, AppliedConnector> applied;
  private final Optional<Observation.Answered> answered;
  private final Optional<Deferral> deferredAsAWhole;
  private final Map<String, Deferral> deferrals = new HashMap<>();
  private final Map<String, Deferral> overridden = new HashMap<>();
  private final Map<String, List<Change>> changes = new HashMap<>();
  private final Map<Step, Outcome> outcomes = new HashMap<>();

  /** A kind of change of one connector: a plan holds it once. */
  private record Step(String connector, ChangeKind kind) {}

  private record Sync(String word, String reason, String why) {}

  ClusterSurvey(
      ClusterView view, Optional<Judged> judged, SortedMap<ConnectorId, AppliedConnector> applied) {
    this.view = view;
    this.cluster = view.cluster();
    this.judged = judged;
    this.applied = applied;
    this.answered = view.answered();
    List<Deferral> held = view.plan().map(ClusterPlan::deferrals).orElse(List.of());
    this.deferredAsAWhole = held.stream().filter(Deferral::coversCluster).findFirst();
    held.forEach(
        deferral ->
            (deferral.reason() == DeferralReason.OVERRIDDEN ? overridden : deferrals)
                .putIfAbsent(deferral.connector(), deferral));
    for (Change change : view.plan().map(ClusterPlan::changes).orElse(List.of())) {
      changes.computeIfAbsent(change.id().name(), name -> new ArrayList<>()).add(change);
    }
    view.outcomes()
        .forEach(
            outcome ->
                outcomes.putIfAbsent(new Step(outcome.connector(), outcome.kind()), outcome));
  }

  List<ConnectorReport> connectors() {
    Set<ConnectorId> ids = ids();
    List<ConnectorReport> reports = new ArrayList<>();
    ids.forEach(id -> reports.add(managed(id)));
    view.plan().map(ClusterPlan::unmanaged).orElse(List.of()).stream()
        .filter(found -> !ids.contains(new ConnectorId(cluster.name(), found.name())))
        .forEach(found -> reports.add(unmanaged(found)));
    return reports;
  }

  private Set<ConnectorId> ids() {
    Set<ConnectorId> ids = new TreeSet<>();
    judged.ifPresent(
        now -> {
          ids.addAll(now.desired().connectors().keySet());
          ids.addAll(now.desired().refused().keySet());
        });
    applied.values().stream()
        .filter(AppliedConnector::isManaged)
        .forEach(known -> ids.add(known.id()));
    deferrals.values().stream()
        .filter(deferral -> !deferral.coversCluster())
        .forEach(deferral -> ids.add(new ConnectorId(deferral.cluster(), deferral.connector())));
    ids.removeIf(id -> !id.cluster().equals(cluster.name()));
    return ids;
  }

  private ConnectorReport managed(ConnectorId id) {
    Optional<DeclaredConnector> declared = judged.map(now -> now.desired().connectors().get(id));
    Optional<AppliedConnector> known = Optional.ofNullable(applied.get(id));
    return report(
        id.name(),
        declared
            .map(DeclaredConnector::team)
            .or(() -> known.map(AppliedConnector::team))
            .orElse(""),
        declared.map(one -> one.at().file()).or(() -> known.map(AppliedConnector::path)).orElse(""),
        sync(id),
        declared.map(one -> Survey.word(one.state())).orElse("unmanaged"));
  }

  private ConnectorReport unmanaged(UnmanagedConnector found) {
    return report(
        found.name(), "", "", new Sync("unmanaged", Survey.word(found.why()), ""), "unmanaged");
  }

  private ConnectorReport report(
      String name, String team, String file, Sync sync, String declaredState) {
    ConnectorStatus status = view.statuses().getOrDefault(name, ConnectorStatus.NONE);
    boolean missing = isMissing(name);
    Health health =
        !view.problem().isEmpty()
            ? Health.UNKNOWN
            : missing ? Health.MISSING : isStalled(name) ? Health.STALLED : Health.of(status);
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
        Survey.word(health),
        missing ? "missing" : Survey.word(status.state()),
        declaredState,
        (int) status.tasks().stream().filter(task -> task.state() == RunState.RUNNING).count(),
        status.tasks().size(),
        sync.reason(),
        sync.why(),
        failures(name));
  }

  private boolean isStalled(String name) {
    return Optional.ofNullable(view.course().failures().known().get(name))
        .filter(known -> known.verdict().rule().equals(Progress.STALLED))
        .isPresent();
  }

  private List<FailureReport> failures(String name) {
    Course course = view.course();
    int restarts =
        Optional.ofNullable(course.restarts().get(name)).map(one -> one.budget().done()).orElse(0);
    return Optional.ofNullable(course.alarms().episodes().get(name))
        .filter(episode -> !episode.isWell())
        .map(
            episode ->
                FailureReport.of(
                    episode.failing().explanation(),
                    Survey.word(episode.failing().recipient()),
                    restarts,
                    Survey.word(episode.standing())))
        .stream()
        .toList();
  }

  private boolean isMissing(String name) {
    return answered
        .filter(Observation.Answered::absenceCounts)
        .filter(seen -> !seen.connectors().containsKey(name))
        .filter(seen -> !view.statuses().containsKey(name))
        .isPresent();
  }

  private Sync sync(ConnectorId id) {
    Diagnostic refused = judged.map(now -> now.desired().refused().get(id)).orElse(null);
    if (refused != null) {
      return new Sync("refused", refused.rule(), refused.at() + ": " + refused.message());
    }
    if (view.plan().isEmpty()) {
      return new Sync("unknown", "", view.problem());
    }
    Optional<UnitStanding> unit = judged.flatMap(now -> now.holding(id));
    if (unit.isPresent()) {
      return new Sync(
          "held",
          unit.get().violations().get(0).reason().code(),
          "a change of its file waits for an owner's agreement; it stays as it was accepted");
    }
    return deferredAsAWhole
        .or(() -> Optional.ofNullable(deferrals.get(id.name())))
        .map(ClusterSurvey::deferred)
        .or(() -> firstNotDone(id.name()).map(this::notDone))
        .or(() -> Optional.ofNullable(overridden.get(id.name())).map(ClusterSurvey::deferred))
        .orElse(new Sync("synced", "", ""));
  }

  private static Sync deferred(Deferral deferral) {
    String word =
        switch (deferral.reason()) {
          case HELD -> "held";
          case DRIFT_REPORTED -> "drifted";
          case OVERRIDDEN -> "overridden";
          default -> "deferred";
        };
    return new Sync(word, deferral.reason().name(), deferral.why());
  }

  private Optional<Change> firstNotDone(String connector) {
    return changes.getOrDefault(connector, List.of()).stream()
        .filter(change -> change.kind() != ChangeKind.REMEMBER)
        .filter(
            change ->
                outcome(change).filter(ending -> ending.result() == Outcome.Result.DONE).isEmpty())
        .findFirst();
  }

  private Optional<Outcome> outcome(Change change) {
    return Optional.ofNullable(outcomes.get(new Step(change.id().name(), change.kind())));
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
            .orElse(cluster.mode() == Cluster.Mode.OBSERVE ? "this cluster is only observed" : ""));
  }
}
