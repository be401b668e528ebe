package io.riparian.reconcile;

import static io.riparian.reconcile.Promise.IT_CONVERGES;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.model.RunState;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.reconcile.Fleet.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One generated world: its seed decides what is committed, who meddles, what fails and when, and at
 * which step the engine is killed. When it is over, everything declared has to be so.
 */
final class Storm {
  private static final int STEPS = 36;
  private static final int CALM_WALKS = 80;

  /** Never touched by anything but the first commit, so that something is always declared. */
  private static final String ALWAYS = "payments-always";

  private static final List<String> NAMES =
      List.of(
          "payments-1",
          "payments-2",
          "payments-3",
          "payments-4",
          "logistics-1",
          "logistics-2",
          "logistics-3",
          "common-1",
          "common-2");

  /** What a connector that is declared may still wait for once nothing fails any more. */
  private static final Set<DeferralReason> HUMANS =
      EnumSet.of(
          DeferralReason.NOT_ADOPTED,
          DeferralReason.MARK_MISSING,
          DeferralReason.FOREIGN_MARK,
          DeferralReason.MOVE_NOT_AVAILABLE);

  /** What may keep a connector alive that is declared no more. */
  private static final Set<DeferralReason> KEPT =
      EnumSet.of(
          DeferralReason.MARK_MISSING,
          DeferralReason.MOVE_NOT_AVAILABLE,
          DeferralReason.DELETION_FORBIDDEN);

  /** Kinds that promise that nothing happened. */
  private static final Set<Kind> WITHOUT_EFFECT =
      EnumSet.of(Kind.UNREACHABLE, Kind.REBALANCING, Kind.REFUSED, Kind.UNAUTHORISED);

  private static final MarkKeys ANOTHER_INSTANCE =
      new MarkKeys("another", List.of("sixteen bytes of somebody else"));

  private final Random random;
  private final int lastStep;
  private final Fleet fleet = new Fleet(Branch.oneTeam());
  private final Branch branch = fleet.branch;
  private final Map<String, String> clusterOf = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private final List<String> told = new ArrayList<>();
  private String vanishedTeam = "";
  private String ownerOfCommon = "payments";
  private boolean marksInLedger;

  private Storm(long seed, int lastStep) {
    this.random = new Random(seed);
    this.lastStep = lastStep;
  }

  /** What happened in a storm that ended well. */
  record Passed(int steps) {}

  /**
   * @throws AssertionError when a promise was broken, telling the seed and what led to it
   */
  static Passed of(long seed) {
    return killed(seed, -1);
  }

  /**
   * The same, and the engine is killed at this step, counted in calls and in writes of the ledger.
   */
  static Passed killed(long seed, int at) {
    Storm storm = new Storm(seed, at);
    try {
      return storm.rage();
    } catch (AssertionError | RuntimeException wrong) {
      throw new StormBroke(seed, at, wrong, storm.told);
    }
  }

  /** The first promise that is broken in these worlds, and where; empty text when none is. */
  static String firstBroken(long seed, int worlds) {
    for (int world = 0; world < worlds; world++) {
      try {
        of(seed + world);
      } catch (StormBroke broke) {
        return broke.promise() + " in " + broke.getMessage();
      }
    }
    return "";
  }

  private Passed rage() {
    arrange();
    if (lastStep > 0) {
      fleet.mortality.dieIn(Math.max(1, lastStep / 2), lastStep % 2 == 0);
    }
    for (int step = 0; step < STEPS; step++) {
      something();
      fleet.sites().forEach(this::maybeWalk);
      letTimePass(Duration.ofSeconds(random.nextInt(20)));
    }
    int steps = fleet.mortality.steps();
    calm();
    fleet.sites().forEach(this::converge);
    // What has settled on one cluster may let something go on elsewhere.
    fleet.sites().forEach(this::converge);
    fleet.sites().forEach(this::checkDeclared);
    fleet.sites().forEach(this::checkUndeclared);
    fleet.sites().forEach(this::checkQuiet);
    fleet.restart();
    fleet.sites().forEach(this::checkQuiet);
    return new Passed(steps);
  }

  private void letTimePass(Duration time) {
    fleet.pass(time);
    fleet.sites().forEach(site -> site.weather().pass(time));
  }

  private void tell(String what) {
    told.add(what);
  }

  // Before the storm.

  private void arrange() {
    marksInLedger = random.nextInt(3) == 0;
    clusters("mode: manage");
    grants();
    for (Site site : fleet.sites()) {
      if (random.nextInt(3) == 0) {
        site.connect().masking("password");
      }
      if (random.nextInt(3) == 0) {
        site.connect().adding("added.by.server", "x");
      }
      site.connect().lingering(random.nextInt(3));
      site.appears("somebody-elses", Map.of("connector.class", "B"));
    }
    declare(ALWAYS, "payments", "shared", "config: {topic: always}");
    commit();
    fleet.sites().forEach(this::walk);
  }

  private void clusters(String ofOther) {
    branch.cluster("shared", random.nextInt(4) == 0 ? "deletion: forbid" : "deletion: allow");
    branch.cluster("other", ofOther, "marks: " + (marksInLedger ? "ledger" : "connector"));
  }

  /** Both teams; the prefix {@code common-} is granted to one of them. */
  private void grants() {
    for (String team : List.of("payments", "logistics")) {
      String common = team.equals(ownerOfCommon) ? ", common-" : "";
      branch.file(
          "platform/teams/" + team + ".yaml",
          "apiVersion: riparian/v1",
          "kind: Grant",
          "metadata: {name: " + team + "}",
          "spec: {connectors: {prefixes: ["
              + team
              + "-"
              + common
              + "]}, clusters: [shared, other]}");
      if (!team.equals(vanishedTeam)) {
        branch.file(
            "teams/" + team + "/team.yaml", "apiVersion: riparian/v1", "kind: Team", "spec: {}");
      }
    }
  }

  private String team(String name) {
    return name.startsWith("common-") ? ownerOfCommon : name.substring(0, name.indexOf('-'));
  }

  private static String file(String team, String name) {
    return "teams/" + team + "/connectors/" + name + ".yaml";
  }

  private void declare(String name, String team, String cluster, String... spec) {
    clusterOf.put(name, cluster);
    broken.remove(name);
    List<String> lines =
        new ArrayList<>(
            List.of(
                "apiVersion: riparian/v1",
                "kind: Connector",
                "metadata: {name: " + name + "}",
                "spec:",
                "  class: A",
                "  cluster: " + cluster));
    Arrays.stream(spec).forEach(line -> lines.add("  " + line));
    branch.file(file(team, name), lines.toArray(String[]::new));
  }

  private void remove(String name) {
    broken.remove(name);
    branch.without(file(team(name), name));
  }

  private void commit() {
    Set<String> undecided = new TreeSet<>(broken);
    // Not what was handed over: as long as the new owner's file is broken it is the old one's.
    NAMES.stream()
        .filter(name -> !vanishedTeam.isEmpty() && name.startsWith(vanishedTeam))
        .forEach(undecided::add);
    fleet.commit(undecided);
  }

  // What happens.

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Site anySite() {
    return fleet.site(any(Fleet.CLUSTERS));
  }

  private void something() {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> commitSomething();
      case 3 -> commitSomethingLarge();
      case 4 -> meddle(anySite());
      case 5 -> meddleDuringTheWalk(anySite());
      case 6, 7 -> failSomething(anySite());
      case 8 -> killSoon();
      case 9 -> restartTheWorker(anySite());
      case 10 -> lagBehind(anySite());
      case 11 -> commitDuringTheWalk(anySite());
      case 12 -> agree(anySite());
      default -> letTimePass(Duration.ofMinutes(random.nextInt(60)));
    }
  }

  private void commitSomething() {
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      String name = any(NAMES);
      if (team(name).equals(vanishedTeam)) {
        continue;
      }
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> remove(name);
        case 3 -> {
          branch.file(file(team(name), name), "metadata: {name: " + name + "}", "spec: [");
          broken.add(name);
        }
        case 4 -> declare(name, team(name), any(Fleet.CLUSTERS), spec());
        default ->
            declare(name, team(name), clusterOf.getOrDefault(name, any(Fleet.CLUSTERS)), spec());
      }
      tell("changes " + name);
    }
    commit();
  }

  private void commitSomethingLarge() {
    switch (random.nextInt(4)) {
      case 0 -> {
        tell("the other cluster is only observed, or managed again");
        clusters(random.nextBoolean() ? "mode: observe" : "mode: manage");
      }
      case 1 -> handOver();
      case 2 -> vanishOrReturn();
      default -> {
        tell("declares everything, or nothing");
        boolean all = random.nextBoolean();
        for (String name : NAMES) {
          if (team(name).equals(vanishedTeam)) {
            continue;
          }
          if (all) {
            declare(name, team(name), any(Fleet.CLUSTERS), spec());
          } else {
            remove(name);
          }
        }
      }
    }
    commit();
  }

  /** The prefix, and what bears it, go to the other team. */
  private void handOver() {
    tell("hands over what is common");
    String from = ownerOfCommon;
    String to = from.equals("payments") ? "logistics" : "payments";
    if (!vanishedTeam.isEmpty()) {
      return;
    }
    ownerOfCommon = to;
    for (String name : NAMES) {
      String text = branch.files().get(file(from, name));
      if (name.startsWith("common-") && text != null) {
        branch.without(file(from, name));
        branch.file(file(to, name), text.stripTrailing());
      }
    }
    grants();
  }

  private void vanishOrReturn() {
    if (!vanishedTeam.isEmpty()) {
      tell(vanishedTeam + " returns");
      vanishedTeam = "";
      grants();
      return;
    }
    vanishedTeam = "logistics";
    tell(vanishedTeam + " vanishes");
    branch.files().keySet().stream()
        .filter(path -> path.startsWith("teams/" + vanishedTeam + "/"))
        .forEach(branch::without);
    broken.removeIf(name -> team(name).equals(vanishedTeam));
  }

  private String[] spec() {
    List<String> spec = new ArrayList<>();
    String password =
        random.nextBoolean() ? ", password: '${file:a:" + random.nextInt(2) + "}'" : "";
    spec.add("config: {topic: t" + random.nextInt(3) + password + "}");
    switch (random.nextInt(4)) {
      case 0 -> spec.add("state: running");
      case 1 -> spec.add("state: paused");
      case 2 -> spec.add("state: stopped");
      default -> {}
    }
    if (random.nextInt(4) == 0) {
      spec.add("adopt: true");
    }
    if (random.nextInt(5) == 0) {
      spec.add("onRemoval: forget");
    }
    return spec.toArray(String[]::new);
  }

  private void meddle(Site site) {
    String name = any(NAMES);
    tell("somebody meddles with " + site.id(name));
    if (!site.connect().has(name)) {
      appear(site, name);
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> site.disappears(name);
      case 1 -> {
        site.disappears(name);
        appear(site, name);
      }
      case 2 -> edit(site, name);
      case 3 -> site.connect().givenFailedTask(name, "boom");
      case 4 -> site.connect().givenStatus(name, RunState.UNASSIGNED);
      default ->
          site.connect()
              .givenState(name, random.nextBoolean() ? RunState.PAUSED : RunState.RUNNING);
    }
  }

  private void appear(Site site, String name) {
    Map<String, String> config = new TreeMap<>(Map.of("connector.class", "B", "by", "curl"));
    switch (random.nextInt(4)) {
      case 0 ->
          config.put(
              MarkKeys.MARK, ANOTHER_INSTANCE.mark(site.id(name), ConnectorConfig.of(config)));
      case 1 ->
          config.put(
              MarkKeys.MARK,
              World.KEYS.mark(site.id("copied-from-here"), ConnectorConfig.of(config)));
      default -> {}
    }
    site.appears(name, config);
    boolean looksLikeOurs =
        !config.containsKey(MarkKeys.MARK)
            && fleet
                .applied(site.id(name))
                .filter(AppliedConnector::isManaged)
                .filter(last -> last.origin() != Origin.INTENDED)
                .filter(last -> last.origin() == Origin.ADOPTED || isInLedger(site))
                .isPresent();
    if (looksLikeOurs) {
      // It is to bear no mark, so nobody can tell it from the one that was there before.
      site.weather().isNobodys(name);
    }
  }

  private boolean isInLedger(Site site) {
    return fleet.inForce().cluster(site.name()).marks() == Cluster.Marks.LEDGER;
  }

  /** By hand, and by those who replace all of it the mark goes too. */
  private void edit(Site site, String name) {
    Map<String, String> edited = new TreeMap<>(site.connect().stored(name).entries());
    edited.put("topic", "by.hand");
    edited.put("more", "by.hand");
    if (random.nextInt(3) == 0) {
      edited.remove(MarkKeys.MARK);
    }
    RunState target = site.connect().target(name);
    site.connect().given(name, edited);
    site.connect().givenState(name, target);
    site.notes(name);
  }

  /** Between the plan and the call, just before somebody looks or creates. */
  private void meddleDuringTheWalk(Site site) {
    site.weather()
        .before(any(List.of(Operation.READ, Operation.READ, Operation.CREATE)), () -> meddle(site));
  }

  private void commitDuringTheWalk(Site site) {
    site.weather()
        .before(
            any(List.of(Operation.CONNECTORS, Operation.READ, Operation.CREATE, Operation.UPDATE)),
            this::commitSomething);
  }

  private void failSomething(Site site) {
    Operation operation = any(List.of(Operation.values()));
    Kind kind = any(List.of(Kind.values()));
    Effect effect =
        WITHOUT_EFFECT.contains(kind) || random.nextBoolean() ? Effect.NOT_DONE : Effect.DONE;
    int times = 1 + random.nextInt(4);
    tell("%d %s on %s end in %s, %s".formatted(times, operation, site.name(), kind, effect));
    site.weather().failing(operation, times, kind, effect);
    if (random.nextInt(3) == 0) {
      // A call that takes its time.
      site.weather().before(operation, () -> letTimePass(Duration.ofSeconds(90)));
    }
  }

  private void killSoon() {
    int steps = 1 + random.nextInt(25);
    boolean afterwards = random.nextBoolean();
    if (lastStep < 0) {
      tell("is killed in " + steps);
      fleet.mortality.dieIn(steps, afterwards);
    }
  }

  private void restartTheWorker(Site site) {
    Set<String> unread = new HashSet<>(site.weather().names());
    if (random.nextBoolean()) {
      unread.removeIf(name -> random.nextBoolean());
    }
    int calls = 1 + random.nextInt(8);
    tell("%s restarts, for %d calls without %s".formatted(site.name(), calls, unread));
    site.weather().starting(calls, unread);
  }

  private void lagBehind(Site site) {
    tell(site.name() + " lags behind");
    site.weather().stale(1 + random.nextInt(10));
  }

  private void agree(Site site) {
    digests(
            fleet.memory().lastCycle(site.name()).isEmpty()
                ? List.of()
                : deferrals.getOrDefault(site.name(), List.of()))
        .forEach(
            digest -> {
              tell("somebody agrees to " + digest);
              fleet.acknowledge(digest);
            });
  }

  private final Map<String, List<Deferral>> deferrals = new HashMap<>();

  private static List<String> digests(List<Deferral> deferrals) {
    return deferrals.stream()
        .map(Deferral::digest)
        .filter(digest -> !digest.isEmpty())
        .distinct()
        .toList();
  }

  // Walking.

  private void maybeWalk(Site site) {
    if (random.nextInt(5) > 0) {
      walk(site);
    }
  }

  private Optional<ClusterPlan> walk(Site site) {
    Optional<ClusterPlan> plan = fleet.walk(site);
    plan.ifPresent(made -> deferrals.put(site.name(), made.deferrals()));
    tell(
        "walks %s: %s"
            .formatted(
                site.name(),
                plan.map(
                        made ->
                            made.changes().stream()
                                    .map(change -> change.kind() + " " + change.id().name())
                                    .toList()
                                + " "
                                + made.deferrals().stream()
                                    .map(held -> held.reason() + " " + held.connector())
                                    .toList())
                    .orElse("killed")));
    return plan;
  }

  // After the storm.

  private void calm() {
    tell("it is calm");
    fleet.mortality.revive();
    fleet.sites().forEach(site -> site.weather().calm());
    List.copyOf(broken).forEach(this::remove);
    clusters("mode: manage");
    vanishedTeam = "";
    grants();
    commit();
  }

  /** Walks until there is nothing to do, and agrees to what waits for that. */
  private void converge(Site site) {
    Optional<ClusterPlan> plan = Optional.empty();
    for (int walk = 0; walk < CALM_WALKS; walk++) {
      NAMES.forEach(
          name -> {
            // A rebalance ends.
            if (site.connect().has(name)) {
              site.connect().givenState(name, site.connect().target(name));
            }
          });
      fleet.pass(Duration.ofSeconds(20));
      plan = walk(site);
      if (plan.isPresent() && plan.get().changes().isEmpty() && !plan.get().isBlocked()) {
        List<String> digests = digests(plan.get().deferrals());
        if (digests.isEmpty()) {
          return;
        }
        digests.forEach(fleet::acknowledge);
      }
    }
    throw IT_CONVERGES.broken("still not settled: " + plan);
  }

  private void expect(boolean so, String what) {
    if (!so) {
      throw IT_CONVERGES.broken(what);
    }
  }

  private Map<String, DeferralReason> waiting(Site site) {
    Map<String, DeferralReason> waiting = new HashMap<>();
    fleet.plan(site).deferrals().forEach(it -> waiting.put(it.connector(), it.reason()));
    return waiting;
  }

  private void checkDeclared(Site site) {
    Map<String, DeferralReason> waiting = waiting(site);
    for (DeclaredConnector declared : fleet.inForce().judged().desired().connectors().values()) {
      if (!declared.id().cluster().equals(site.name())) {
        continue;
      }
      DeferralReason reason = waiting.get(declared.id().name());
      if (reason != null) {
        checkWaiting(site, declared, reason);
      } else {
        checkStands(site, declared);
      }
    }
  }

  private void checkWaiting(Site site, DeclaredConnector declared, DeferralReason reason) {
    ConnectorId id = declared.id();
    expect(HUMANS.contains(reason), id + " waits because of " + reason);
    if (reason == DeferralReason.NOT_ADOPTED) {
      boolean ours =
          site.connect().stored(id.name()).get(MarkKeys.MARK).isPresent() && !isForgotten(id);
      expect(!declared.adopt() && !ours, id + " is ours, or to be adopted, and waits");
      expect(
          !isInLedger(site)
              || site.weather().isTheirsNow(id.name())
              || isForgotten(id)
              || isUnprovable(site, id),
          id + " was made by us, and is taken for nobody's");
    }
  }

  /** Without a mark, an intention is proof only as long as nobody has changed or masked a value. */
  private boolean isUnprovable(Site site, ConnectorId id) {
    ConnectorConfig shown = site.shown(id.name());
    return fleet
        .applied(id)
        .filter(it -> it.origin() == Origin.INTENDED)
        .filter(it -> !it.digests().equals(World.KEYS.digests(shown)))
        .isPresent();
  }

  private boolean isForgotten(ConnectorId id) {
    return fleet.applied(id).filter(it -> !it.isManaged()).isPresent();
  }

  private void checkStands(Site site, DeclaredConnector declared) {
    String name = declared.id().name();
    expect(site.connect().has(name), declared.id() + " is declared, and is not there");
    expect(
        site.asSent(name).equals(declared.config()),
        declared.id() + " is not as declared: " + site.asSent(name).entries().keySet());
    if (declared.state() != DeclaredState.UNMANAGED) {
      expect(
          site.connect().target(name).name().equals(declared.state().name()),
          declared.id() + " is " + site.connect().target(name) + ", not " + declared.state());
    }
    Optional<AppliedConnector> applied = fleet.applied(declared.id());
    boolean marked = site.connect().stored(name).has(MarkKeys.MARK);
    expect(
        applied
            .filter(it -> marked ? it.origin() == Origin.APPLIED : isKnownUnmarked(site, it))
            .isPresent(),
        declared.id() + " is remembered as " + applied.map(AppliedConnector::origin));
  }

  private boolean isKnownUnmarked(Site site, AppliedConnector applied) {
    return applied.origin() == Origin.ADOPTED
        || (applied.origin() == Origin.APPLIED && isInLedger(site));
  }

  private void checkUndeclared(Site site) {
    Map<String, DeferralReason> waiting = waiting(site);
    expect(!waiting.containsValue(DeferralReason.ORPHANED), "orphans: " + waiting);
    for (String name : NAMES) {
      ConnectorId id = site.id(name);
      boolean declared = fleet.inForce().judged().desired().connectors().containsKey(id);
      if (!declared && site.connect().has(name)) {
        boolean explained =
            site.weather().isTheirsNow(name)
                || (site.weather().isNobodysNow(name) && fleet.applied(id).isEmpty())
                || isForgotten(id)
                || isUnprovable(site, id)
                || Optional.ofNullable(waiting.get(name)).filter(KEPT::contains).isPresent();
        expect(explained, id + " was left behind: " + waiting.get(name));
      }
    }
  }

  private void checkQuiet(Site site) {
    site.connect().forgetCounts();
    Optional<ClusterPlan> plan = walk(site);
    if (plan.filter(made -> made.changes().isEmpty()).isEmpty() || site.connect().writes() > 0) {
      throw Promise.QUIET_IS_QUIET.broken("after everything was settled: " + plan);
    }
  }
}
