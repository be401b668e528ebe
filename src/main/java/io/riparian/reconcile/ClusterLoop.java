package io.riparian.reconcile;

import io.riparian.connect.ClusterWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.connect.Glance;
import io.riparian.health.Parts;
import io.riparian.ledger.Ledger;
import io.riparian.model.Cluster;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.plan.RestartPlan;
import io.riparian.plan.RestartWish;
import io.riparian.reconcile.Pulse.Doing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The loop around the line for one cluster: short looks, full looks, and walks when something calls
 * for one. It has its own thread and its own hands, so that nothing waits for another cluster.
 */
final class ClusterLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ClusterLoop.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final String ENDED =
      "the daemon is stopping, or the cluster's file has changed; ask again";

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
  private final Heartbeat heartbeat;
  private final Quarantine quarantine;
  private final HealthWatch health;
  private final ProgressWatch progress;
  private final RegistryWatch registry;
  private final LongSupplier interventions;
  private final Tempo tempo;

  /** As many threads as the tempo ever had at work; they end when they have nothing to do. */
  private final ExecutorService hands;

  /** Restarts that wait until the loop looks at the cluster. */
  private final Queue<RestartOrder> orders = new ConcurrentLinkedQueue<>();

  private final Calls calls = new Calls();
  private final Schedule schedule;
  private final Thread thread;

  private volatile ClusterView view;
  private volatile boolean closed;
  private volatile boolean ended;
  private Optional<ClusterLoop> predecessor = Optional.empty();

  /**
   * @param interventions another number whenever an operator began or ended something
   */
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
      Pace pace,
      Heartbeat heartbeat,
      Quarantine quarantine,
      HealthWatch health,
      ConnectDoor door,
      LongSupplier interventions) {
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
    this.heartbeat = heartbeat;
    this.quarantine = quarantine;
    this.health = health;
    this.interventions = interventions;
    this.hands = Executors.newCachedThreadPool(task -> new Thread(task, "hand-" + cluster.name()));
    this.progress = new ProgressWatch(cluster, connect, door, hands, clock);
    this.registry = new RegistryWatch(cluster, door, hands, clock);
    this.tempo = new Tempo(pace.hands());
    this.schedule = new Schedule(pace);
    this.view = ClusterView.notAsked(cluster);
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
    return view.with(schedule.nextFull(), health.course());
  }

  /** What it is doing at the moment. */
  Pulse pulse() {
    return heartbeat.pulse();
  }

  /** Walks now; whether that walk ended in time. */
  boolean walkNow(String trigger, Duration longest) throws InterruptedException {
    return calls.callAndWait(trigger, longest);
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  void lookAgain(String trigger) {
    calls.call(trigger);
  }

  /** Has an order carried out, beside whatever else is done; by the hands of this cluster. */
  void restart(RestartOrder order) {
    orders.add(order);
    calls.call("restart asked for by " + order.actor());
    if (ended) {
      leaveOrders();
    }
  }

  /** Who would be restarted, by what was last seen. */
  RestartPlan restarts(RestartWish wish) {
    ClusterView last = view;
    return walk.restarts(
        judged.get(),
        last.observation()
            .orElseGet(
                () ->
                    new Observation.Unanswered(
                        cluster.name(),
                        clock.instant(),
                        Observation.Problem.UNREACHABLE,
                        last.problem())),
        wish);
  }

  private void leaveOrders() {
    for (RestartOrder order = orders.poll(); order != null; order = orders.poll()) {
      order.leave(cluster.name(), ENDED);
    }
  }

  private void run() {
    try {
      loop();
    } finally {
      calls.close();
      ended = true;
      leaveOrders();
      hands.shutdown();
      awaitHands();
      if (isNobodysConcern()) {
        health.abandon();
      }
      connect.close();
    }
  }

  /** No file declares it any more; one that cannot be read may still. */
  private boolean isNobodysConcern() {
    Judged now = judged.get();
    return !now.desired().clusters().containsKey(cluster.name())
        && !now.declarations().undecidedClusters().contains(cluster.name());
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
        heartbeat.begin(Doing.WAITING);
        predecessor.get().thread.join();
        predecessor = Optional.empty();
      }
    } catch (InterruptedException stop) {
      return;
    }
    while (!closed) {
      try {
        if (trigger.isEmpty() && !schedule.isFullDue(clock.instant())) {
          trigger = glance();
        } else if (trigger.isEmpty()) {
          trigger = "timer";
        }
        beginRestarts();
        if (!trigger.isEmpty()) {
          walk(trigger);
          beginRestarts();
        }
        heartbeat.begin(Doing.IDLE);
        trigger = calls.await(schedule.untilNext(clock.instant()), "");
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException mistake) {
        // Ours, or the ledger's; the other clusters go on, and this one is tried again.
        LOG.errorf(mistake, "%s: the cycle broke off", cluster.name());
        String what = "the cycle broke off: " + mistake.getClass().getSimpleName();
        view = view.broken(what, clock.instant());
        schedule.again(clock.instant());
        trigger = calmDown();
      }
    }
  }

  /** Waits after a mistake; the call that comes meanwhile, or empty text. */
  private String calmDown() {
    heartbeat.begin(Doing.IDLE);
    try {
      return calls.await(pace.glance(), "");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      closed = true;
      return "";
    }
  }

  /** The short look; the reason for a full one, or empty text. */
  private String glance() {
    heartbeat.begin(Doing.ASKING);
    return watch.glance().fold(this::seen, this::blind);
  }

  private String seen(Glance.Seen seen) {
    view = view.glanced(seen);
    noteHealth();
    return seen.surprise().isEmpty() ? "" : "surprise: " + seen.surprise();
  }

  private void noteHealth() {
    health.saw(view, this::headway).ifPresent(orders::add);
  }

  private Headway headway() {
    return view.answered()
        .map(
            answered ->
                new Headway(
                    progress.stalled(judged.get(), answered.connectors(), view.statuses()),
                    progress::isKnown,
                    progress::getsOn,
                    parts()))
        .orElse(Headway.UNKNOWN);
  }

  /** How what this cluster stands on is. */
  private Parts parts() {
    SortedMap<String, Instant> away = new TreeMap<>();
    Set<String> untold = new TreeSet<>();
    Instant now = clock.instant();
    Map<String, Optional<Reachability>> all =
        Map.of("Kafka", progress.kafka(), "Schema Registry", registry.reach());
    all.forEach(
        (part, reach) -> {
          reach.flatMap(known -> known.awaySince(now)).ifPresent(since -> away.put(part, since));
          reach.filter(known -> known.isUntold(now)).ifPresent(known -> untold.add(part));
        });
    return new Parts(away, untold);
  }

  /**
   * The first failure ends what was planned; a cluster that stays down is asked with short looks
   * only.
   */
  private String blind(Glance.Blind blind) {
    health.silent(blind.unanswered().at(), blind.unanswered().why());
    return view.problem().isEmpty() ? "the cluster stopped answering" : "";
  }

  /** By a look of its own: what runs now is what may have read a secret. */
  private void beginRestarts() {
    for (RestartOrder order = orders.poll(); order != null; order = orders.poll()) {
      RestartOrder asked = order;
      boolean begun = false;
      try {
        Observation seen = walk.observe(judged.get());
        Roll roll = roll(asked, () -> walk.restarts(judged.get(), seen, asked.wish()));
        hands.execute(roll::run);
        begun = true;
      } finally {
        if (!begun) {
          asked.leave(cluster.name(), "the cycle broke off");
        }
      }
    }
  }

  private Roll roll(RestartOrder order, Supplier<RestartPlan> plan) {
    BooleanSupplier over = () -> closed || !isStillDeclared(judged.get());
    GuardedCluster guarded =
        new GuardedCluster(cluster, connect, keys, ledger::applied, pace.patience(), over);
    return new Roll(
        order,
        cluster.name(),
        plan,
        new Restarter(guarded, connect::statuses, pace.comeback(), over),
        () -> over.getAsBoolean() ? ENDED : heldBack(order),
        tried -> progress.beginAnew(tried.name()),
        ledger,
        clock);
  }

  /** What nobody asked for waits while one cause has many fail. */
  private String heldBack(RestartOrder order) {
    return order.wish().isUnasked() && health.course().alarms().holdsRestarts()
        ? "an incident is open"
        : "";
  }

  private void walk(String trigger) throws InterruptedException {
    // Before anything is recalled: what changes from now on is not in the plan for sure. The reason
    // stays the first, whatever called meanwhile.
    calls.begin(trigger);
    try {
      long intervened = interventions.getAsLong();
      Judged now = judged.get();
      if (!isStillDeclared(now)) {
        schedule.again(clock.instant());
        return;
      }
      ClusterWalk.Result walked =
          walk.walk(trigger, clock.instant(), now, plan -> apply(plan, now, intervened));
      view = view.walked(walked, watch.workers());
      noteHealth();
      schedule.after(walked, clock.instant());
      heartbeat.begin(Doing.IDLE);
      calls.end();
    } finally {
      calls.breakOff();
    }
  }

  private List<Outcome> apply(ClusterPlan plan, Judged now, long intervened)
      throws InterruptedException {
    if (plan.changes().isEmpty()) {
      return List.of();
    }
    heartbeat.begin(Doing.APPLYING, plan.changes().size());
    CircuitBreaker breaker = new CircuitBreaker();
    BooleanSupplier superseded = () -> isSuperseded(now, intervened);
    GuardedCluster guarded =
        new GuardedCluster(
            cluster, connect, keys, ledger::applied, pace.patience(), superseded, breaker);
    ChangeApplier one =
        new ChangeApplier(cluster, plan.revision(), guarded, ledger, keys, clock, quarantine);
    return new Applier(
            one,
            chronicle.hands(cluster.name(), hands),
            tempo,
            breaker,
            superseded,
            clock,
            chronicle.telling(plan, heartbeat::forward))
        .apply(plan);
  }

  private boolean isSuperseded(Judged now, long intervened) {
    return closed
        || interventions.getAsLong() != intervened
        || ledger.frozen().isPresent()
        || !judged.get().desired().revision().equals(now.desired().revision())
        || !isStillDeclared(now);
  }

  /** Whether the revision means this very cluster: another loop answers for a changed file. */
  private boolean isStillDeclared(Judged now) {
    return cluster.equals(now.desired().clusters().get(cluster.name()));
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
    calls.stop();
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
