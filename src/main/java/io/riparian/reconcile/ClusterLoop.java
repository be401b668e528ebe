package io.riparian.reconcile;

import io.riparian.connect.ClusterWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.connect.Glance;
import io.riparian.ledger.Ledger;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import io.riparian.plan.Outcome.Result;
import io.riparian.plan.Recalled.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The loop around the line for one cluster: short looks, full looks, and walks when something calls
 * for one. It has its own thread and its own hands, so that nothing waits for another cluster.
 */
final class ClusterLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ClusterLoop.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final ConnectCluster connect;
  private final ClusterWatch watch;
  private final ClusterWalk walk;
  private final Chronicle chronicle;
  private final Ledger ledger;
  private final MarkKeys keys;
  private final Supplier<Judged> judged;
  private final InstantSource clock;
  private final Pace pace;
  private final ExecutorService hands;
  private final Calls calls = new Calls();
  private final Thread thread;

  private volatile ClusterView view;
  private volatile boolean closed;
  private Optional<ClusterLoop> predecessor = Optional.empty();
  private Duration retry = FIRST_RETRY;
  private Instant nextFull = Instant.MIN;

  ClusterLoop(
      Cluster cluster,
      ConnectCluster connect,
      ClusterWatch watch,
      ClusterWalk walk,
      Chronicle chronicle,
      Ledger ledger,
      MarkKeys keys,
      Supplier<Judged> judged,
      InstantSource clock,
      Pace pace) {
    this.cluster = cluster;
    this.connect = connect;
    this.watch = watch;
    this.walk = walk;
    this.chronicle = chronicle;
    this.ledger = ledger;
    this.keys = keys;
    this.judged = judged;
    this.clock = clock;
    this.pace = pace;
    this.hands =
        Executors.newFixedThreadPool(
            pace.hands(), task -> new Thread(task, "hand-" + cluster.name()));
    this.view =
        new ClusterView(
            cluster,
            Optional.empty(),
            new TreeMap<>(),
            "it has not been asked yet",
            Instant.EPOCH,
            Optional.empty(),
            List.of());
    this.thread = new Thread(this::run, "cluster-" + cluster.name());
  }

  /**
   * Starts once the loop that had this cluster before has ended: two never write to one cluster.
   */
  void startAfter(Optional<ClusterLoop> predecessor) {
    this.predecessor = predecessor;
    thread.start();
  }

  Cluster cluster() {
    return cluster;
  }

  ClusterView view() {
    return view;
  }

  /** Walks now; whether that walk ended in time. */
  boolean walkNow(String trigger, Duration longest) throws InterruptedException {
    return calls.callAndWait(trigger, longest);
  }

  /** A plan for other files than the accepted ones, against what was last seen; nothing is done. */
  ClusterPlan planOf(Judged candidate, Standing standing) {
    Observation observation =
        view.observation()
            .orElseGet(
                () ->
                    new Observation.Unanswered(
                        cluster.name(),
                        clock.instant(),
                        Observation.Problem.UNREACHABLE,
                        view.problem()));
    return walk.plan(candidate, observation, standing);
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  void lookAgain(String trigger) {
    calls.call(trigger);
  }

  private void run() {
    try {
      loop();
    } finally {
      hands.shutdown();
      awaitHands();
      connect.close();
    }
  }

  /** What is under way ends before our successor begins, and before the connection goes. */
  private void awaitHands() {
    boolean interrupted = Thread.interrupted();
    try {
      while (!hands.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warnf("%s: still waiting for calls that are under way", cluster.name());
      }
    } catch (InterruptedException hurry) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    String trigger = "start";
    try {
      if (predecessor.isPresent()) {
        predecessor.get().thread.join();
        predecessor = Optional.empty();
      }
    } catch (InterruptedException stop) {
      return;
    }
    while (!closed) {
      try {
        if (trigger.isEmpty() && clock.instant().isBefore(nextFull)) {
          trigger = glance();
        } else if (trigger.isEmpty()) {
          trigger = "timer";
        }
        if (!trigger.isEmpty()) {
          walk(trigger);
        }
        trigger = calls.await(untilNext(), "");
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException mistake) {
        // Ours, or the ledger's; the other clusters go on, and this one is tried again.
        LOG.errorf(mistake, "%s: the cycle broke off", cluster.name());
        problem("the cycle broke off: " + mistake.getClass().getSimpleName());
        nextFull = clock.instant().plus(pace.glance());
        trigger = calmDown();
      }
    }
  }

  /** Waits after a mistake; the call that comes meanwhile, or empty text. */
  private String calmDown() {
    try {
      return calls.await(pace.glance(), "");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      closed = true;
      return "";
    }
  }

  private Duration untilNext() {
    Duration untilFull = Duration.between(clock.instant(), nextFull);
    return untilFull.compareTo(pace.glance()) < 0 ? untilFull : pace.glance();
  }

  /** The short look; the reason for a full one, or empty text. */
  private String glance() {
    Glance glance = watch.glance();
    if (glance instanceof Glance.Seen seen) {
      ClusterView last = view;
      view =
          new ClusterView(
              cluster,
              last.observation(),
              seen.statuses(),
              last.problem(),
              seen.at(),
              last.plan(),
              last.outcomes());
      return seen.surprise().isEmpty() ? "" : "surprise: " + seen.surprise();
    }
    // The first failure ends what was planned; a cluster that stays down is asked with short looks
    // only.
    return view.problem().isEmpty() ? "the cluster stopped answering" : "";
  }

  private void walk(String trigger) throws InterruptedException {
    calls.begin();
    Judged now = judged.get();
    ClusterWalk.Result result = walk.walk(trigger, clock.instant(), now, plan -> apply(plan, now));
    remember(result);
    schedule(result);
    calls.end();
  }

  private List<Outcome> apply(ClusterPlan plan, Judged now) throws InterruptedException {
    if (plan.changes().isEmpty()) {
      return List.of();
    }
    GuardedCluster guarded =
        new GuardedCluster(cluster, connect, keys, ledger::applied, pace.patience());
    ChangeApplier one = new ChangeApplier(cluster, plan.revision(), guarded, ledger, keys, clock);
    return new Applier(
            one, hands, () -> closed || isSuperseded(now), outcome -> chronicle.tell(plan, outcome))
        .apply(plan);
  }

  private boolean isSuperseded(Judged now) {
    return closed || !judged.get().desired().revision().equals(now.desired().revision());
  }

  private void remember(ClusterWalk.Result result) {
    Observation observation = result.observation();
    TreeMap<String, ConnectorStatus> statuses = new TreeMap<>();
    String problem = "";
    if (observation instanceof Observation.Answered answered) {
      answered.connectors().forEach((name, seen) -> statuses.put(name, seen.status()));
    } else if (observation instanceof Observation.Unanswered unanswered) {
      problem = unanswered.why();
    }
    view =
        new ClusterView(
            cluster,
            Optional.of(observation),
            statuses,
            problem,
            observation.at(),
            Optional.of(result.plan()),
            result.outcomes());
  }

  private void problem(String problem) {
    ClusterView last = view;
    view =
        new ClusterView(
            cluster,
            last.observation(),
            last.statuses(),
            problem,
            clock.instant(),
            last.plan(),
            last.outcomes());
  }

  private void schedule(ClusterWalk.Result result) {
    boolean waiting =
        result.plan().deferrals().stream()
            .map(io.riparian.plan.Deferral::reason)
            .anyMatch(reason -> reason == DeferralReason.FIRST_START);
    boolean adopted =
        result.outcomes().stream()
            .anyMatch(done -> done.kind() == ChangeKind.ADOPT && done.result() == Result.DONE);
    boolean unfinished =
        result.outcomes().stream()
            .map(Outcome::result)
            .anyMatch(ending -> ending == Result.DEFERRED || ending == Result.FAILED);
    if (adopted) {
      calls.call("adopted");
    }
    Duration until = waiting ? pace.glance() : unfinished ? retry : pace.observe();
    retry = unfinished ? shorter(retry.multipliedBy(2), pace.observe()) : FIRST_RETRY;
    nextFull = clock.instant().plus(shorter(until, pace.observe()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Asks the loop to end after the calls that are under way; what they do is still recorded. It is
   * not interrupted: whoever waits for its end would no longer wait for its hands.
   */
  void stop() {
    if (closed) {
      return;
    }
    closed = true;
    calls.call("closing");
  }

  /** Stops, and waits for a while until the loop has ended. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
