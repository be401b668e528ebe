package io.riparian.report;

import static java.util.stream.Collectors.toMap;

import io.riparian.model.AppliedConnector;
import io.riparian.model.AutoRestart;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cluster;
import io.riparian.model.ClusterRails;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.model.ObservedConnector;
import io.riparian.model.OnRemoval;
import io.riparian.model.RunState;
import io.riparian.model.Severity;
import io.riparian.model.Worker;
import io.riparian.ownership.Fate;
import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Request.Weight;
import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.approval.Verdict;
import io.riparian.ownership.approval.Violation;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Consequences;
import io.riparian.plan.Desired;
import io.riparian.plan.Planner;
import io.riparian.plan.Recalled;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A request of team {@code orders} on cluster {@code shared}: what is in force and runs, what the
 * request makes of it, and what people say of that. The plans are the planner's own.
 */
final class RequestSample {
  static final String SHARED = "shared";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final MarkKeys KEYS =
      new MarkKeys("prod", List.of("the-key-of-this-sample-world"));
  private static final String HEAD = "9f3c1d2ab7e84c55a0d16e7b28f94c3310aa57de";
  private static final String BASE = "41b7c09de2f3a6b58c1d7e90f24ab3c6d5e8f701";

  private final SortedMap<ConnectorId, DeclaredConnector> inForce = new TreeMap<>();
  private final SortedMap<ConnectorId, DeclaredConnector> proposed = new TreeMap<>();
  private final Map<ConnectorId, Diagnostic> refused = new HashMap<>();
  private final Map<ConnectorId, Integer> tasks = new HashMap<>();
  private final Set<String> files = new TreeSet<>();
  private final List<Diagnostic> before = new ArrayList<>();
  private final List<Diagnostic> mistakes = new ArrayList<>();
  private final Map<Unit, List<Violation>> asked = new TreeMap<>();
  private final Map<Unit, List<Violation>> missing = new TreeMap<>();
  private final SortedMap<Approver, Weight> words = new TreeMap<>();
  private final Map<ConnectorId, String> lastOwners = new HashMap<>();
  private final Map<String, List<OutcomeReport>> outcomes = new HashMap<>();
  private RequestStage stage = RequestStage.OPEN;
  private Cluster.Mode mode = Cluster.Mode.MANAGE;
  private String approval = PlanReport.NOT_JUDGED;
  private boolean answers = true;

  /** A running connector with one file of its own. */
  static DeclaredConnector connector(String name, String connectorClass, String... keysAndValues) {
    return ofTeam("orders", name, connectorClass, keysAndValues);
  }

  static DeclaredConnector ofTeam(
      String team, String name, String connectorClass, String... keysAndValues) {
    SortedMap<String, String> config = new TreeMap<>();
    config.put(ConnectorConfig.CLASS, connectorClass);
    for (int at = 0; at < keysAndValues.length; at += 2) {
      config.put(keysAndValues[at], keysAndValues[at + 1]);
    }
    return new DeclaredConnector(
        new ConnectorId(SHARED, name),
        team,
        new Location("teams/" + team + "/connectors/" + name + ".yaml", 1, 1),
        ConnectorConfig.of(config),
        DeclaredState.RUNNING,
        false,
        OnRemoval.DELETE,
        AutoRestart.OFF,
        "",
        "");
  }

  static DeclaredConnector with(DeclaredConnector connector, String key, String value) {
    return connector.withConfig(connector.config().with(key, value));
  }

  RequestSample runs(DeclaredConnector connector, int withTasks) {
    inForce.put(connector.id(), connector);
    proposed.put(connector.id(), connector);
    tasks.put(connector.id(), withTasks);
    return this;
  }

  RequestSample proposes(DeclaredConnector... connectors) {
    for (DeclaredConnector connector : connectors) {
      proposed.put(connector.id(), connector);
      files.add(connector.at().file());
    }
    return this;
  }

  RequestSample touches(String file) {
    files.add(file);
    return this;
  }

  RequestSample removes(DeclaredConnector connector) {
    proposed.remove(connector.id());
    files.add(connector.at().file());
    return this;
  }

  /** The request's file has a mistake, by which what it declares is refused. */
  RequestSample refuses(
      DeclaredConnector connector, String rule, int line, String message, String hint) {
    Diagnostic mistake = mistake(rule, connector.at().file(), line, message, hint);
    proposed.remove(connector.id());
    refused.put(connector.id(), mistake);
    files.add(connector.at().file());
    mistakes.add(mistake);
    return this;
  }

  RequestSample warns(String rule, String file, int line, String message, String hint) {
    mistakes.add(
        new Diagnostic(rule, Severity.WARNING, new Location(file, line, 3), message, hint));
    return this;
  }

  /** The branch has this mistake already, a few lines further up. */
  RequestSample hadMistake(String rule, String file, int line, String message, String hint) {
    before.add(mistake(rule, file, line, message, hint));
    mistakes.add(mistake(rule, file, line + 7, message, hint));
    return this;
  }

  private static Diagnostic mistake(
      String rule, String file, int line, String message, String hint) {
    return new Diagnostic(rule, Severity.ERROR, new Location(file, line, 3), message, hint);
  }

  RequestSample given(String team, HoldReason reason, String path, String... owners) {
    violation(asked, team, reason, path, owners);
    approval = PlanReport.NOT_JUDGED;
    return this;
  }

  RequestSample lacks(String team, HoldReason reason, String path, String... owners) {
    violation(missing, team, reason, path, owners);
    return given(team, reason, path, owners);
  }

  private static void violation(
      Map<Unit, List<Violation>> of,
      String team,
      HoldReason reason,
      String path,
      String... owners) {
    of.computeIfAbsent(new Unit(team), unit -> new ArrayList<>())
        .add(new Violation(reason, path, List.of(owners), ""));
  }

  RequestSample says(String name, Weight weight) {
    words.put(new Approver(name, ""), weight);
    return this;
  }

  RequestSample wasThereBefore(String name) {
    lastOwners.put(new ConnectorId(SHARED, name), "orders");
    return this;
  }

  RequestSample at(RequestStage other) {
    stage = other;
    return this;
  }

  RequestSample isOnlyObserved() {
    mode = Cluster.Mode.OBSERVE;
    return this;
  }

  RequestSample doesNotAnswer() {
    answers = false;
    return this;
  }

  RequestSample asksNobody() {
    approval = PlanReport.NOT_ASKED;
    return this;
  }

  RequestSample became(String connector, String kind, String result, String detail) {
    outcomes
        .computeIfAbsent(SHARED, cluster -> new ArrayList<>())
        .add(new OutcomeReport(connector, kind, "commit", result, detail, 7));
    return this;
  }

  RequestReport report() {
    ClusterPlan plan = plan(proposed, refused);
    PlanReport now = PlanReport.of(BASE, List.of(plan(inForce, Map.of())), before);
    Touched touched = Touched.of(files, inForce.values(), proposed.values(), refused);
    PlanReport beyond =
        PlanReport.of("merge", List.of(plan), mistakes).with(approval).beyond(now, touched);
    Set<PlanReport.ChangeReport> told = new HashSet<>(beyond.clusters().get(0).changes());
    RequestReport report =
        RequestReport.of(
            HEAD,
            BASE,
            stage,
            beyond,
            touched,
            Consequences.of(
                plan.changes().stream()
                    .filter(change -> told.contains(PlanReport.change(change)))
                    .toList(),
                inForce.values(),
                proposed.values(),
                lastOwners),
            Agreements.of(verdicts(asked), verdicts(missing), words));
    for (Map.Entry<String, List<OutcomeReport>> one : outcomes.entrySet()) {
      report = report.after(one.getKey(), one.getValue());
    }
    return report;
  }

  private static List<Verdict> verdicts(Map<Unit, List<Violation>> violations) {
    return violations.entrySet().stream()
        .map(entry -> new Verdict(entry.getKey(), entry.getValue()))
        .toList();
  }

  private ClusterPlan plan(
      SortedMap<ConnectorId, DeclaredConnector> connectors, Map<ConnectorId, Diagnostic> without) {
    Cluster cluster = cluster();
    return new Planner(KEYS)
        .plan(
            cluster,
            new Desired(
                "c",
                Map.of(SHARED, cluster),
                connectors,
                without,
                (id, team, path) -> without.containsKey(id) ? Fate.REFUSED : Fate.REMOVED,
                List.of()),
            observation(),
            new Recalled(
                Recalled.Standing.NORMAL,
                applied(inForce.values()),
                lastOwners,
                Map.of(),
                Set.of(),
                List.of(),
                Map.of()));
  }

  private Observation observation() {
    if (!answers) {
      return new Observation.Unanswered(
          SHARED, NOW, Observation.Problem.UNREACHABLE, "no worker of it answers");
    }
    Map<String, ObservedConnector> running =
        inForce.values().stream().collect(toMap(one -> one.id().name(), one -> observed(one)));
    return new Observation.Answered(
        SHARED, NOW, new Worker("4.3.1", "kafka-1"), new TreeMap<>(running), true);
  }

  private ObservedConnector observed(DeclaredConnector connector) {
    return new ObservedConnector(
        connector.id().name(),
        "source",
        connector
            .config()
            .with(ConnectorConfig.NAME, connector.id().name())
            .with(MarkKeys.MARK, KEYS.mark(connector.id(), connector.config())),
        new ConnectorStatus(
            RunState.of(connector.state().name()),
            "worker-1:8083",
            "",
            IntStream.range(0, tasks.getOrDefault(connector.id(), 0))
                .mapToObj(
                    id -> new ConnectorStatus.TaskStatus(id, RunState.RUNNING, "worker-1:8083", ""))
                .toList()));
  }

  private static SortedMap<ConnectorId, AppliedConnector> applied(
      Collection<DeclaredConnector> connectors) {
    SortedMap<ConnectorId, AppliedConnector> applied = new TreeMap<>();
    connectors.forEach(
        one ->
            applied.put(
                one.id(),
                new AppliedConnector(
                    one.id(),
                    one.team(),
                    one.at().file(),
                    "c",
                    KEYS.digests(one.config()),
                    Set.of(),
                    one.state(),
                    one.onRemoval(),
                    AppliedConnector.Origin.APPLIED,
                    NOW)));
    return applied;
  }

  private Cluster cluster() {
    return new Cluster(
        SHARED,
        Location.ofFile("platform/clusters/shared.yaml"),
        List.of(URI.create("http://localhost:8083")),
        "",
        "",
        Set.of(),
        mode,
        Cluster.Deletion.ALLOW,
        Cluster.Unmanaged.REPORT,
        Cluster.Marks.CONNECTOR,
        Cluster.Drift.REVERT,
        Map.of(),
        ConnectorConfig.of(Map.of()),
        ChangeWindows.NONE,
        ClusterRails.NONE);
  }
}
