package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.ClusterWatch;
import io.riparian.connect.FakeConnect;
import io.riparian.ledger.Accepted;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.MarkKeys;
import io.riparian.plan.Change;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Mistakes;
import io.riparian.plan.Outcome;
import io.riparian.plan.Planner;
import io.riparian.plan.Recalled.Standing;
import io.riparian.repo.FileSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A branch, a worker and a ledger, with the line between them: whole, and without a thread or a
 * pause. Connectors that somebody else made are watched: a write to one of them fails the test.
 */
final class World {
  static final MarkKeys KEYS = new MarkKeys("test", List.of("sixteen bytes or more"));
  static final Patience QUICK = new Patience(3, Duration.ofMillis(1), Duration.ofMillis(1));
  static final Comeback SOON = new Comeback(2, 6, Duration.ofMillis(1));
  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  final Branch branch = Branch.oneTeam();
  final FakeConnect connect;
  final WatchedConnect watched;
  private final MarkKeys keys;
  final Overheard overheard = new Overheard();
  private final Map<String, ConnectorConfig> foreign = new HashMap<>();
  Consumer<String> alsoBeforeWrite = write -> {};

  /** Whether a newer commit has arrived while one is carried out. */
  boolean superseded;

  private final Ledger ledger;
  private Instant now = START;
  private RevisionReader reader;
  private ClusterWatch watch;
  private Beginning beginning;
  private Chronicle chronicle;

  /** Connectors over which a mistake of ours came up, as often as it did. */
  final List<String> poisonous = new ArrayList<>();

  private final Mistakes mistakes = (id, mistake) -> poisonous.add(id.name());
  private Settling settling = new Settling(() -> now);
  private Judged judged;

  World() {
    this(InMemoryLedger.begun());
  }

  World(Ledger ledger) {
    this(ledger, new FakeConnect(), KEYS);
  }

  /** One with a worker that others may use too. */
  World(Ledger ledger, FakeConnect connect, MarkKeys keys) {
    this.connect = connect;
    this.watched = new WatchedConnect(connect, this::checkWrite);
    this.keys = keys;
    this.ledger = ledger;
    this.reader = new RevisionReader(ledger, KEYS, InstantSource.system());
    this.watch = new ClusterWatch("shared", watched.cluster(), () -> now);
    this.beginning = new Beginning(ledger, () -> now, false);
    this.chronicle = new Chronicle(ledger, () -> now, overheard);
    this.judged = Judged.of(reader.judge(branch.commit()));
  }

  /** Another process: it knows what the ledger knows. */
  World restart() {
    watched.revive();
    reader = new RevisionReader(ledger, KEYS, InstantSource.system());
    watch = new ClusterWatch("shared", watched.cluster(), () -> now);
    beginning = new Beginning(ledger, () -> now, false);
    chronicle = new Chronicle(ledger, () -> now, overheard);
    settling = new Settling(() -> now);
    return commit();
  }

  /** What the branch holds now comes into force. */
  World commit() {
    FileSet files = branch.commit();
    Accepted branch = new Accepted(Accepted.BRANCH, files.revision(), "", "none", now);
    judged =
        Judged.of(
            reader.take(files),
            new Admission(files, List.of(), List.of(branch), List.of()),
            Optional.empty());
    return this;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** What the clock says. */
  Instant now() {
    return now;
  }

  /** A connector that is somebody else's from now on. */
  World foreign(String name, Map<String, String> config) {
    connect.given(name, config);
    foreign.put(name, connect.stored(name));
    return this;
  }

  boolean isForeign(String name) {
    return foreign.containsKey(name);
  }

  private void checkWrite(String write) {
    String name = write.substring(write.indexOf(' ') + 1);
    if (isForeign(name) && connect.has(name) && !write.startsWith("create ")) {
      throw new AssertionError(write + ", which is somebody else's");
    }
    alsoBeforeWrite.accept(write);
  }

  /** What belongs to somebody else is as they left it. */
  void assertForeignUntouched() {
    foreign.forEach((name, config) -> assertThat(connect.stored(name)).isEqualTo(config));
  }

  Judged judged() {
    return judged;
  }

  Ledger ledger() {
    return ledger;
  }

  Beginning beginning() {
    return beginning;
  }

  /** What no sound code ever hands over. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  static <T> T nothing() {
    return null;
  }

  static ConnectorId id(String name) {
    return new ConnectorId("shared", name);
  }

  AppliedConnector applied(String name) {
    return ledger.applied(id(name)).orElseThrow();
  }

  Cluster cluster() {
    return cluster("shared");
  }

  Cluster cluster(String name) {
    Cluster cluster = judged.desired().clusters().get(name);
    if (cluster == null) {
      throw new IllegalStateException("the branch declares no cluster " + name);
    }
    return cluster;
  }

  DeclaredConnector declared(String name) {
    DeclaredConnector declared = judged.desired().connectors().get(id(name));
    if (declared == null) {
      throw new IllegalStateException("the branch declares no " + name);
    }
    return declared;
  }

  /** Our mark on this connector, for this configuration. */
  static String mark(String name, Map<String, String> config) {
    return KEYS.mark(id(name), ConnectorConfig.of(config));
  }

  /** A connector as this instance would have created it, without remembering it. */
  World marked(String name, Map<String, String> config) {
    Map<String, String> all = new TreeMap<>(config);
    all.put(MarkKeys.MARK, mark(name, config));
    connect.given(name, all);
    return this;
  }

  /** What runs under this name, in the ledger as if it had been declared and applied. */
  World remember(String name) {
    branch.connector(name);
    return commit().settle();
  }

  ClusterWalk line() {
    return new ClusterWalk(
        cluster(),
        watch::observe,
        new Planner(keys, mistakes),
        ledger,
        beginning,
        chronicle,
        settling);
  }

  /** Looks and plans; nothing is done. */
  ClusterPlan plan() {
    ClusterWalk line = line();
    return line.plan(judged, line.observe(judged), Standing.NORMAL);
  }

  /** The only change that is due. */
  Change onlyChange() {
    ClusterPlan plan = plan();
    assertThat(plan.changes()).as("changes beside %s", plan.deferrals()).hasSize(1);
    return plan.changes().get(0);
  }

  GuardedCluster guarded() {
    return guarded(new CircuitBreaker());
  }

  private GuardedCluster guarded(CircuitBreaker breaker) {
    return new GuardedCluster(
        cluster(), watched.cluster(), keys, ledger::applied, QUICK, () -> superseded, breaker);
  }

  ChangeApplier applier() {
    return applier(new CircuitBreaker());
  }

  ChangeApplier applier(CircuitBreaker breaker) {
    return new ChangeApplier(
        cluster(),
        judged.desired().revision(),
        guarded(breaker),
        ledger,
        keys,
        () -> now,
        mistakes);
  }

  /** The line, once. */
  ClusterWalk.Result walk() {
    try {
      return line().walk("test", now, judged, this::apply);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  List<Outcome> apply(ClusterPlan plan) throws InterruptedException {
    CircuitBreaker breaker = new CircuitBreaker();
    return new Applier(
            applier(breaker),
            new InThisThread(),
            new Tempo(1),
            breaker,
            () -> superseded,
            () -> now,
            chronicle.telling(plan, () -> {}))
        .apply(plan);
  }

  /** Walks, and is killed by what a test arranged for a call. */
  void walkIntoDeath() {
    assertThat(walkOrDie()).as("nothing killed it").isEmpty();
  }

  /** Walks; empty when it was killed halfway. */
  Optional<ClusterWalk.Result> walkOrDie() {
    try {
      return Optional.of(walk());
    } catch (IllegalStateException broken) {
      Throwable cause = broken.getCause();
      if (cause != null && cause.getCause() instanceof WatchedConnect.Killed) {
        return Optional.empty();
      }
      throw broken;
    }
  }

  /** Walks as often as it takes until one writes nothing and plans nothing. */
  World settle() {
    for (int walks = 0; walks < 8; walks++) {
      pass(Duration.ofMinutes(1));
      ClusterWalk.Result result = walk();
      if (result.plan().changes().isEmpty()) {
        return this;
      }
    }
    throw new AssertionError("still changing after eight walks: " + plan().changes());
  }

  /** Settled means: another walk plans nothing and sends nothing. */
  void assertQuiet() {
    connect.forgetCounts();
    assertThat(walk().plan().changes()).isEmpty();
    assertThat(connect.writes()).isZero();
  }

  /** Does everything at once, where it is asked to. */
  static final class InThisThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
