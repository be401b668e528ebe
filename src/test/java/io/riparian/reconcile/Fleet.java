package io.riparian.reconcile;

import io.riparian.connect.ClusterWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.connect.FakeConnect;
import io.riparian.ledger.Accepted;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.plan.Planner;
import io.riparian.plan.Recalled.Standing;
import io.riparian.repo.FileSet;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A branch, several clusters in changing weather, a ledger, and a mortal engine between them, all
 * under the eyes of a referee. It has one thread and its own clock, so that it runs the same way
 * each time.
 */
final class Fleet {
  static final List<String> CLUSTERS = List.of("shared", "other");
  private static final Patience AT_ONCE = new Patience(3, Duration.ZERO, Duration.ZERO);

  final Branch branch;
  final Mortality mortality = new Mortality();
  private final Ledger memory = InMemoryLedger.begun();
  private final Ledger ledger = mortality.of(refereed(memory));
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final Map<String, Settling> settlings = new HashMap<>();
  private Instant now = World.START;
  private RevisionReader reader = new RevisionReader(ledger, World.KEYS, InstantSource.system());
  private Beginning beginning = new Beginning(ledger, () -> now, false);
  private Chronicle chronicle = new Chronicle(ledger, () -> now);
  private InForce inForce;

  /** A cluster, what lies before it, and who watches it from where. */
  record Site(String name, FakeConnect connect, Weather weather, Referee referee) {
    static Site of(String name, Ledger memory) {
      FakeConnect connect = new FakeConnect();
      Weather weather = new Weather(connect);
      return new Site(name, connect, weather, new Referee(name, weather, memory));
    }

    ConnectorId id(String connector) {
      return new ConnectorId(name, connector);
    }

    /** Somebody else made this, with curl. */
    void appears(String connector, Map<String, String> config) {
      connect.given(connector, config);
      weather.isTheirs(connector);
      notes(connector);
    }

    /** What stands there is what somebody wrote, whoever it was. */
    void notes(String connector) {
      referee.noteStands(connector, connect.stored(connector));
    }

    void disappears(String connector) {
      connect.givenGone(connector);
      weather.isNobodys(connector);
    }

    /** As anybody is shown it, which may be masked, with all that the worker added. */
    ConnectorConfig shown(String connector) {
      return connect.read(connector).orElseThrow().config().without(Set.of(ConnectorConfig.NAME));
    }

    ConnectorConfig asSent(String connector) {
      return Referee.asSent(connect.stored(connector));
    }
  }

  private final Map<String, ConnectCluster> doors = new LinkedHashMap<>();
  private final Map<String, ClusterWatch> watches = new LinkedHashMap<>();

  Fleet(Branch branch) {
    this.branch = branch;
    for (String name : CLUSTERS) {
      Site site = Site.of(name, memory);
      sites.put(name, site);
      doors.put(name, mortality.of(Passage.through(site.referee(), site.weather().cluster())));
    }
    this.inForce = new InForce(Judged.of(reader.judge(branch.commit())), Set.of());
    restart();
  }

  private Ledger refereed(Ledger beyond) {
    return (Ledger)
        Proxy.newProxyInstance(
            Fleet.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments.length == 1) {
                judge(method.getName(), arguments[0]);
              }
              return Passage.invoke(beyond, method, arguments);
            });
  }

  private void judge(String method, Object argument) {
    if (method.equals("remove") && argument instanceof ConnectorId id) {
      Site site = site(id.cluster());
      site.referee().judgeRemoval(id, site.connect().has(id.name()));
    } else if (argument instanceof AppliedConnector note) {
      site(note.id().cluster()).referee().judgeRecord(note);
    } else if (method.equals("recordAll") && argument instanceof Collection<?> notes) {
      notes.forEach(note -> judge("record", note));
    }
  }

  /** Another process: it knows what the ledger knows. */
  Fleet restart() {
    mortality.revive();
    reader = new RevisionReader(ledger, World.KEYS, InstantSource.system());
    beginning = new Beginning(ledger, () -> now, false);
    chronicle = new Chronicle(ledger, () -> now);
    settlings.clear();
    doors.forEach((name, door) -> watches.put(name, new ClusterWatch(name, door, () -> now)));
    return commit(inForce.undecided());
  }

  /** What the branch holds now comes into force. */
  Fleet commit(Set<String> undecided) {
    FileSet files = branch.commit();
    Accepted tip = new Accepted(Accepted.BRANCH, files.revision(), "", "none", now);
    inForce =
        new InForce(
            Judged.of(
                reader.take(files),
                new Admission(files, List.of(), List.of(tip), List.of()),
                Optional.empty()),
            undecided);
    return this;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Site site(String name) {
    return Optional.ofNullable(sites.get(name)).orElseThrow();
  }

  Collection<Site> sites() {
    return sites.values();
  }

  InForce inForce() {
    return inForce;
  }

  /** What is remembered, for those who only look. */
  Ledger memory() {
    return memory;
  }

  void acknowledge(String digest) {
    memory.acknowledge(digest, "operator", now);
  }

  Optional<AppliedConnector> applied(ConnectorId id) {
    return memory.applied(id);
  }

  private ClusterWalk line(Site site) {
    return new ClusterWalk(
        inForce.cluster(site.name()),
        expected -> watch(site).observe(expected),
        new Planner(World.KEYS, Fleet::rethrow),
        ledger,
        beginning,
        chronicle,
        settlings.computeIfAbsent(site.name(), name -> new Settling(() -> now)));
  }

  /** What the daemon would put into quarantine is to be seen here. */
  private static void rethrow(ConnectorId id, RuntimeException mistake) {
    throw mistake;
  }

  private ClusterWatch watch(Site site) {
    return Optional.ofNullable(watches.get(site.name())).orElseThrow();
  }

  /** Looks and plans; nothing is done. */
  ClusterPlan plan(Site site) {
    ClusterWalk line = line(site);
    Judged judged = inForce.judged();
    return line.plan(judged, line.observe(judged), Standing.NORMAL);
  }

  /** The line, once, on one cluster; empty when it was killed halfway. Then another one starts. */
  Optional<ClusterPlan> walk(Site site) {
    InForce walking = inForce;
    site.referee().begins(walking);
    try {
      ClusterWalk.Result walked =
          line(site)
              .walk("test", now, walking.judged(), plan -> carryOut(site, walking.judged(), plan));
      site.referee().rethrow();
      site.referee().ended(walked);
      if (mortality.isDead()) {
        restart();
        return Optional.empty();
      }
      return Optional.of(walked.plan());
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    } catch (RuntimeException | WatchedConnect.Killed end) {
      site.referee().rethrow();
      if (!mortality.isDead()) {
        throw end;
      }
      restart();
      return Optional.empty();
    }
  }

  private List<Outcome> carryOut(Site site, Judged judged, ClusterPlan plan)
      throws InterruptedException {
    site.referee().carriesOut();
    CircuitBreaker breaker = new CircuitBreaker();
    GuardedCluster guarded =
        new GuardedCluster(
            inForce.cluster(site.name()),
            Optional.ofNullable(doors.get(site.name())).orElseThrow(),
            World.KEYS,
            ledger::applied,
            AT_ONCE,
            () -> isSuperseded(judged),
            breaker);
    ChangeApplier one =
        new ChangeApplier(
            inForce.cluster(site.name()),
            plan.revision(),
            guarded,
            ledger,
            World.KEYS,
            () -> now,
            Fleet::rethrow);
    return new Applier(
            one,
            new World.InThisThread(),
            new Tempo(1),
            breaker,
            () -> isSuperseded(judged),
            () -> now,
            chronicle.telling(plan, () -> {}))
        .apply(plan);
  }

  private boolean isSuperseded(Judged judged) {
    return !judged.desired().revision().equals(inForce.judged().desired().revision());
  }
}
