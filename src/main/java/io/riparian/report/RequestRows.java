package io.riparian.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.ownership.approval.Unit;
import io.riparian.plan.Blast;
import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.RequestReport.BlastReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Works out one row for each connector that a request changes, touches, or fails to change. */
final class RequestRows {
  private static final Set<String> REFUSED = Set.of("INVALID_FILE", "OWNERSHIP", "POLICY");
  private static final Set<String> ONLY_NOTED = Set.of("remember", "discard");
  private static final String NOT_ACCEPTED = "what its team changes is not accepted yet";

  private final RequestStage stage;
  private final PlanReport plan;
  private final Touched touched;
  private final Map<ConnectorId, List<BlastReport>> blasts;
  private final Agreements agreements;
  private final SortedMap<ConnectorId, RequestRow> rows = new TreeMap<>();

  private RequestRows(
      RequestStage stage,
      PlanReport plan,
      Touched touched,
      List<Blast> blasts,
      Agreements agreements) {
    this.stage = stage;
    this.plan = plan;
    this.touched = touched;
    this.blasts =
        blasts.stream().collect(groupingBy(Blast::id, mapping(BlastReport::of, toList())));
    this.agreements = agreements;
  }

  static List<RequestRow> of(
      RequestStage stage,
      PlanReport plan,
      Touched touched,
      List<Blast> blasts,
      Agreements agreements) {
    RequestRows rows = new RequestRows(stage, plan, touched, blasts, agreements);
    plan.clusters().forEach(rows::planned);
    touched.refused().forEach(rows::refused);
    touched.connectors().values().forEach(rows::untouched);
    return List.copyOf(rows.rows.values());
  }

  private void planned(ClusterReport cluster) {
    cluster.changes().stream()
        .collect(groupingBy(ChangeReport::connector))
        .forEach((name, all) -> changed(new ConnectorId(cluster.cluster(), name), all));
    cluster.deferrals().stream()
        .filter(deferral -> !deferral.connector().isEmpty())
        .forEach(
            deferral -> kept(new ConnectorId(cluster.cluster(), deferral.connector()), deferral));
  }

  private void changed(ConnectorId id, List<ChangeReport> changes) {
    ChangeReport first = changes.get(0);
    boolean held = isHeld(first.team());
    rows.put(
        id,
        row(
            id,
            first.team(),
            first.file(),
            held
                ? "held"
                : changes.stream().map(RequestRows::word).distinct().collect(joining(", ")),
            "",
            held ? NOT_ACCEPTED : "",
            held ? List.of() : blasts.getOrDefault(id, List.of())));
  }

  private static RequestRow row(
      ConnectorId id,
      String team,
      String file,
      String what,
      String reason,
      String why,
      List<BlastReport> blasts) {
    return new RequestRow(id.cluster(), id.name(), team, file, what, reason, why, blasts, "", "");
  }

  private boolean isHeld(String team) {
    return stage == RequestStage.HELD && agreements.isMissing(team);
  }

  private static String word(ChangeReport change) {
    if (ONLY_NOTED.contains(change.kind())) {
      return "none";
    }
    if (change.kind().equals("set-state")) {
      return change.state();
    }
    boolean usual = change.state().isEmpty() || change.state().equals("running");
    return change.kind() + (usual ? "" : " (" + change.state() + ")");
  }

  private void kept(ConnectorId id, DeferralReport deferral) {
    Optional<DeclaredConnector> known = Optional.ofNullable(touched.connectors().get(id));
    rows.merge(
        id,
        row(
            id,
            known.map(DeclaredConnector::team).orElse(""),
            known.map(one -> one.at().file()).orElse(""),
            word(deferral.reason()),
            deferral.reason(),
            deferral.why(),
            List.of()),
        RequestRows::both);
  }

  private static String word(String reason) {
    if (REFUSED.contains(reason)) {
      return "refused";
    }
    return switch (reason) {
      case "HELD" -> "held";
      case "MOVE_NOT_AVAILABLE" -> "move, deferred";
      default -> "deferred";
    };
  }

  /** Some of it is done, and some is not; or it is not done for two reasons. */
  private static RequestRow both(RequestRow one, RequestRow kept) {
    boolean first = one.reason().isEmpty();
    return new RequestRow(
        one.cluster(),
        one.connector(),
        one.team(),
        one.file(),
        Stream.of(one.what(), kept.what()).distinct().collect(joining(", ")),
        first ? kept.reason() : one.reason(),
        first ? kept.why() : one.why(),
        one.blasts(),
        "",
        "");
  }

  /** What runs of it stays as it is, and what does not run yet will not. */
  private void refused(ConnectorId id, Diagnostic why) {
    Optional<DeclaredConnector> known = Optional.ofNullable(touched.connectors().get(id));
    String file = known.map(one -> one.at().file()).orElse(why.at().file());
    rows.computeIfAbsent(
        id,
        first ->
            row(
                id,
                known.map(DeclaredConnector::team).orElse(Unit.of(file).name()),
                file,
                "refused",
                why.rule(),
                why.message(),
                List.of()));
  }

  private void untouched(DeclaredConnector declared) {
    ConnectorId id = declared.id();
    boolean held = isHeld(declared.team());
    boolean planned =
        plan.clusters().stream()
            .filter(cluster -> cluster.cluster().equals(id.cluster()))
            .anyMatch(
                cluster ->
                    cluster.deferrals().stream().noneMatch(one -> one.connector().isEmpty()));
    rows.computeIfAbsent(
        id,
        first ->
            row(
                id,
                declared.team(),
                declared.at().file(),
                held ? "held" : planned ? "none" : "not planned",
                "",
                held
                    ? NOT_ACCEPTED
                    : planned ? "stays as it is" : "nothing can be planned on its cluster",
                List.of()));
  }
}
