package io.riparian.plan;

import static java.util.stream.Collectors.toMap;

import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.ChangeWindow;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cluster;
import io.riparian.model.ClusterRails;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Diagnostic;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.model.Intervention;
import io.riparian.model.Location;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.model.ObservedConnector;
import io.riparian.model.RunState;
import io.riparian.model.Severity;
import io.riparian.model.Worker;
import io.riparian.ownership.Fate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything a plan is made of: what Git declares, what runs on the clusters, and what the ledger
 * remembers. It begins empty and healthy; each method makes one thing so.
 */
final class World {
  static final String SHARED = "shared";
  static final String OTHER = "other";
  static final String MASKED = "••••••••";
  static final MarkKeys KEYS = new MarkKeys("prod", List.of("the-key-of-this-test-world"));
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Map<ConnectorId, DeclaredConnector> declared = new TreeMap<>();
  private final Map<ConnectorId, Diagnostic> refused = new TreeMap<>();
  private final Map<ConnectorId, ObservedConnector> stored = new TreeMap<>();
  private final Map<ConnectorId, AppliedConnector> ledger = new TreeMap<>();
  private final Map<ConnectorId, String> lastOwners = new HashMap<>();
  private final Set<String> vanishedTeams = new HashSet<>();
  private final Set<String> brokenFiles = new HashSet<>();
  private final Map<String, String> kafkaClusterIds = new HashMap<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final List<ChangeWindow> windows = new ArrayList<>();
  private final List<Intervention> interventions = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private final Map<Hold.Id, HoldTerm> holdTerms = new HashMap<>();
  private final Map<String, String> workerIds = new HashMap<>();
  private final Set<String> masked = new HashSet<>();
  private final Map<String, String> added = new HashMap<>();
  private Recalled.Standing standing = Recalled.Standing.NORMAL;
  private Worker worker = new Worker("4.3.1", "kafka-1");
  private boolean absenceCounts = true;
  private Observation.@Nullable Problem problem;
  private @Nullable Fate fate;
  private Cluster.Deletion deletion = Cluster.Deletion.ALLOW;
  private Cluster.Marks marks = Cluster.Marks.CONNECTOR;
  private Cluster.Drift drift = Cluster.Drift.REVERT;
  private Cluster.Unmanaged unmanaged = Cluster.Unmanaged.REPORT;
  private MarkKeys keys = KEYS;
  private String url = "http://localhost:8083";

  // What Git says.

  World declares(ConnectorSample... samples) {
    for (ConnectorSample sample : samples) {
      declared.put(sample.id(), sample.declared());
    }
    return this;
  }

  World removes(String... names) {
    for (String name : names) {
      removes(new ConnectorId(SHARED, name));
    }
    return this;
  }

  World removes(ConnectorId id) {
    declared.remove(id);
    return this;
  }

  World removesEverything() {
    declared.clear();
    return this;
  }

  /** Takes the declaration out, as the ownership rules do with what they do not let through. */
  World refuses(ConnectorSample sample) {
    return refuses(sample, "OWN-105");
  }

  /** The same, by a rule of this id: also the guard rails do so. */
  World refuses(ConnectorSample sample, String rule) {
    declared.remove(sample.id());
    refused.put(
        sample.id(),
        new Diagnostic(
            rule, Severity.ERROR, sample.declared().at(), "not your name", "ask the owner"));
    return this;
  }

  World breaks(String file) {
    brokenFiles.add(file);
    return this;
  }

  /** Whatever is not declared met this fate. */
  World meets(Fate what) {
    fate = what;
    return this;
  }

  /** The team's directory is gone, and with it what it declared. */
  World losesTeam(String team) {
    vanishedTeams.add(team);
    declared.values().removeIf(connector -> connector.team().equals(team));
    return this;
  }

  World holds(Hold... all) {
    holds.addAll(List.of(all));
    return this;
  }

  World hasHeldSince(Hold hold, Instant since) {
    holdTerms.put(hold.id(), new HoldTerm(since, hold.until()));
    return this;
  }

  // What runs.

  /** Declared, running as declared, and remembered. */
  World runs(ConnectorSample... samples) {
    for (ConnectorSample sample : samples) {
      declares(sample);
      create(sample.declared());
    }
    return this;
  }

  /** Runs, and bears no mark: somebody else made it. */
  World finds(ConnectorSample... samples) {
    for (ConnectorSample sample : samples) {
      DeclaredConnector like = sample.declared();
      stored.put(like.id(), observed(like, like.config()));
    }
    return this;
  }

  World edits(String name, UnaryOperator<ConnectorConfig> edit) {
    stored.computeIfPresent(
        new ConnectorId(SHARED, name),
        (id, before) ->
            new ObservedConnector(
                before.name(), before.type(), edit.apply(before.config()), before.status()));
    return this;
  }

  World edits(String name, String key, String value) {
    return edits(name, config -> config.with(key, value));
  }

  World unmarks(String name) {
    return edits(name, config -> config.without(Set.of(MarkKeys.MARK)));
  }

  World marks(String name, String mark) {
    return edits(name, MarkKeys.MARK, mark);
  }

  World has(String name, RunState state) {
    stored.computeIfPresent(
        new ConnectorId(SHARED, name), (id, before) -> with(before, state, before.config()));
    return this;
  }

  /** The worker that the connector is on calls itself this. */
  World isOn(String name, String workerId) {
    workerIds.put(name, workerId);
    return this;
  }

  World loses(String... names) {
    for (String name : names) {
      stored.remove(new ConnectorId(SHARED, name));
    }
    return this;
  }

  /** This worker answers a mask in place of the values of this key. */
  World masks(String key) {
    masked.add(key);
    return this;
  }

  /** This worker adds a key by itself to whatever it is sent. */
  World adds(String key, String value) {
    added.put(key, value);
    return this;
  }

  World runsOn(String version) {
    worker = new Worker(version, worker.kafkaClusterId());
    return this;
  }

  World isBackedBy(String kafkaClusterId) {
    worker = new Worker(worker.version(), kafkaClusterId);
    return this;
  }

  World doesNotProveAbsence() {
    absenceCounts = false;
    return this;
  }

  World doesNotAnswer(Observation.Problem why) {
    problem = why;
    return this;
  }

  // What the platform set.

  World isAt(String where) {
    url = where;
    return this;
  }

  World forbidsDeletion() {
    deletion = Cluster.Deletion.FORBID;
    return this;
  }

  World keepsMarksInTheLedger() {
    marks = Cluster.Marks.LEDGER;
    return this;
  }

  World onlyReportsDrift() {
    drift = Cluster.Drift.REPORT;
    return this;
  }

  World ignoresUnmanaged() {
    unmanaged = Cluster.Unmanaged.IGNORE;
    return this;
  }

  World changesOnlyIn(ChangeWindow... all) {
    windows.addAll(List.of(all));
    return this;
  }

  World isSubjectTo(Intervention... all) {
    interventions.addAll(List.of(all));
    return this;
  }

  World uses(MarkKeys others) {
    keys = others;
    return this;
  }

  // What the ledger says.

  World remembers(AppliedConnector... applied) {
    for (AppliedConnector one : applied) {
      ledger.put(one.id(), one);
    }
    return this;
  }

  World recalls(String name, UnaryOperator<AppliedConnector> otherwise) {
    ledger.computeIfPresent(new ConnectorId(SHARED, name), (id, last) -> otherwise.apply(last));
    return this;
  }

  World losesMemoryOf(String name) {
    ledger.remove(new ConnectorId(SHARED, name));
    return this;
  }

  /** A connector of this name was this team's until it went. */
  World lastBelonged(String name, String team) {
    lastOwners.put(new ConnectorId(SHARED, name), team);
    return this;
  }

  World stands(Recalled.Standing how) {
    standing = how;
    return this;
  }

  World lastSawKafka(String kafkaClusterId) {
    kafkaClusterIds.put(SHARED, kafkaClusterId);
    return this;
  }

  World acknowledges(ClusterPlan plan) {
    plan.deferrals().stream()
        .map(Deferral::digest)
        .filter(digest -> !digest.isEmpty())
        .forEach(acknowledged::add);
    return this;
  }

  World agreesTo(String digest) {
    acknowledged.add(digest);
    return this;
  }

  // What is asked of it.

  ClusterPlan plan() {
    return planOn(SHARED);
  }

  ClusterPlan planOn(String cluster) {
    return new Planner(keys).plan(cluster(cluster), desired(), observation(cluster), recalled());
  }

  RestartPlan restarts(RestartWish wish) {
    return restarts(Cluster.Mode.MANAGE, wish);
  }

  RestartPlan restarts(Cluster.Mode mode, RestartWish wish) {
    return new Planner(keys)
        .restarts(cluster(SHARED, mode), desired(), observation(SHARED), recalled(), wish);
  }

  /** Carries the plan out, as an applier does that meets no trouble, and plans again. */
  ClusterPlan planAfter(ClusterPlan plan) {
    plan.changes().forEach(this::apply);
    return planOn(plan.cluster());
  }

  /** Carries one change out. */
  void apply(Change change) {
    change.accept(new Carrying());
  }

  boolean isDeclaredOrRefused(ConnectorId id) {
    return declared.containsKey(id) || refused.containsKey(id);
  }

  /** Whose it is; nobody's when it does not run. */
  Possession possession(ConnectorId id) {
    ObservedConnector running = stored.get(id);
    return running == null
        ? Possession.NOBODYS
        : Possession.of(cluster(id.cluster()), running, Optional.ofNullable(ledger.get(id)), keys);
  }

  boolean isRunning(ConnectorId id) {
    return stored.containsKey(id);
  }

  Cluster cluster(String name) {
    return cluster(name, Cluster.Mode.MANAGE);
  }

  private Cluster cluster(String name, Cluster.Mode mode) {
    return new Cluster(
        name,
        Location.ofFile("platform/clusters/" + name + ".yaml"),
        List.of(URI.create(url)),
        "",
        "",
        Set.of(),
        mode,
        deletion,
        unmanaged,
        marks,
        drift,
        Map.of(),
        ConnectorConfig.of(Map.of()),
        new ChangeWindows(windows),
        ClusterRails.NONE);
  }

  private Desired desired() {
    return new Desired(
        "c2",
        Map.of(SHARED, cluster(SHARED), OTHER, cluster(OTHER)),
        new TreeMap<>(declared),
        refused,
        this::fate,
        holds);
  }

  private Fate fate(ConnectorId id, String team, String path) {
    if (fate != null) {
      return fate;
    }
    if (refused.containsKey(id)) {
      return Fate.REFUSED;
    }
    boolean broken =
        brokenFiles.stream()
            .anyMatch(
                file ->
                    file.equals(path)
                        || file.startsWith("teams/" + team + "/")
                        || file.equals("platform/teams/" + team + ".yaml"));
    if (broken) {
      return Fate.FILE_BROKEN;
    }
    return vanishedTeams.contains(team) ? Fate.UNIT_VANISHED : Fate.REMOVED;
  }

  private Recalled recalled() {
    return new Recalled(
        standing,
        new TreeMap<>(ledger),
        lastOwners,
        kafkaClusterIds,
        acknowledged,
        interventions,
        holdTerms);
  }

  private Observation observation(String cluster) {
    if (problem != null) {
      return new Observation.Unanswered(cluster, NOW, problem, "nobody answers");
    }
    return answered(cluster);
  }

  Observation.Answered answered(String cluster) {
    Map<String, ObservedConnector> answer =
        stored.entrySet().stream()
            .filter(entry -> entry.getKey().cluster().equals(cluster))
            .collect(toMap(entry -> entry.getKey().name(), entry -> answer(entry.getValue())));
    return new Observation.Answered(cluster, NOW, worker, new TreeMap<>(answer), absenceCounts);
  }

  private ObservedConnector answer(ObservedConnector real) {
    ConnectorConfig shown = real.config();
    for (String key : masked) {
      shown = shown.has(key) ? shown.with(key, MASKED) : shown;
    }
    ObservedConnector answer = with(real, real.status().state(), shown);
    ConnectorStatus status = answer.status();
    return new ObservedConnector(
        answer.name(),
        answer.type(),
        answer.config(),
        new ConnectorStatus(
            status.state(),
            workerIds.getOrDefault(answer.name(), status.workerId()),
            status.trace(),
            status.tasks()));
  }

  private void create(DeclaredConnector connector) {
    stored.put(connector.id(), observed(connector, sent(connector)));
    ledger.put(connector.id(), recordOf(connector, Origin.APPLIED, connector.state()));
  }

  /** What Connect keeps of a configuration that we send. */
  private ConnectorConfig sent(DeclaredConnector connector) {
    ConnectorConfig sent =
        marks == Cluster.Marks.LEDGER
            ? connector.config()
            : connector.config().with(MarkKeys.MARK, keys.mark(connector.id(), connector.config()));
    for (Map.Entry<String, String> entry : added.entrySet()) {
      sent = sent.has(entry.getKey()) ? sent : sent.with(entry.getKey(), entry.getValue());
    }
    return sent;
  }

  private AppliedConnector recordOf(
      DeclaredConnector connector, Origin origin, DeclaredState state) {
    Set<String> serverKeys = new TreeSet<>(added.keySet());
    serverKeys.removeAll(connector.config().entries().keySet());
    return record(connector, origin, state, keys.digests(connector.config()), serverKeys);
  }

  /** What the ledger remembers of a connector that was sent as declared. */
  static AppliedConnector record(DeclaredConnector connector, Origin origin) {
    return record(connector, origin, connector.state(), KEYS.digests(connector.config()), Set.of());
  }

  private static AppliedConnector record(
      DeclaredConnector connector,
      Origin origin,
      DeclaredState state,
      Map<String, String> digests,
      Set<String> serverKeys) {
    return new AppliedConnector(
        connector.id(),
        connector.team(),
        connector.at().file(),
        "c1",
        digests,
        serverKeys,
        state,
        connector.onRemoval(),
        origin,
        NOW.minus(Duration.ofHours(1)));
  }

  private static ObservedConnector observed(DeclaredConnector like, ConnectorConfig config) {
    return new ObservedConnector(
        like.id().name(),
        "source",
        config.with(ConnectorConfig.NAME, like.id().name()),
        status(runState(like.state())));
  }

  private static ObservedConnector with(
      ObservedConnector before, RunState state, ConnectorConfig config) {
    return new ObservedConnector(before.name(), before.type(), config, status(state));
  }

  private static ConnectorStatus status(RunState state) {
    return new ConnectorStatus(state, "worker-1:8083", "", List.of());
  }

  private static RunState runState(DeclaredState state) {
    return switch (state) {
      case PAUSED -> RunState.PAUSED;
      case STOPPED -> RunState.STOPPED;
      case RUNNING, UNMANAGED -> RunState.RUNNING;
    };
  }

  /** An applier without trouble: it records what was really done, and no more. */
  private final class Carrying implements Change.Visitor<Void> {
    @Override
    public Void create(Change.Create change) {
      World.this.create(change.after());
      return done();
    }

    @Override
    public Void adopt(Change.Adopt change) {
      DeclaredState found =
          switch (change.before().status().state()) {
            case PAUSED -> DeclaredState.PAUSED;
            case STOPPED -> DeclaredState.STOPPED;
            default -> DeclaredState.RUNNING;
          };
      Map<String, String> digests =
          change.diff().isEmpty() ? keys.digests(change.after().config()) : Map.of();
      ledger.put(change.id(), record(change.after(), Origin.ADOPTED, found, digests, Set.of()));
      return done();
    }

    @Override
    public Void update(Change.Update change) {
      AppliedConnector last = ledger.get(change.id());
      stored.compute(
          change.id(),
          (id, before) ->
              new ObservedConnector(
                  id.name(),
                  "source",
                  sent(change.after()).with(ConnectorConfig.NAME, id.name()),
                  before == null ? status(RunState.RUNNING) : before.status()));
      ledger.put(
          change.id(),
          recordOf(
              change.after(),
              Origin.APPLIED,
              last == null ? DeclaredState.UNMANAGED : last.state()));
      return done();
    }

    @Override
    public Void setState(Change.SetState change) {
      DeclaredState wanted = change.after().state();
      stored.computeIfPresent(
          change.id(),
          (id, before) ->
              before.status().state() == RunState.FAILED && wanted == DeclaredState.PAUSED
                  ? before
                  : with(before, runState(wanted), before.config()));
      AppliedConnector last = ledger.get(change.id());
      ledger.put(
          change.id(),
          last == null
              ? record(change.after(), Origin.APPLIED, wanted, Map.of(), Set.of())
              : record(change.after(), last.origin(), wanted, last.digests(), last.serverKeys()));
      return done();
    }

    @Override
    public Void delete(Change.Delete change) {
      stored.remove(change.id());
      retire(change.id(), change.team());
      return done();
    }

    @Override
    public Void forget(Change.Forget change) {
      ledger.put(change.id(), originally(change.applied(), Origin.FORGOTTEN));
      return done();
    }

    @Override
    public Void remember(Change.Remember change) {
      AppliedConnector last = ledger.get(change.id());
      boolean adopted =
          last != null
              && last.origin() == Origin.ADOPTED
              && !change.before().config().has(MarkKeys.MARK);
      ledger.put(
          change.id(),
          recordOf(
              change.after(), adopted ? Origin.ADOPTED : Origin.APPLIED, change.after().state()));
      return done();
    }

    @Override
    public Void discard(Change.Discard change) {
      retire(change.id(), change.team());
      return done();
    }

    private void retire(ConnectorId id, String team) {
      ledger.remove(id);
      lastOwners.put(id, team);
    }

    @SuppressWarnings("NullAway") // Void has no other value.
    private Void done() {
      return null;
    }
  }

  /** Ours, and nobody knows what was sent. */
  static AppliedConnector withoutDigests(AppliedConnector last) {
    return new AppliedConnector(
        last.id(),
        last.team(),
        last.path(),
        last.revision(),
        Map.of(),
        last.serverKeys(),
        last.state(),
        last.onRemoval(),
        last.origin(),
        last.at());
  }

  static AppliedConnector originally(AppliedConnector last, Origin origin) {
    return new AppliedConnector(
        last.id(),
        last.team(),
        last.path(),
        last.revision(),
        last.digests(),
        last.serverKeys(),
        last.state(),
        last.onRemoval(),
        origin,
        last.at());
  }
}
