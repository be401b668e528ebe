package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.FakeConnect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.health.AlarmTimes;
import io.riparian.ledger.Accepted;
import io.riparian.ledger.AuditEntry;
import io.riparian.ledger.CycleRecord;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.Intervention;
import io.riparian.model.Party;
import io.riparian.model.Routes;
import io.riparian.plan.Recalled.Standing;
import io.riparian.plan.RestartWish.OfConnector;
import io.riparian.plan.RestartWish.OfSecret;
import io.riparian.plan.RestartWish.Parts;
import io.riparian.policy.SecretName;
import io.riparian.repo.GitMirror;
import io.riparian.repo.Upstream;
import io.riparian.report.ClusterStatusReport;
import io.riparian.report.PlanReport;
import io.riparian.report.RestartReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReconcilerTest {
  private static final String TOLD_BY = "apiVersion: riparian/v1\nkind: Team\nspec: {notify: {%s}}";

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Nothing happens by itself: every look is asked for. */
  private static final Pace STILL =
      new Pace(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          1,
          World.QUICK,
          World.SOON,
          AlarmTimes.USUAL);

  @TempDir private Path directory = Path.of("");
  private final Branch branch = Branch.oneTeam();
  private final Set<String> committed = new TreeSet<>();
  private final Map<String, FakeConnect> fakes = new HashMap<>();
  private final List<WatchedConnect> opened = Collections.synchronizedList(new ArrayList<>());
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> refused = Collections.synchronizedSet(new TreeSet<>());
  private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
  private volatile Consumer<String> beforeWrite = write -> {};
  private Ledger ledger = InMemoryLedger.begun();
  private volatile Instant now = World.START;
  private Optional<Upstream> remote = Optional.empty();
  private Optional<GitMirror> local = Optional.empty();
  private Optional<Reconciler> opening = Optional.empty();

  @BeforeEach
  void begin() {
    remote = Optional.of(new Upstream(directory.resolve("upstream")));
    local = Optional.of(GitMirror.open(upstream().source(), directory.resolve("mirror")));
    fakes.put("shared", new FakeConnect());
    fakes.put("other", new FakeConnect());
    open();
  }

  private void open() {
    opening =
        Optional.of(
            new Reconciler(
                local.orElseThrow(),
                OwnershipSettings.CONTAINMENT,
                new RevisionReader(ledger, World.KEYS, InstantSource.system()),
                ledger,
                World.KEYS,
                this::door,
                () -> now,
                STILL));
  }

  @AfterEach
  void end() {
    reconciler().close();
    local.orElseThrow().close();
    upstream().close();
  }

  private Upstream upstream() {
    return remote.orElseThrow();
  }

  private Reconciler reconciler() {
    return opening.orElseThrow();
  }

  private FakeConnect fake(String cluster) {
    FakeConnect fake = fakes.get(cluster);
    if (fake == null) {
      throw new IllegalStateException("there is no worker of " + cluster);
    }
    return fake;
  }

  private FakeConnect shared() {
    return fake("shared");
  }

  private ConnectCluster door(Cluster cluster) {
    if (refused.contains(cluster.name())) {
      throw new IllegalArgumentException("there is no credential for " + cluster.name());
    }
    int number = opened.size();
    WatchedConnect watched =
        new WatchedConnect(
            fake(cluster.name()),
            write -> {
              calls.add("door " + number + " " + write);
              beforeWrite.accept(write);
            });
    watched.after("close", () -> calls.add("door " + number + " closed"));
    watched.before(
        "onOneWorker",
        () -> {
          calls.add("door " + number + " first look");
          await(hanging.get(cluster.name()));
        });
    opened.add(watched);
    return watched.cluster();
  }

  private static void await(@Nullable CountDownLatch answers) {
    try {
      assertThat(answers == null || answers.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private String commit() {
    Map<String, String> files = branch.files();
    committed.stream().filter(path -> !files.containsKey(path)).forEach(upstream()::without);
    files.forEach(upstream()::file);
    committed.clear();
    committed.addAll(files.keySet());
    return upstream().commit("a change");
  }

  /** The second look takes up a call that the first did not have to answer. */
  private void walk() throws InterruptedException {
    assertThat(reconciler().lookNow("test", LONG)).isTrue();
    assertThat(reconciler().lookNow("test", LONG)).isTrue();
    assertThat(reconciler().walkNow("test", LONG)).isTrue();
  }

  /** Fetches and takes over, without waiting for any cluster. */
  private void takeOver(String revision) throws InterruptedException {
    assertThat(reconciler().lookNow("test", LONG)).isTrue();
    assertThat(reconciler().repository().revision()).isEqualTo(revision);
  }

  private void takeOverFirst(String revision) throws InterruptedException {
    reconciler().start();
    assertThat(reconciler().lookNow("test", LONG)).isTrue();
    takeOver(revision);
  }

  private void running(String... connectors) throws InterruptedException {
    for (String connector : connectors) {
      branch.connector(connector);
    }
    commit();
    reconciler().start();
    walk();
  }

  // Following the branch.

  @Test
  void aCommitBecomesConnectors() throws InterruptedException {
    running("payments-a");

    assertThat(shared().has("payments-a")).isTrue();
    assertThat(reconciler().clusters())
        .singleElement()
        .satisfies(
            view -> {
              assertThat(view.problem()).isEmpty();
              assertThat(view.observation()).isPresent();
            });
    assertThat(reconciler().isAlive()).isTrue();
  }

  @Test
  void theRevisionInForceIsAccepted() throws InterruptedException {
    running("payments-a");
    branch.connector("payments-b");
    String second = commit();
    walk();

    assertThat(ledger.accepted()).map(Accepted::revision).contains(second);
  }

  @Test
  void aCommitSaysByWhichRoutesATeamIsTold() throws InterruptedException {
    running("payments-a");
    assertThat(reconciler().routes().of(Party.team("payments"))).isEqualTo(Routes.NONE);

    branch.file("teams/payments/team.yaml", TOLD_BY.formatted("routes: [{channel: slack}]"));
    takeOver(commit());
    branch.file("teams/payments/team.yaml", TOLD_BY.formatted("routs: []"));
    takeOver(commit());

    assertThat(reconciler().routes().of(Party.team("payments")).routes())
        .extracting(Routes.Route::channel)
        .containsExactly("slack");
  }

  @Test
  void aClusterAddedByACommitIsWalked() throws InterruptedException {
    running("payments-a");
    branch.cluster("other").connector("payments-b", "cluster: other");
    commit();

    walk();

    assertThat(fake("other").has("payments-b")).isTrue();
    assertThat(reconciler().clusters()).hasSize(2);
  }

  @Test
  void aClusterRemovedByACommitIsLeftAsItIs() throws InterruptedException {
    branch.cluster("other").connector("payments-b", "cluster: other");
    running("payments-a");
    branch.without(Branch.clusterFile("other")).withoutConnector("payments-b");
    commit();
    fake("other").forgetCounts();

    walk();

    assertThat(reconciler().clusters())
        .extracting(view -> view.cluster().name())
        .containsExactly("shared");
    assertThat(fake("other").has("payments-b")).isTrue();
    assertThat(fake("other").writes()).isZero();
    assertThat(reconciler().leftBehind())
        .extracting(applied -> applied.id())
        .containsExactly(new ConnectorId("other", "payments-b"));
  }

  @Test
  void aClusterWhoseFileBrokeIsLeftAsItIs() throws InterruptedException {
    running("payments-a");
    branch.file(Branch.clusterFile("shared"), "no: cluster").withoutConnector("payments-a");
    commit();
    shared().forgetCounts();

    walk();

    assertThat(reconciler().clusters()).isEmpty();
    assertThat(shared().writes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "teams/payments/connectors/aux.yaml",
        "teams/payments/connectors/con/a.yaml",
        "teams/Payments/connectors/a.yaml"
      })
  void aConnectorWhoseFileMovedToAPathThatConfusesIsLeftAsItIs(String path)
      throws InterruptedException {
    running("payments-a", "payments-b");
    branch.connector("payments-a", "config: {topic: changed}");
    String text = String.valueOf(branch.files().get(Branch.connectorFile("payments-a")));
    branch.withoutConnector("payments-a").file(path, text);
    branch.connector("payments-b", "config: {topic: changed}");
    commit();
    shared().forgetCounts();

    walk();

    assertThat(shared().has("payments-a")).isTrue();
    assertThat(shared().count(Operation.DELETE)).isZero();
    assertThat(shared().count(Operation.UPDATE)).as("its neighbour goes on").isEqualTo(1);
    assertThat(reconciler().planOf(branch.commit()).clusters().get(0).deferrals())
        .extracting(it -> it.connector() + " " + it.reason())
        .containsExactly("payments-a INVALID_FILE");
  }

  @Test
  void aClusterChangedByACommitFollowsItsNewFile() throws InterruptedException {
    branch.cluster("shared", "mode: observe");
    running("payments-a");
    assertThat(shared().writes()).isZero();
    branch.cluster("shared");
    commit();

    walk();

    assertThat(shared().has("payments-a")).isTrue();
    assertThat(calls).contains("door 0 closed").doesNotContain("door 1 closed");
  }

  @Test
  void oneClusterThatIsDownLeavesTheOthersUntouched() throws InterruptedException {
    fake("other").down(true);
    branch.cluster("other").connector("payments-b", "cluster: other");

    running("payments-a");

    assertThat(shared().has("payments-a")).isTrue();
    assertThat(reconciler().clusters())
        .filteredOn(view -> view.cluster().name().equals("other"))
        .singleElement()
        .satisfies(view -> assertThat(view.problem()).isNotEmpty());
  }

  @Test
  void theEndOfAHoldIsAnnouncedOnceWhileTheBranchStands() throws InterruptedException {
    branch.file(
        "teams/payments/holds/move.yaml",
        "apiVersion: riparian/v1",
        "kind: Hold",
        "metadata: {name: move}",
        "spec: {connectors: all, reason: it moves, until: " + now.plus(Duration.ofHours(4)) + "}");
    running("payments-a");
    assertThat(nearEnds()).isEmpty();

    now = now.plus(Duration.ofHours(4)).minus(InterventionWatch.NEAR);
    walk();

    assertThat(nearEnds()).containsExactly("teams/payments/holds/move.yaml");
  }

  private List<String> nearEnds() {
    return ledger.auditAfter(0, 100).stream()
        .filter(entry -> entry.action().equals("near-end-hold"))
        .map(AuditEntry::subject)
        .toList();
  }

  @Test
  void whateverAHandLogsBelongsToItsCycle() throws InterruptedException {
    running("payments-a");
    branch.connector("payments-b");
    String revision = commit();
    List<String> inside = Collections.synchronizedList(new ArrayList<>());
    beforeWrite =
        write ->
            inside.add(
                Thread.currentThread().getName()
                    + " "
                    + MDC.get(CycleScope.CLUSTER)
                    + " "
                    + MDC.get(CycleScope.REVISION));

    walk();

    assertThat(inside).containsExactly("hand-shared shared " + revision);
  }

  // Operators, while a plan is being applied.

  private void suspend() {
    reconciler().interventions().suspend("shared", "", Duration.ofHours(4), "anna", "on the phone");
  }

  private void twoMore() {
    branch.connector("payments-b").connector("payments-c");
    commit();
  }

  @Test
  void whatIsHeldCountsAsHeldBackOnItsCluster() throws InterruptedException {
    running("payments-a");
    suspend();

    walk();

    assertThat(new Survey(reconciler()).clusters())
        .singleElement()
        .satisfies(cluster -> assertThat(cluster.deferred()).isEqualTo(1));
  }

  @Test
  void anOrderToLeaveAClusterAloneStopsThePlanThatIsBeingApplied() throws InterruptedException {
    running("payments-a");
    twoMore();
    opened.get(0).before("create", this::suspend);

    walk();

    assertThat(shared().has("payments-b")).as("its call was under way").isTrue();
    assertThat(shared().has("payments-c")).as("it had not begun").isFalse();
    assertThat(ledger.cycles(10))
        .anySatisfy(
            cycle -> assertThat(cycle.outcomesJson()).contains("an operator has intervened"));
  }

  @Test
  void theEndOfSuchAnOrderHasTheRestPlannedAtOnce() throws InterruptedException {
    running("payments-a");
    reconciler().interventions().breakGlass("", Duration.ofHours(1), "anna", "outage");
    twoMore();
    opened
        .get(0)
        .before(
            "create",
            () ->
                reconciler()
                    .interventions()
                    .end(new Intervention.Key(Intervention.Kind.BREAK_GLASS, "", ""), "anna"));

    walk();

    assertThat(ledger.cycles(10))
        .as("the plan of before was not gone on with")
        .anySatisfy(
            cycle -> assertThat(cycle.outcomesJson()).contains("an operator has intervened"));
    until("the rest is done", () -> shared().has("payments-c"));
  }

  // Restarts.

  private static final String SECRET = "config: {password: '${file:a:password}'}";
  private static final OfSecret ROTATED = new OfSecret(SecretName.of("file:a").orElseThrow(), "");

  private static OfConnector all(String connector) {
    return new OfConnector(connector, Parts.ALL);
  }

  /** What became of the last order, once it has come to its end. */
  private List<String> restarted() throws InterruptedException {
    while (!reconciler().restarts().orders().get(0).finished()) {
      Thread.sleep(5);
    }
    return reconciler().restarts().orders().get(0).restarts().stream()
        .map(one -> one.cluster() + "/" + one.connector() + " " + one.result())
        .toList();
  }

  @Test
  void aRestartIsDoneByTheHandsOfItsCluster() throws InterruptedException {
    running("payments-a", "payments-b");
    List<String> inside = Collections.synchronizedList(new ArrayList<>());
    beforeWrite = write -> inside.add(Thread.currentThread().getName() + " " + write);

    RestartReport begun = reconciler().restarts().restart(all("payments-a"), "", "anna", "");

    assertThat(begun.finished()).isFalse();
    assertThat(restarted()).containsExactly("shared/payments-a restarted");
    assertThat(inside).containsExactly("hand-shared restart payments-a");
    assertThat(ledger.auditAfter(0, 1_000))
        .filteredOn(entry -> entry.action().endsWith("restart"))
        .extracting(AuditEntry::action, AuditEntry::actor, AuditEntry::subject)
        .containsExactly(
            tuple("begin-restart", "anna", "shared/payments-a"),
            tuple("restart", "anna", "shared/payments-a"));
  }

  @Test
  void aConnectorOnSeveralClustersIsRestartedWhereItIsMeant() throws InterruptedException {
    branch.cluster("other");
    branch.connector("payments-a");
    running();
    fake("other").given("payments-b", Map.of());
    branch.file(
        "teams/payments/connectors/more.yaml",
        "apiVersion: riparian/v1",
        "kind: Connector",
        "metadata: {name: payments-two}",
        "spec:",
        "  class: A",
        "  targets: [{cluster: shared}, {cluster: other}]");
    commit();
    walk();
    RestartDesk desk = reconciler().restarts();

    assertThatThrownBy(() -> desk.restart(all("payments-two"), "", "anna", ""))
        .hasMessage("payments-two is on other and shared; say which cluster");
    assertThatThrownBy(() -> desk.restart(all("payments-x"), "", "anna", ""))
        .hasMessageContaining("no accepted file declares payments-x");
    assertThatThrownBy(() -> desk.restart(all("payments-two"), "nope", "anna", ""))
        .hasMessage("there is no cluster nope");
    assertThatThrownBy(() -> desk.restart(ROTATED, "", "anna", " "))
        .hasMessageContaining("give a reason");

    desk.restart(all("payments-two"), "other", "anna", "");
    assertThat(restarted()).containsExactly("other/payments-two restarted");
    desk.restart(all("payments-b"), "other", "anna", "");
    assertThat(restarted()).containsExactly("other/payments-b not-ours");
  }

  @Test
  void whoWouldBeRestartedIsToldWithoutACall() throws InterruptedException {
    branch.connector("payments-a", SECRET);
    running("payments-b");
    shared().forgetCounts();

    RestartReport plan = reconciler().restarts().plan(ROTATED, "");

    assertThat(plan.restarts())
        .extracting(one -> one.connector() + " " + one.result())
        .containsExactly("payments-a waiting");
    assertThat(shared().reads() + shared().writes()).isZero();
    assertThat(reconciler().restarts().orders()).isEmpty();
  }

  @Test
  void aClusterThatDoesNotAnswerIsToldAndTheOthersGoOn() throws InterruptedException {
    branch.cluster("other");
    branch.connector("payments-a", SECRET);
    branch.connector("payments-o", "cluster: other", SECRET);
    running();
    fake("other").down(true);

    reconciler().restarts().restart(ROTATED, "", "anna", "rotation");

    assertThat(restarted())
        .containsExactly("other/payments-o cluster-held-back", "shared/payments-a restarted");
  }

  @Test
  void aClusterWhoseDoorIsShutIsToldToo() throws InterruptedException {
    refused.add("other");
    branch.cluster("other");
    branch.connector("payments-a", SECRET);
    running();

    reconciler().restarts().restart(ROTATED, "", "anna", "rotation");

    assertThat(restarted()).containsExactly("shared/payments-a restarted");
    assertThat(reconciler().restarts().orders().get(0).unasked())
        .containsExactly(
            new RestartReport.UnaskedCluster("other", "there is no credential for other"));
  }

  @Test
  void aClusterWhoseFileIsBrokenMayHaveSomethingToo() throws InterruptedException {
    branch.cluster("other");
    branch.connector("payments-a", SECRET);
    running();
    branch.file(Branch.clusterFile("other"), "kind: Cluster", "spec: [");
    commit();
    walk();

    assertThat(reconciler().restarts().plan(ROTATED, "").unasked())
        .containsExactly(
            new RestartReport.UnaskedCluster(
                "other", "nobody works on it: its file has a mistake"));
    reconciler().restarts().restart(ROTATED, "", "anna", "rotation");
    assertThat(restarted()).containsExactly("shared/payments-a restarted");
    assertThat(reconciler().restarts().orders().get(0).unasked()).hasSize(1);
  }

  @Test
  void twoSecretsAreNotRolledOnOneClusterAtOnce() throws InterruptedException {
    branch.connector("payments-a", SECRET);
    running("payments-b");
    CountDownLatch taken = new CountDownLatch(1);
    opened.get(0).before("restart", () -> await(taken));
    RestartDesk desk = reconciler().restarts();

    desk.restart(ROTATED, "", "anna", "rotation");
    assertThatThrownBy(() -> desk.restart(ROTATED, "shared", "ben", "rotation"))
        .hasMessageContaining("are under way, asked for by anna");
    walk();
    taken.countDown();

    assertThat(restarted()).containsExactly("shared/payments-a restarted");
    desk.restart(ROTATED, "shared", "ben", "rotation");
    assertThat(restarted()).containsExactly("shared/payments-a restarted");
  }

  @Test
  void anotherFileOfTheClusterEndsWhatHasNotBegun() throws InterruptedException {
    branch.connector("payments-a", SECRET);
    branch.connector("payments-b", SECRET);
    running();
    CountDownLatch taken = new CountDownLatch(1);
    opened.get(0).before("restart", () -> await(taken));

    reconciler().restarts().restart(ROTATED, "", "anna", "rotation");
    branch.cluster("shared", "drift: report");
    takeOver(commit());
    taken.countDown();

    assertThat(restarted()).contains("shared/payments-b left");
    walk();
    assertThat(calls).filteredOn(call -> call.contains("restart payments-b")).isEmpty();
  }

  // What hangs.

  /** Asking this cluster for anything hangs until the test ends it. */
  private CountDownLatch neverAnswering(String cluster) {
    CountDownLatch answers = new CountDownLatch(1);
    hanging.put(cluster, answers);
    return answers;
  }

  private void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came to this: %s", what).isLessThan(deadline);
      Thread.sleep(1);
    }
  }

  private String activity(String cluster) {
    return new Survey(reconciler())
        .clusters().stream()
            .filter(report -> report.name().equals(cluster))
            .map(ClusterStatusReport::activity)
            .findFirst()
            .orElse("");
  }

  @Test
  void aClusterThatNeverAnswersIsNamedWhileTheOthersGoOn() throws InterruptedException {
    CountDownLatch answers = neverAnswering("other");
    branch.cluster("other").connector("payments-b", "cluster: other").connector("payments-a");
    takeOverFirst(commit());

    until("named", () -> activity("other").equals("asked since " + now + ", no answer yet"));
    until("applied", () -> shared().has("payments-a"));
    for (int walk = 1; walk <= 5; walk++) {
      int looked = shared().count(Operation.CONNECTORS);
      reconciler().lookAgain("test");
      until("another walk", () -> shared().count(Operation.CONNECTORS) > looked);
    }
    until("idle", () -> activity("shared").isEmpty());
    assertThat(activity("other")).isEqualTo("asked since " + now + ", no answer yet");
    assertThat(new Survey(reconciler()).status().repositoryActivity()).isEmpty();
    assertThat(reconciler().isAlive()).as("that it hangs is not our death").isTrue();

    answers.countDown();
    walk();

    assertThat(activity("other")).isEmpty();
    assertThat(fake("other").has("payments-b")).isTrue();
  }

  @Test
  void aLoopThatHangsForLongerThanAnyCallTakesIsOurMistake() throws InterruptedException {
    CountDownLatch answers = neverAnswering("other");
    branch.cluster("other");
    takeOverFirst(commit());
    until("asked", () -> !activity("other").isEmpty());
    until("the other one is done", () -> activity("shared").isEmpty());

    now = World.START.plus(Duration.ofMinutes(30));
    assertThat(reconciler().isAlive()).isTrue();
    now = World.START.plus(Duration.ofMinutes(31));

    assertThat(reconciler().isAlive()).isFalse();
    assertThat(reconciler().stuck())
        .extracting(Pulse::loop, Pulse::sentence)
        .containsExactly(tuple("cluster other", "asked since " + World.START + ", no answer yet"));
    answers.countDown();
    until("idle", () -> activity("other").isEmpty());
    assertThat(reconciler().isAlive()).isTrue();
  }

  @Test
  void whatIsBeingAppliedIsCounted() throws InterruptedException {
    running();
    CountDownLatch goOn = hangWhileCreating("payments-a", "payments-b");

    assertThat(activity("shared")).isEqualTo("applying since " + now + ", 0 of 2 changes");

    goOn.countDown();
    until("idle", () -> activity("shared").isEmpty());
  }

  @Test
  void aLoopThatWaitsForTheOneBeforeItSaysSo() throws InterruptedException {
    running();
    CountDownLatch goOn = hangWhileCreating("payments-a");
    branch.cluster("shared", "unmanaged: ignore");
    takeOver(commit());

    until("both", () -> activity("shared").contains("; "));
    assertThat(activity("shared"))
        .contains("waits since " + now + " for the loop before it to end")
        .contains("applying since " + now + ", 0 of 1 changes");

    goOn.countDown();
    walk();
    until("idle", () -> activity("shared").isEmpty());
  }

  // One loop after another.

  /** A worker that hangs in the first creation, until the test lets it go on. */
  private CountDownLatch hanging(CountDownLatch hangs, int door) throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    opened
        .get(door)
        .before(
            "create",
            () -> {
              hangs.countDown();
              try {
                assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
              }
              calls.add("door " + door + " goes on");
            });
    return goOn;
  }

  private CountDownLatch hangWhileCreating(String... connectors) throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch goOn = hanging(hangs, 0);
    for (String connector : connectors) {
      branch.connector(connector);
    }
    commit();
    reconciler().lookAgain("test");
    assertThat(hangs.await(30, TimeUnit.SECONDS)).isTrue();
    return goOn;
  }

  private void assertSuccessorWaited() {
    List<String> seen = List.copyOf(calls);
    assertThat(seen).contains("door 0 goes on", "door 0 closed", "door 1 first look");
    assertThat(seen.indexOf("door 1 first look")).isGreaterThan(seen.indexOf("door 0 goes on"));
    assertThat(seen.indexOf("door 1 first look")).isGreaterThan(seen.indexOf("door 0 closed"));
  }

  @Test
  void aLoopEndsWithItsHandsBeforeItsSuccessorStarts() throws InterruptedException {
    running();
    CountDownLatch goOn = hangWhileCreating("payments-a", "payments-b", "payments-c");
    branch.cluster("shared", "unmanaged: ignore");
    takeOver(commit());
    Thread.sleep(50);

    goOn.countDown();
    walk();

    assertSuccessorWaited();
    assertThat(calls)
        .filteredOn(call -> call.contains("create"))
        .as("what had not begun is the successor's")
        .containsExactlyInAnyOrder(
            "door 0 create payments-a", "door 1 create payments-b", "door 1 create payments-c");
    assertThat(ledger.applied().values())
        .extracting(it -> it.origin())
        .containsOnly(Origin.APPLIED);
  }

  @Test
  void aClusterThatComesBackWaitsForTheLoopItHadBefore() throws InterruptedException {
    running();
    CountDownLatch goOn = hangWhileCreating("payments-a");
    branch.without(Branch.clusterFile("shared"));
    takeOver(commit());
    branch.cluster("shared");
    takeOver(commit());
    Thread.sleep(50);

    goOn.countDown();
    walk();

    assertSuccessorWaited();
  }

  @Test
  void theThirdLoopWaitsForTheFirstAlthoughTheSecondNeverStarted() throws InterruptedException {
    running();
    CountDownLatch goOn = hangWhileCreating("payments-a");
    branch.cluster("shared", "unmanaged: ignore");
    takeOver(commit());
    branch.cluster("shared");
    takeOver(commit());
    Thread.sleep(50);

    goOn.countDown();
    walk();

    List<String> seen = List.copyOf(calls);
    assertThat(seen).doesNotContain("door 1 first look");
    assertThat(seen.indexOf("door 2 first look")).isGreaterThan(seen.indexOf("door 0 closed"));
  }

  @Test
  void closingLetsTheCallUnderWayEndAndBeginsNoOther() throws InterruptedException {
    running();
    CountDownLatch goOn = hangWhileCreating("payments-a", "payments-b", "payments-c");
    Thread closing = new Thread(() -> reconciler().close());
    closing.start();
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }

    goOn.countDown();
    closing.join();

    assertThat(shared().count(Operation.CREATE)).isEqualTo(1);
    assertThat(ledger.applied().values())
        .singleElement()
        .satisfies(it -> assertThat(it.origin()).isEqualTo(Origin.APPLIED));
  }

  // The door.

  @Test
  void aDoorThatRefusesIsAProblemOfThatClusterOnly() throws InterruptedException {
    refused.add("other");
    branch.cluster("other").connector("payments-b", "cluster: other");

    running("payments-a");

    assertThat(shared().has("payments-a")).isTrue();
    assertThat(reconciler().doorProblems()).containsOnlyKeys("other");
    assertThat(reconciler().isAlive()).isTrue();
  }

  @Test
  void aDoorProblemEndsWithTheClusterOrWithTheProblem() throws InterruptedException {
    refused.add("other");
    branch.cluster("other");
    running("payments-a");
    branch.without(Branch.clusterFile("other"));
    commit();
    walk();
    assertThat(reconciler().doorProblems()).isEmpty();

    branch.cluster("other");
    commit();
    walk();
    assertThat(reconciler().doorProblems()).isNotEmpty();
    refused.clear();
    branch.connector("payments-b");
    commit();
    walk();

    assertThat(reconciler().doorProblems()).isEmpty();
    assertThat(reconciler().clusters()).hasSize(2);
  }

  // Only asking.

  @Test
  void aPlanOfOtherFilesDoesNothingAndIsNotRemembered() throws InterruptedException {
    running("payments-a");
    int lines = ledger.auditAfter(0, 100).size();
    List<CycleRecord> cycles = ledger.cycles(100);
    List<ClusterView> views = reconciler().clusters();
    shared().forgetCounts();

    PlanReport report =
        reconciler().planOf(branch.connector("payments-b", "config: {topic: b}").commit());

    assertThat(report.clusters())
        .singleElement()
        .satisfies(
            plan ->
                assertThat(plan.changes())
                    .extracting(change -> change.kind() + " " + change.connector())
                    .containsExactly("create payments-b"));
    assertThat(shared().writes()).isZero();
    assertThat(shared().reads()).as("but for what is installed").isEqualTo(1);
    assertThat(shared().count(Operation.PLUGINS)).isEqualTo(1);
    assertThat(ledger.applied()).containsOnlyKeys(World.id("payments-a"));
    assertThat(ledger.auditAfter(0, 100)).hasSize(lines);
    assertThat(ledger.cycles(100)).isEqualTo(cycles);
    assertThat(reconciler().clusters()).isEqualTo(views);
    walk();
    assertThat(shared().has("payments-b")).isFalse();
  }

  @Test
  void aPlanOfABrokenFileSaysWhere() throws InterruptedException {
    running("payments-a");

    PlanReport report =
        reconciler().planOf(branch.file(Branch.connectorFile("payments-b"), "no: x").commit());

    assertThat(report.hasErrors()).isTrue();
    assertThat(report.diagnostics())
        .anySatisfy(it -> assertThat(it.file()).isEqualTo(Branch.connectorFile("payments-b")));
  }

  @Test
  void aPlanWithoutADaemonStartsNothing() {
    branch.connector("payments-a");
    String revision = commit();

    reconciler().fetchOnce();
    PlanReport report = reconciler().planOnce();

    assertThat(report.revision()).isEqualTo(revision);
    assertThat(report.changeCount()).isEqualTo(1);
    assertThat(reconciler().clusters()).as("no loop").isEmpty();
    assertThat(shared().writes()).isZero();
    assertThat(ledger.applied()).isEmpty();
    assertThat(ledger.accepted()).isEmpty();
    assertThat(calls).contains("door 0 closed");
  }

  @Test
  void aPlanWithoutADaemonBeginsNoLedger() {
    ledger = new InMemoryLedger();
    open();
    branch.connector("payments-a");
    commit();

    reconciler().fetchOnce();
    PlanReport report = reconciler().planOnce();

    assertThat(report.changeCount()).isEqualTo(1);
    assertThat(ledger.isEmpty()).isTrue();
  }

  @Test
  void aPlanWithoutADaemonSaysWhichDoorRefuses() {
    refused.add("other");
    branch.cluster("other").connector("payments-a");
    commit();

    reconciler().fetchOnce();
    PlanReport report = reconciler().planOnce();

    assertThat(report.clusters()).hasSize(2);
    assertThat(report.clusters().get(0).deferrals())
        .extracting(PlanReport.DeferralReport::reason)
        .containsExactly("CLUSTER_UNREACHABLE");
    assertThat(report.clusters().get(1).changes()).hasSize(1);
  }

  @Test
  void whatWasPlannedWithoutADaemonIsAppliedOnceItStarts() throws InterruptedException {
    branch.connector("payments-a");
    commit();
    reconciler().fetchOnce();
    reconciler().planOnce();

    reconciler().start();
    walk();

    assertThat(shared().has("payments-a")).isTrue();
  }

  @Test
  void withoutADaemonAFirstStartAppliesEverything() throws InterruptedException {
    ledger = new InMemoryLedger();
    open();
    branch.cluster("other").connector("payments-a").connector("payments-b", "cluster: other");
    commit();
    reconciler().fetchOnce();

    assertThat(reconciler().applyOnce(LONG)).isTrue();

    assertThat(shared().has("payments-a")).isTrue();
    assertThat(fake("other").has("payments-b")).isTrue();
  }

  @Test
  void withoutADaemonOnlyWhatWasFetchedIsApplied() throws InterruptedException {
    branch.connector("payments-a");
    commit();
    reconciler().fetchOnce();
    branch.connector("payments-b");
    commit();

    assertThat(reconciler().applyOnce(LONG)).isTrue();

    assertThat(shared().has("payments-a")).isTrue();
    assertThat(shared().has("payments-b")).as("pushed after we looked").isFalse();
  }

  @Test
  void whoeverListensHearsWhatEveryWalkDid() throws InterruptedException {
    running();
    branch.connector("payments-a");
    commit();

    try (Hearing hearing = reconciler().listen()) {
      walk();

      assertThat(hearing.outcomes())
          .as("also when a later walk, with nothing to do, is the last")
          .extracting(
              outcome -> outcome.connector() + " " + outcome.kind() + " " + outcome.result())
          .containsExactly("payments-a CREATE DONE");
    }
  }

  // What operators decide.

  @Test
  void aBaselineEndsALostLedger() throws InterruptedException {
    running("payments-a");
    reconciler().close();
    ledger = new InMemoryLedger();
    open();
    reconciler().start();
    walk();
    assertThat(reconciler().standing()).isEqualTo(Standing.LEDGER_LOST);
    shared().forgetCounts();

    int remembered = reconciler().desk().acceptBaseline("main", "operator");
    walk();

    assertThat(remembered).isEqualTo(1);
    assertThat(reconciler().standing()).isEqualTo(Standing.NORMAL);
    assertThat(ledger.applied().values())
        .extracting(it -> it.origin())
        .containsExactly(Origin.APPLIED);
    assertThat(shared().writes()).isZero();
    assertThatThrownBy(() -> reconciler().desk().acceptBaseline("main", "operator"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBaselineThatIsNoCommitOfTheBranchIsRefused() throws InterruptedException {
    ledger = new InMemoryLedger();
    open();
    shared().given("payments-a", Map.of("riparian.mark", markOf("payments-a")));
    branch.connector("payments-a");
    commit();
    reconciler().start();
    walk();

    assertThatThrownBy(() -> reconciler().desk().acceptBaseline("0123456789", "operator"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ledger.isEmpty()).isTrue();
  }

  private static String markOf(String name) {
    return World.mark(name, Map.of());
  }

  @Test
  void aRewriteIsAcceptedByItsExactCommitOnly() throws InterruptedException {
    running("payments-a");
    branch.connector("payments-b").files().forEach(upstream()::file);
    String rewritten = upstream().commitOn(List.of(), "rewritten");
    walk();
    assertThat(reconciler().standing()).isEqualTo(Standing.HISTORY_REWRITTEN);
    assertThat(shared().has("payments-b")).isFalse();

    assertThat(reconciler().desk().acknowledgeRewrite("0".repeat(40), "operator")).isFalse();
    assertThat(reconciler().desk().acknowledgeRewrite(rewritten, "operator")).isTrue();
    walk();

    assertThat(reconciler().standing()).isEqualTo(Standing.NORMAL);
    assertThat(ledger.accepted()).map(Accepted::revision).contains(rewritten);
    assertThat(shared().has("payments-b")).isTrue();
  }

  @Test
  void aRewriteIsNotAcceptedWhenTheBranchHasMovedOn() throws InterruptedException {
    running("payments-a");
    String accepted = reconciler().repository().revision();
    String rewritten = upstream().commitOn(List.of(), "rewritten");
    walk();
    upstream().commitOn(List.of(), "rewritten again");
    local.orElseThrow().fetch();

    assertThat(reconciler().desk().acknowledgeRewrite(rewritten, "operator")).isFalse();

    assertThat(reconciler().standing()).isEqualTo(Standing.HISTORY_REWRITTEN);
    assertThat(ledger.accepted()).map(Accepted::revision).contains(accepted);
  }
}
