package io.riparian.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.health.Health;
import io.riparian.ledger.CycleRecord;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.Declarations.BrokenFile;
import io.riparian.model.Declarations.Undecided;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Observation;
import io.riparian.model.RunState;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import io.riparian.plan.UnmanagedConnector;
import io.riparian.report.ClusterStatusReport;
import io.riparian.report.ConnectorReport;
import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import io.riparian.report.UnitReport;
import io.riparian.report.WhyReport;
import io.riparian.report.WhyReport.Accepted;
import io.riparian.report.WhyReport.Applied;
import io.riparian.report.WhyReport.Declared;
import io.riparian.report.WhyReport.Held;
import io.riparian.report.WhyReport.LastChange;
import io.riparian.report.WhyReport.Next;
import io.riparian.report.WhyReport.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page of one connector on one cluster, from what is known at the moment. It asks nobody, and
 * any name has a page: what is not known is said to be not known.
 */
public final class Why {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What says whose a connector is that is not ours. */
  private static final Map<DeferralReason, String> NOT_OURS =
      Map.of(
          DeferralReason.FOREIGN_MARK, "foreign-mark",
          DeferralReason.NOT_ADOPTED, "nobody's",
          DeferralReason.MARK_MISSING, "mark-missing",
          DeferralReason.ORPHANED, "orphaned");

  private final Reconciler reconciler;
  private final ConnectorId id;
  private final Optional<Judged> judged;
  private final Optional<ClusterView> view;
  private final Optional<AppliedConnector> applied;
  private final Survey survey;

  private Why(Reconciler reconciler, Survey survey, ConnectorId id) {
    this.reconciler = reconciler;
    this.survey = survey;
    this.id = id;
    this.judged = reconciler.judged();
    this.view =
        reconciler.clusters().stream()
            .filter(one -> one.cluster().name().equals(id.cluster()))
            .findFirst();
    this.applied = reconciler.ledger().applied(id);
  }

  /** The page of a connector, whether anybody knows it or not. */
  public static WhyReport of(Reconciler reconciler, String cluster, String connector) {
    return new Why(reconciler, new Survey(reconciler), new ConnectorId(cluster, connector))
        .report();
  }

  /**
   * A page for each cluster that knows the name, as far as can be told; for every cluster when none
   * does.
   */
  public static List<WhyReport> everywhere(Reconciler reconciler, String connector) {
    Survey survey = new Survey(reconciler);
    List<String> all =
        Stream.concat(
                survey.clusters().stream().map(ClusterStatusReport::name),
                reconciler.leftBehind().stream().map(left -> left.id().cluster()))
            .distinct()
            .sorted()
            .toList();
    List<Why> pages =
        all.stream()
            .map(cluster -> new Why(reconciler, survey, new ConnectorId(cluster, connector)))
            .toList();
    List<Why> known = pages.stream().filter(Why::isKnown).toList();
    return (known.isEmpty() ? pages : known).stream().map(Why::report).toList();
  }

  private boolean isKnown() {
    return listed().isPresent()
        || applied.isPresent()
        || view.flatMap(ClusterView::answered)
            .filter(seen -> seen.connectors().containsKey(id.name()))
            .isPresent();
  }

  private Optional<ConnectorReport> listed() {
    return survey.connectors().stream()
        .filter(one -> one.cluster().equals(id.cluster()) && one.name().equals(id.name()))
        .findFirst();
  }

  private WhyReport report() {
    Optional<ConnectorReport> listed = listed();
    return new WhyReport(
        id.cluster(),
        id.name(),
        listed.map(ConnectorReport::sync).orElse("unknown"),
        listed.map(ConnectorReport::health).orElse(Survey.word(Health.UNKNOWN)),
        listed.map(ConnectorReport::failures).orElse(List.of()),
        declared(),
        accepted(),
        observed(),
        lastChange(),
        applied
            .map(
                last ->
                    new Applied(last.revision(), last.at().toString(), Survey.word(last.origin())))
            .orElse(new Applied("", "", "")),
        next());
  }

  private String team() {
    return judged
        .map(now -> now.desired().connectors().get(id))
        .map(DeclaredConnector::team)
        .or(() -> applied.map(AppliedConnector::team))
        .or(() -> refused().map(Why::teamOf))
        .orElse("");
  }

  private static String teamOf(Diagnostic refused) {
    String[] path = refused.at().file().split("/", -1);
    return path.length > 2 && path[0].equals("teams") ? path[1] : "";
  }

  private Optional<Diagnostic> refused() {
    return judged.map(now -> now.desired().refused().get(id));
  }

  // Declared and accepted.

  private Declared declared() {
    if (judged.isEmpty()) {
      return new Declared("unknown", "", team(), "", "", reconciler.repository().problem());
    }
    Judged now = judged.get();
    String revision = now.desired().revision();
    return Optional.ofNullable(now.desired().connectors().get(id))
        .map(
            found ->
                new Declared(
                    "declared",
                    found.at().toString(),
                    found.team(),
                    Survey.word(found.state()),
                    revision,
                    ""))
        .or(
            () ->
                refused()
                    .map(
                        why ->
                            new Declared(
                                "refused",
                                why.at().toString(),
                                team(),
                                "",
                                revision,
                                why.rule() + ": " + why.message())))
        .or(() -> undecided(now).map(one -> undecided(one, revision)))
        .or(
            () ->
                broken(now)
                    .map(
                        file ->
                            new Declared(
                                "broken-file",
                                file.path(),
                                file.team(),
                                "",
                                revision,
                                "the file cannot be read, and may declare it")))
        .orElse(new Declared("not-declared", "", team(), "", revision, lastDeclaration()));
  }

  private Optional<Undecided> undecided(Judged now) {
    return now.declarations().undecided().stream().filter(one -> one.mayDeclare(id)).findFirst();
  }

  private static Declared undecided(Undecided one, String revision) {
    return new Declared(
        "undecided",
        one.at().toString(),
        one.team(),
        "",
        revision,
        "it cannot be resolved: " + Survey.word(one.cause()));
  }

  private Optional<BrokenFile> broken(Judged now) {
    return now.declarations().broken().values().stream()
        .filter(file -> file.mayDeclare(id.name()))
        .findFirst();
  }

  private String lastDeclaration() {
    return applied.map(last -> "the last file that declared it was " + last.path()).orElse("");
  }

  private Accepted accepted() {
    String team = team();
    return survey.units().stream()
        .filter(unit -> !team.isEmpty() && unit.unit().equals(team))
        .findFirst()
        .map(
            unit ->
                new Accepted(
                    unit.unit(),
                    unit.accepted(),
                    unit.acceptedAt(),
                    unit.evidence(),
                    unit.held().stream().map(UnitReport.HeldReport::line).toList()))
        .orElse(new Accepted(team, "", "", "", List.of()));
  }

  // Observed.

  private Observed observed() {
    Optional<Sightings.Sighting> sighting =
        view.map(seen -> seen.sightings().byName().get(id.name()));
    ConnectorStatus status =
        view.map(seen -> seen.statuses().get(id.name())).orElse(ConnectorStatus.NONE);
    return new Observed(
        presence(),
        whose(),
        sighting.map(seen -> Survey.word(seen.state())).orElse(""),
        (int) status.tasks().stream().filter(task -> task.state() == RunState.RUNNING).count(),
        status.tasks().size(),
        sighting.map(seen -> seen.since().toString()).orElse(""),
        sighting.map(Sightings.Sighting::isAtLeast).orElse(false),
        view.map(ClusterView::lastLook).map(Why::time).orElse(""),
        problem());
  }

  private String problem() {
    return view.map(ClusterView::problem)
        .orElseGet(
            () ->
                survey.clusters().stream()
                    .filter(one -> one.name().equals(id.cluster()))
                    .map(ClusterStatusReport::problem)
                    .findFirst()
                    .orElse("no readable file declares this cluster"));
  }

  private String presence() {
    if (!problem().isEmpty()) {
      return "unknown";
    }
    Observation.Answered answered = view.flatMap(ClusterView::answered).orElseThrow();
    boolean there =
        answered.connectors().containsKey(id.name())
            || view.orElseThrow().statuses().containsKey(id.name());
    return there ? "present" : answered.absenceCounts() ? "absent" : "unproven";
  }

  private String whose() {
    Optional<String> notOurs =
        plan()
            .flatMap(
                known ->
                    known.unmanaged().stream()
                        .filter(found -> found.name().equals(id.name()))
                        .map(UnmanagedConnector::why)
                        .map(Survey::word)
                        .findFirst());
    Optional<String> held =
        deferrals()
            .map(Deferral::reason)
            .filter(NOT_OURS::containsKey)
            .map(NOT_OURS::get)
            .findFirst();
    return notOurs
        .or(() -> held)
        .or(() -> applied.filter(AppliedConnector::isManaged).map(ours -> "ours"))
        .orElse("");
  }

  private Optional<ClusterPlan> plan() {
    return view.flatMap(ClusterView::plan);
  }

  private Stream<Deferral> deferrals() {
    return plan().map(ClusterPlan::deferrals).orElse(List.of()).stream()
        .filter(held -> held.coversCluster() || held.connector().equals(id.name()));
  }

  // Changed.

  private LastChange lastChange() {
    String text = "\"connector\":" + Chronicle.json(id.name());
    return reconciler
        .ledger()
        .lastCycleWith(id.cluster(), text)
        .flatMap(this::lastChange)
        .orElse(new LastChange("", "", "", "", "", "", "", ""));
  }

  private Optional<LastChange> lastChange(CycleRecord cycle) {
    OutcomeReport[] outcomes;
    try {
      outcomes = JSON.readValue(cycle.outcomesJson(), OutcomeReport[].class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a recorded cycle can be read again", unreadable);
    }
    return Stream.of(outcomes)
        .filter(outcome -> outcome.connector().equals(id.name()))
        .reduce((before, last) -> last)
        .map(
            last ->
                new LastChange(
                    last.kind(),
                    last.cause(),
                    last.result(),
                    last.detail(),
                    cycle.revision(),
                    cycle.finishedAt().toString(),
                    cycle.id(),
                    cycle.trigger()));
  }

  // Next.

  private Next next() {
    return new Next(
        view.map(ClusterView::nextLook).map(Why::time).orElse(""),
        due().map(PlanReport::change).toList(),
        held());
  }

  private Stream<Change> due() {
    List<Outcome> outcomes = view.map(ClusterView::outcomes).orElse(List.of());
    return plan().map(ClusterPlan::changes).orElse(List.of()).stream()
        .filter(change -> change.id().equals(id))
        .filter(change -> change.kind() != ChangeKind.REMEMBER)
        .filter(
            change ->
                outcomes.stream()
                    .noneMatch(
                        outcome ->
                            outcome.isOf(change) && outcome.result() == Outcome.Result.DONE));
  }

  private List<Held> held() {
    String team = team();
    List<Held> held = new ArrayList<>();
    refused()
        .ifPresent(
            why ->
                held.add(
                    new Held(
                        why.rule(),
                        why.at() + ": " + why.message(),
                        "team " + team + ", with a commit",
                        "riparian explain " + why.rule())));
    judged.flatMap(now -> now.holding(id)).ifPresent(unit -> held.add(held(unit)));
    deferrals()
        .forEach(
            deferral -> held.add(Release.of(deferral, team, reconciler.repository().candidate())));
    due().flatMap(this::notDone).forEach(held::add);
    boolean observing =
        view.filter(seen -> seen.cluster().mode() == Cluster.Mode.OBSERVE).isPresent();
    if (observing && due().findAny().isPresent()) {
      held.add(
          new Held(
              "observed",
              "this cluster is only observed",
              "the platform team, with `mode: manage` in the cluster's file",
              ""));
    }
    if (view.isEmpty() && applied.filter(AppliedConnector::isManaged).isPresent()) {
      held.add(new Held("CLUSTER_NOT_DECLARED", problem(), "the platform team, with a commit", ""));
    }
    return held;
  }

  /** Why a change that was tried is still due. */
  private Stream<Held> notDone(Change change) {
    return view.map(ClusterView::outcomes).orElse(List.of()).stream()
        .filter(outcome -> outcome.isOf(change))
        .map(
            outcome ->
                new Held(
                    Survey.word(outcome.result()),
                    outcome.detail(),
                    outcome.result() == Outcome.Result.REFUSED
                        ? "team " + change.team() + ", with a commit"
                        : "nobody has to: it is tried again",
                    ""));
  }

  private Held held(UnitStanding unit) {
    UnitReport told =
        survey.units().stream()
            .filter(one -> one.unit().equals(unit.unit().name()))
            .findFirst()
            .orElseThrow();
    UnitReport.HeldReport first = told.held().get(0);
    return new Held(
        first.reason(),
        "a change of its file waits for an owner's agreement; it stays as it was accepted",
        first.need().isEmpty() ? "an operator" : String.join(" or ", first.need()),
        told.approve().isEmpty()
            ? "riparian apply --acknowledge " + told.release() + " --reason WHY"
            : told.approve());
  }

  private static String time(Instant at) {
    return at.equals(Instant.EPOCH) ? "" : at.toString();
  }
}
