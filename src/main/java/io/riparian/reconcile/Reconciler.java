package io.riparian.reconcile;

import io.riparian.connect.ClusterWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.forge.Forge;
import io.riparian.ledger.ClusterIdentity;
import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.notify.RouteBook;
import io.riparian.plan.Planner;
import io.riparian.plan.Recalled.Standing;
import io.riparian.reconcile.Pulse.Doing;
import io.riparian.repo.FileSet;
import io.riparian.repo.GitMirror;
import io.riparian.report.PlanReport;
import io.riparian.report.RequestReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The daemon's heart: one loop around Git, one around each declared cluster, and a desk for what
 * operators may agree to. A trigger says <em>look again</em>, never <em>do this</em>.
 */
public final class Reconciler implements AutoCloseable {
  /** While somebody waits for the last look that is missing. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final GitMirror mirror;
  private final Ledger ledger;
  private final MarkKeys keys;
  private final OwnershipSettings ownership;
  private final ConnectDoor door;
  private final InstantSource clock;
  private final Pace pace;
  private final Quarantine quarantine = new Quarantine();
  private final Planner planner;
  private final Beginning beginning;
  private final Chronicle chronicle;
  private final RepositoryLoop repository;
  private final ClusterLoops loops;
  private final Preview preview;
  private final OperatorDesk desk;
  private final InterventionDesk interventions;
  private final RestartDesk restarts;
  private final PluginCatalogue catalogue;
  private final Examination examination;
  private final Optional<RequestLoop> requests;
  private final RouteBook routes = new RouteBook();
  private final KnownFailures failures = new KnownFailures();
  private final LastChanges changes;
  private final Witness witness;
  private final Herald herald;
  private volatile boolean closed;

  public Reconciler(
      GitMirror mirror,
      OwnershipSettings ownership,
      RevisionReader reader,
      Ledger ledger,
      MarkKeys keys,
      ConnectDoor door,
      InstantSource clock,
      Pace pace) {
    this(
        mirror,
        ownership,
        Optional.empty(),
        reader,
        ledger,
        keys,
        door,
        clock,
        pace,
        Witness.NONE,
        Herald.NONE);
  }

  /**
   * @param forge where requests to change the repository are made; empty when that is not known
   * @param herald tells people of failures
   */
  public Reconciler(
      GitMirror mirror,
      OwnershipSettings ownership,
      Optional<Forge> forge,
      RevisionReader reader,
      Ledger ledger,
      MarkKeys keys,
      ConnectDoor door,
      InstantSource clock,
      Pace pace,
      Witness witness,
      Herald herald) {
    this.mirror = mirror;
    this.changes = new LastChanges(mirror::lastChange);
    this.ledger = ledger;
    this.keys = keys;
    this.ownership = ownership;
    this.door = door;
    this.clock = clock;
    this.pace = pace;
    this.planner = new Planner(keys, quarantine);
    Optional<RequestBook> book = forge.map(known -> new RequestBook(known, clock));
    Gate gate = new Gate(mirror, ledger, ownership, book, reader::declared, clock);
    this.beginning = new Beginning(ledger, clock, ownership.mode().isAsked());
    this.witness = new HarmlessWitness(witness);
    this.herald = herald;
    this.chronicle = new Chronicle(ledger, clock, witness);
    this.loops = new ClusterLoops(this::loop);
    this.repository =
        new RepositoryLoop(
            mirror, gate, reader, ledger, clock, pace.git(), this::takeOver, loops::lookAgain);
    this.catalogue = new PluginCatalogue(door, ledger, clock);
    this.examination =
        new Examination(
            door, cluster -> ledger.identity(cluster).map(ClusterIdentity::kafkaClusterId));
    this.preview =
        new Preview(
            repository::judged, reader, beginning, door, catalogue, this::walk, ledger, clock);
    this.requests = book.map(known -> requests(known, gate));
    this.desk =
        new OperatorDesk(
            mirror,
            gate,
            reader,
            ledger,
            keys,
            clock,
            beginning,
            repository,
            loops::views,
            this::lookAgainEverywhere);
    this.interventions =
        new InterventionDesk(
            ledger, clock, repository::judged, loops::views, this::lookAgainEverywhere);
    this.restarts = new RestartDesk(ledger, clock, repository::judged, loops);
  }

  private RequestLoop requests(RequestBook book, Gate gate) {
    Present present =
        new Present(
            repository::judged, loops::views, this::standing, () -> new Survey(this).plan());
    Endorsements endorsements = new Endorsements(book, new Acquaintances(ledger, clock));
    return new RequestLoop(
        book,
        new RequestLook(mirror, gate, preview, book, endorsements, ledger, present),
        mirror,
        ledger,
        present,
        keys.instance(),
        clock,
        pace.git());
  }

  private ClusterLoop loop(Cluster cluster) {
    ConnectCluster connect = door.open(cluster);
    ClusterWatch watch = new ClusterWatch(cluster.name(), connect, clock);
    Heartbeat heartbeat = new Heartbeat("cluster " + cluster.name(), clock);
    ClusterWalk.Look look =
        expected -> {
          heartbeat.begin(Doing.ASKING);
          Observation seen = watch.observe(expected);
          heartbeat.begin(Doing.PLANNING);
          return seen;
        };
    return new ClusterLoop(
        cluster,
        connect,
        watch,
        walk(cluster, look),
        chronicle,
        ledger,
        keys,
        () -> repository.judged().orElseThrow(),
        clock,
        pace,
        heartbeat,
        quarantine,
        new HealthWatch(
            cluster,
            () -> repository.judged().orElseThrow(),
            ledger,
            failures,
            changes,
            routes,
            herald,
            witness,
            pace.alarms(),
            clock),
        door,
        () -> interventions.generation());
  }

  private ClusterWalk walk(Cluster cluster, ClusterWalk.Look look) {
    return new ClusterWalk(
        cluster, look, planner, ledger, beginning, chronicle, new Settling(clock));
  }

  public void start() {
    repository.start();
    requests.ifPresent(RequestLoop::start);
  }

  /** A new revision is in force: every cluster is walked. */
  private void takeOver(String trigger, Judged judged) {
    if (closed) {
      return;
    }
    routes.read(judged.declarations());
    Map<String, Cluster> clusters = judged.desired().clusters();
    noteHolds(judged);
    loops.endAllBut(clusters);
    beginning.accept(repository::judged);
    loops.run(clusters, trigger.equals("start") ? trigger : "commit");
    requests.ifPresent(loop -> loop.lookAgain("commit"));
  }

  /** From now on what is new among the holds, or new again, counts its days. */
  private void noteHolds(Judged judged) {
    Map<Hold.Id, HoldTerm> before = ledger.holdTerms();
    Map<Hold.Id, HoldTerm> terms =
        HoldTerm.noted(before, judged.desired().holds(), clock.instant());
    if (!terms.equals(before)) {
      ledger.noteHolds(terms);
    }
  }

  /**
   * Look again: at Git, and at the clusters as soon as that has ended, so that one walk answers for
   * both. The first such hint is followed at once, and those that come right after it together.
   */
  public void lookAgain(String trigger) {
    repository.hint(trigger);
  }

  /** Something may have happened to a request to change the branch; empty for any. */
  public void lookAtRequest(OptionalLong number) {
    requests.ifPresent(loop -> loop.hint(number));
    // What is held may be agreed to now.
    repository.hint("webhook");
  }

  /** What is told on the open requests, by number; empty where no forge is known. */
  public SortedMap<Long, RequestReport> requests() {
    return requests.map(RequestLoop::reports).orElseGet(TreeMap::new);
  }

  /** Why the forge could not be asked the last time; empty text when it could. */
  public String forgeProblem() {
    return requests.map(RequestLoop::problem).orElse("");
  }

  /** How many requests were planned since the start. */
  public long requestLooks() {
    return requests.map(RequestLoop::looks).orElse(0L);
  }

  private void lookAgainEverywhere(String trigger) {
    repository.lookAgain(trigger);
    loops.lookAgain(trigger);
  }

  /** Fetches and judges now; whether that ended in time. */
  public boolean lookNow(String trigger, Duration longest) throws InterruptedException {
    return repository.lookNow(trigger, longest);
  }

  /**
   * Walks every cluster with the revision in force, again and again while only another look is
   * waited for, and waits for all of it.
   *
   * @return whether all ended within {@code longest}
   */
  public boolean walkNow(String trigger, Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    boolean done = loops.walkNow(trigger, longest);
    while (done && isAnotherLookWorthIt() && deadline - System.nanoTime() > 0) {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      done = loops.walkNow(trigger, Duration.ofNanos(deadline - System.nanoTime()));
    }
    return done;
  }

  private boolean isAnotherLookWorthIt() {
    List<ClusterView> views = clusters();
    return views.stream().anyMatch(ClusterView::waitsForALook)
        && views.stream().allMatch(view -> view.problem().isEmpty())
        && doorProblems().isEmpty()
        && standing() != Standing.LEDGER_LOST;
  }

  /**
   * Fetches and judges without starting anything, for a process that is no daemon.
   *
   * @return the revision in force
   * @throws IllegalStateException when there is none, or it cannot be told whether it still is
   */
  public String fetchOnce() {
    repository.look();
    RepositoryView view = repository.view();
    if (view.revision().isEmpty() || !view.problem().isEmpty()) {
      throw new IllegalStateException("the repository cannot be read: " + view.problem());
    }
    return view.revision();
  }

  /**
   * Applies what was {@linkplain #fetchOnce fetched once}, and only that, in a process that is no
   * daemon.
   *
   * @return whether it ended within {@code longest}
   */
  public boolean applyOnce(Duration longest) throws InterruptedException {
    takeOver("start", judged().orElseThrow());
    return walkNow("apply", longest);
  }

  /** Plans the revision that was {@linkplain #fetchOnce fetched once}, and starts nothing. */
  public PlanReport planOnce() {
    return planOnce(mirror.tree(repository.view().revision()));
  }

  /**
   * Plans these files against clusters that are asked once; nothing is done, and nothing is
   * remembered.
   */
  public PlanReport planOnce(FileSet files) {
    return unjudged(
        preview.once(files, judged().map(now -> now.desired().clusters()).orElse(Map.of())));
  }

  /**
   * What would be done if these files were in force; nothing is done, and nothing is remembered.
   */
  public PlanReport planOf(FileSet files) {
    return unjudged(preview.of(files, clusters(), standing()));
  }

  /** Files that are looked at by themselves have no commits that somebody could have signed. */
  private PlanReport unjudged(PlanReport plan) {
    return evidence().isAsked() ? plan.with(PlanReport.NOT_JUDGED) : plan;
  }

  /** Hears every outcome from now on, whichever walk it comes from. */
  public Hearing listen() {
    return chronicle.listen();
  }

  /** The files of a revision that the mirror holds, by its full or abbreviated id. */
  public Optional<FileSet> revision(String text) {
    return mirror.resolve(text).map(mirror::tree);
  }

  public OperatorDesk desk() {
    return desk;
  }

  public InterventionDesk interventions() {
    return interventions;
  }

  public RestartDesk restarts() {
    return restarts;
  }

  public PluginCatalogue catalogue() {
    return catalogue;
  }

  public Examination examination() {
    return examination;
  }

  /** By which routes each party is told, as the files in force say it. */
  public RouteBook routes() {
    return routes;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** The time by the daemon's clock. */
  Instant now() {
    return clock.instant();
  }

  public String instance() {
    return keys.instance();
  }

  /** What proves that an owner agreed to a change. */
  public OwnershipSettings.Mode evidence() {
    return ownership.mode();
  }

  public RepositoryView repository() {
    return repository.view();
  }

  /** The revision in force, judged; empty before the first one was read. */
  public Optional<Judged> judged() {
    return repository.judged();
  }

  public Standing standing() {
    if (ledger.frozen().isPresent()) {
      return Standing.HISTORY_REWRITTEN;
    }
    return judged().map(beginning::outlook).orElse(Standing.FIRST_START);
  }

  /** What is known of each declared cluster, by name. */
  public List<ClusterView> clusters() {
    return loops.views();
  }

  /** Why a declared cluster has no loop, by cluster. */
  public Map<String, String> doorProblems() {
    return loops.problems();
  }

  /** What we remember of connectors on clusters that are declared no more. */
  public List<AppliedConnector> leftBehind() {
    Map<String, Cluster> declared = judged().map(now -> now.desired().clusters()).orElse(Map.of());
    return ledger.applied().values().stream()
        .filter(AppliedConnector::isManaged)
        .filter(applied -> !declared.containsKey(applied.id().cluster()))
        .toList();
  }

  /** What each loop is doing at the moment, the one around Git first. */
  public List<Pulse> pulses() {
    List<Pulse> pulses = new ArrayList<>(List.of(repository.pulse()));
    pulses.addAll(loops.pulses());
    requests.map(RequestLoop::pulse).ifPresent(pulses::add);
    return pulses;
  }

  /** The loops that hang through a mistake of ours. */
  public List<Pulse> stuck() {
    Instant now = clock.instant();
    return pulses().stream().filter(pulse -> pulse.isStuck(now)).toList();
  }

  /** Whether every loop still has its thread, and comes forward. */
  public boolean isAlive() {
    return repository.isAlive()
        && loops.areAlive()
        && requests.map(RequestLoop::isAlive).orElse(true)
        && stuck().isEmpty();
  }

  @Override
  public void close() {
    closed = true;
    requests.ifPresent(RequestLoop::close);
    loops.stop();
    repository.close();
    loops.close();
  }

  /** Whether nothing of it is still at work; until then nobody else may lead. */
  public boolean hasEnded() {
    return closed && !repository.isAlive() && loops.haveEnded();
  }
}
