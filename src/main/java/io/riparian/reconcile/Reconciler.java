package io.riparian.reconcile;

import io.riparian.connect.ClusterWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.ledger.Accepted;
import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Planner;
import io.riparian.plan.Recalled.Standing;
import io.riparian.repo.FileSet;
import io.riparian.repo.GitMirror;
import io.riparian.report.PlanReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * The daemon's heart: one loop around Git, one around each declared cluster, and what operators may
 * ask of them. A trigger says <em>look again</em>, never <em>do this</em>.
 */
public final class Reconciler implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final GitMirror mirror;
  private final RevisionReader reader;
  private final Ledger ledger;
  private final MarkKeys keys;
  private final ConnectDoor door;
  private final InstantSource clock;
  private final Pace pace;
  private final Planner planner;
  private final Beginning beginning;
  private final Chronicle chronicle;
  private final RepositoryLoop repository;
  private final SortedMap<String, ClusterLoop> loops = new TreeMap<>();

  /** Loops that were told to end, until they have: their clusters' next loops wait for them. */
  private final Map<String, ClusterLoop> ending = new HashMap<>();

  private final Map<String, String> doorProblems = new HashMap<>();
  private final ExecutorService waiters =
      Executors.newCachedThreadPool(task -> new Thread(task, "waiter"));

  public Reconciler(
      GitMirror mirror,
      RevisionReader reader,
      Ledger ledger,
      MarkKeys keys,
      ConnectDoor door,
      InstantSource clock,
      Pace pace) {
    this.mirror = mirror;
    this.reader = reader;
    this.ledger = ledger;
    this.keys = keys;
    this.door = door;
    this.clock = clock;
    this.pace = pace;
    this.planner = new Planner(keys);
    this.beginning = new Beginning(ledger, clock);
    this.chronicle = new Chronicle(ledger, clock);
    this.repository = new RepositoryLoop(mirror, reader, ledger, clock, pace.git(), this::takeOver);
  }

  public void start() {
    repository.start();
  }

  /** Look again, everywhere. */
  public void lookAgain(String trigger) {
    repository.lookAgain(trigger);
    loops().forEach(loop -> loop.lookAgain(trigger));
  }

  /**
   * A new revision is in force: every cluster is walked, new ones get a loop, those no longer
   * declared lose theirs.
   */
  private synchronized void takeOver(String trigger, Judged judged) {
    Map<String, Cluster> clusters = judged.desired().clusters();
    ending.values().removeIf(loop -> !loop.isAlive());
    doorProblems.keySet().retainAll(clusters.keySet());
    for (ClusterLoop loop : List.copyOf(loops.values())) {
      if (!loop.cluster().equals(clusters.get(loop.cluster().name()))) {
        loops.remove(loop.cluster().name());
        loop.stop();
        ending.put(loop.cluster().name(), loop);
      }
    }
    accept(judged);
    clusters.forEach(
        (name, cluster) -> {
          ClusterLoop running = loops.get(name);
          if (running != null) {
            running.lookAgain(trigger.equals("start") ? trigger : "commit");
          } else {
            open(cluster, Optional.ofNullable(ending.get(name)));
          }
        });
  }

  private void open(Cluster cluster, Optional<ClusterLoop> predecessor) {
    ConnectCluster connect;
    try {
      connect = door.open(cluster);
      doorProblems.remove(cluster.name());
    } catch (IllegalArgumentException unusable) {
      doorProblems.put(cluster.name(), String.valueOf(unusable.getMessage()));
      LOG.errorf("%s: %s", cluster.name(), unusable.getMessage());
      return;
    }
    ClusterWatch watch = new ClusterWatch(cluster.name(), connect, clock);
    ClusterWalk walk = walk(cluster, watch::observe);
    ClusterLoop loop =
        new ClusterLoop(
            cluster,
            connect,
            watch,
            walk,
            chronicle,
            ledger,
            keys,
            () -> repository.judged().orElseThrow(),
            clock,
            pace);
    loops.put(cluster.name(), loop);
    loop.startAfter(predecessor);
  }

  private ClusterWalk walk(Cluster cluster, ClusterWalk.Look look) {
    return new ClusterWalk(cluster, look, planner, ledger, beginning, chronicle);
  }

  /**
   * Accepts a revision, unless nothing may be accepted now; the ledger itself refuses before it has
   * begun.
   */
  private void accept(Judged judged) {
    if (ledger.birth().isPresent() && ledger.frozen().isEmpty()) {
      String revision = judged.desired().revision();
      boolean known =
          ledger.accepted().filter(last -> last.revision().equals(revision)).isPresent();
      if (!known) {
        ledger.accept(new Accepted(Accepted.GLOBAL, revision, "", "none", clock.instant()));
      }
    }
  }

  private synchronized List<ClusterLoop> loops() {
    return List.copyOf(loops.values());
  }

  private synchronized List<ClusterLoop> ending() {
    return List.copyOf(ending.values());
  }

  public RepositoryView repository() {
    return repository.view();
  }

  /** The revision in force, judged; empty before the first one was read. */
  public Optional<Judged> judged() {
    return repository.judged();
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Whether every loop still has its thread. */
  public boolean isAlive() {
    return repository.isAlive() && loops().stream().allMatch(ClusterLoop::isAlive);
  }

  public String instance() {
    return keys.instance();
  }

  /** What is known of each declared cluster, by name. */
  public List<ClusterView> clusters() {
    return loops().stream().map(ClusterLoop::view).toList();
  }

  /** Why a declared cluster has no loop, by cluster. */
  public synchronized Map<String, String> doorProblems() {
    return Map.copyOf(doorProblems);
  }

  public Standing standing() {
    return judged().map(beginning::outlook).orElse(Standing.FIRST_START);
  }

  /**
   * What would be done if these files were in force; nothing is done, and nothing is remembered.
   */
  public PlanReport planOf(FileSet files) {
    Judged candidate = Judged.of(reader.judge(files));
    List<ClusterPlan> plans = new ArrayList<>();
    if (judged().isPresent()) {
      for (ClusterLoop loop : loops()) {
        if (candidate.desired().clusters().containsKey(loop.cluster().name())) {
          plans.add(loop.planOf(candidate, standing()));
        }
      }
    }
    return PlanReport.of(files.revision(), plans, candidate.diagnostics());
  }

  /**
   * Fetches without starting anything, for a process that is no daemon.
   *
   * @return the revision in force
   * @throws IllegalStateException when there is none
   */
  public String fetchOnce() {
    repository.look();
    String revision = repository.view().revision();
    if (revision.isEmpty()) {
      throw new IllegalStateException(
          "the repository cannot be read: " + repository.view().problem());
    }
    return revision;
  }

  /** Plans the revision in force without starting anything, for a process that is no daemon. */
  public PlanReport planOnce() {
    return planOnce(mirror.tree(fetchOnce()));
  }

  /**
   * Plans these files against clusters that are asked once; nothing is done, and nothing is
   * remembered.
   */
  public PlanReport planOnce(FileSet files) {
    Judged candidate = Judged.of(reader.judge(files));
    Map<ClusterWalk, Observation> seen = new LinkedHashMap<>();
    for (Cluster cluster : candidate.desired().clusters().values()) {
      ClusterWalk walk = walk(cluster, expected -> lookOnce(cluster, expected));
      seen.put(walk, walk.observe(candidate));
    }
    Standing standing = beginning.outlook(candidate);
    List<ClusterPlan> plans = new ArrayList<>();
    seen.forEach((walk, observation) -> plans.add(walk.plan(candidate, observation, standing)));
    return PlanReport.of(files.revision(), plans, candidate.diagnostics());
  }

  private Observation lookOnce(Cluster cluster, Set<String> expected) {
    try (ConnectCluster connect = door.open(cluster)) {
      return new ClusterWatch(cluster.name(), connect, clock).observe(expected);
    } catch (IllegalArgumentException unusable) {
      return new Observation.Unanswered(
          cluster.name(),
          clock.instant(),
          Observation.Problem.UNAUTHORISED,
          String.valueOf(unusable.getMessage()));
    }
  }

  /** The files of a revision that the mirror holds, by its full or abbreviated id. */
  public Optional<FileSet> revision(String text) {
    return mirror.resolve(text).map(mirror::tree);
  }

  /**
   * Fetches, judges, and walks every cluster, and waits for all of it.
   *
   * @return whether all ended within {@code longest}
   */
  public boolean walkNow(String trigger, Duration longest) throws InterruptedException {
    boolean done = repository.lookNow(trigger, longest);
    List<CompletableFuture<Boolean>> walks = new ArrayList<>();
    for (ClusterLoop loop : loops()) {
      walks.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return loop.walkNow(trigger, longest);
                } catch (InterruptedException stop) {
                  Thread.currentThread().interrupt();
                  return false;
                }
              },
              waiters));
    }
    return walks.stream().map(CompletableFuture::join).reduce(done, Boolean::logicalAnd);
  }

  /** Notes who asked for what. */
  public void audit(String actor, String action, String subject) {
    ledger.audit(clock.instant(), actor, action, subject, "{}");
  }

  /** Agrees to exactly what this digest stands for. */
  public void acknowledge(String digest, String actor) {
    ledger.acknowledge(digest, actor, clock.instant());
    ledger.audit(clock.instant(), actor, "acknowledge", digest, "{}");
    lookAgain("acknowledged by " + actor);
  }

  /**
   * Accepts a rewritten history by its exact commit; false when another one is waiting, or none.
   */
  public boolean acknowledgeRewrite(String commit, String actor) {
    boolean waiting =
        ledger.frozen().filter(history -> history.candidate().equals(commit)).isPresent();
    if (!waiting || !isTip(commit)) {
      return false;
    }
    ledger.acknowledge(commit, actor, clock.instant());
    ledger.accept(new Accepted(Accepted.GLOBAL, commit, "", "acknowledged", clock.instant()));
    boolean thawed = ledger.thaw(commit);
    ledger.audit(clock.instant(), actor, "acknowledge-rewrite", commit, "{}");
    lookAgain("history acknowledged by " + actor);
    return thawed;
  }

  /** After a kill halfway, or in a mirror that was lost, it is the head already. */
  private boolean isTip(String commit) {
    return mirror.acknowledge(commit) || mirror.head().equals(Optional.of(commit));
  }

  /**
   * Names the commit that a lost or empty ledger starts from. What it declares counts as last
   * applied; nothing is written to any cluster.
   *
   * @return how many connectors it now remembers
   * @throws IllegalStateException when the ledger is not empty
   * @throws IllegalArgumentException when the commit is not in the branch's history
   */
  public synchronized int acceptBaseline(String commit, String actor) {
    if (ledger.birth().isPresent()) {
      throw new IllegalStateException(
          "the ledger is not empty; there is nothing to start from again");
    }
    String head = repository.view().revision();
    String baseline =
        mirror
            .resolve(commit)
            .filter(found -> !head.isEmpty() && mirror.descends(found, head))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + commit + "' is no commit in the history of the branch"));
    Judged judged = Judged.of(reader.judge(mirror.tree(baseline)));
    List<AppliedConnector> applied = new Baseline(judged, clusters(), keys, clock).applied();
    ledger.begin(
        new io.riparian.ledger.Birth(
            io.riparian.ledger.Birth.Kind.BASELINE, baseline, actor, clock.instant()),
        List.of(new Accepted(Accepted.GLOBAL, baseline, "", "baseline", clock.instant())),
        applied);
    ledger.audit(clock.instant(), actor, "accept-baseline", baseline, "{}");
    repository.judged().ifPresent(this::accept);
    lookAgain("baseline accepted by " + actor);
    return applied.size();
  }

  /** What we remember of connectors on clusters that are declared no more. */
  public List<AppliedConnector> leftBehind() {
    Map<String, Cluster> declared = judged().map(now -> now.desired().clusters()).orElse(Map.of());
    return ledger.applied().values().stream()
        .filter(AppliedConnector::isManaged)
        .filter(applied -> !declared.containsKey(applied.id().cluster()))
        .toList();
  }

  @Override
  public void close() {
    repository.close();
    List<ClusterLoop> all = new ArrayList<>(loops());
    all.addAll(ending());
    all.forEach(ClusterLoop::stop);
    all.forEach(ClusterLoop::close);
    waiters.shutdown();
  }
}
