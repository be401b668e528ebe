package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.RunState;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.plan.Outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApplierTest {
  private final World world = new World();
  private final List<Outcome> told = new ArrayList<>();
  private BooleanSupplier superseded = () -> false;
  private Runnable afterFirst = () -> {};

  private List<Outcome> apply(ClusterPlan plan) throws InterruptedException {
    CircuitBreaker breaker = new CircuitBreaker();
    return new Applier(
            world.applier(breaker),
            new World.InThisThread(),
            new Tempo(1),
            breaker,
            superseded,
            world::now,
            this::tell)
        .apply(plan);
  }

  private void tell(Outcome outcome) {
    told.add(outcome);
    afterFirst.run();
    afterFirst = () -> {};
  }

  private ClusterPlan plan(String... connectors) {
    for (String connector : connectors) {
      world.branch.connector(connector);
    }
    return world.commit().plan();
  }

  private static ClusterPlan withChanges(ClusterPlan plan, List<Change> changes) {
    return new ClusterPlan(
        plan.cluster(),
        plan.revision(),
        plan.mode(),
        plan.managed(),
        changes,
        plan.deferrals(),
        plan.unmanaged(),
        plan.agreed());
  }

  private static ClusterPlan beginningBy(ClusterPlan plan, Instant time) {
    return new ClusterPlan(
        plan.cluster(),
        plan.revision(),
        plan.mode(),
        plan.managed(),
        plan.changes(),
        plan.deferrals(),
        plan.unmanaged(),
        plan.agreed(),
        plan.drift(),
        time);
  }

  @Test
  void aConnectorIsStoppedBeforeItIsReconfigured() throws InterruptedException {
    world.branch.connector("payments-a", "state: running");
    world.commit().settle();
    world.watched.forget();
    world.branch.connector("payments-a", "state: stopped", "config: {topic: new}");

    apply(world.commit().plan());

    assertThat(world.watched.writes()).containsExactly("stop payments-a", "update payments-a");
  }

  @Test
  void aConnectorIsReconfiguredBeforeItIsStarted() throws InterruptedException {
    world.branch.connector("payments-a", "state: stopped");
    world.commit().settle();
    world.watched.forget();
    world.branch.connector("payments-a", "state: running", "config: {topic: new}");

    apply(world.commit().plan());

    assertThat(world.watched.writes()).containsExactly("update payments-a", "resume payments-a");
  }

  @Test
  void theNextChangeOfAConnectorWaitsForTheOneBeforeIt() throws InterruptedException {
    world.branch.connector("payments-a", "state: running");
    world.commit().settle();
    world.branch.connector("payments-a", "state: stopped", "config: {topic: new}");
    ClusterPlan plan = world.commit().plan();
    world.connect.failing(Operation.STOP, 1, Kind.WORKER_ERROR, Effect.NOT_DONE);

    List<Outcome> outcomes = apply(plan);

    assertThat(outcomes)
        .extracting(Outcome::kind, Outcome::result)
        .containsExactly(
            tuple(ChangeKind.SET_STATE, Result.FAILED), tuple(ChangeKind.UPDATE, Result.DEFERRED));
    assertThat(world.connect.target("payments-a")).isEqualTo(RunState.RUNNING);
    assertThat(world.connect.stored("payments-a").has("topic")).isFalse();
  }

  @Test
  void deletionsComeLast() throws InterruptedException {
    plan("payments-a", "payments-b");
    world.settle();
    world.watched.forget();
    world.branch.withoutConnector("payments-a");

    ClusterPlan plan = plan("payments-z");
    List<Change> deletionFirst = new ArrayList<>(plan.changes());
    deletionFirst.sort((one, other) -> one.id().compareTo(other.id()));
    assertThat(deletionFirst.get(0).kind()).isEqualTo(ChangeKind.DELETE);
    apply(withChanges(plan, deletionFirst));

    assertThat(world.watched.writes()).containsExactly("create payments-z", "delete payments-a");
  }

  @Test
  void teamsTakeTurns() throws InterruptedException {
    world.branch.team("logistics");

    ClusterPlan plan =
        plan("logistics-1", "logistics-2", "logistics-3", "payments-1", "payments-2");
    apply(plan);

    assertThat(world.watched.writes())
        .containsExactly(
            "create logistics-1",
            "create payments-1",
            "create logistics-2",
            "create payments-2",
            "create logistics-3");
  }

  @Test
  void oneFailureNeverStopsTheNextConnector() throws InterruptedException {
    ClusterPlan plan = plan("payments-a", "payments-b", "payments-c");
    world.connect.failing(Operation.CREATE, 1, Kind.WORKER_ERROR, Effect.NOT_DONE);

    List<Outcome> outcomes = apply(plan);

    assertThat(outcomes)
        .extracting(Outcome::result)
        .containsExactly(Result.FAILED, Result.DONE, Result.DONE);
    assertThat(world.connect.has("payments-c")).isTrue();
  }

  private ClusterPlan planOf(int connectors) {
    for (int number = 100; number < 100 + connectors; number++) {
      world.branch.connector("payments-" + number);
    }
    return world.commit().plan();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"UNREACHABLE", "TIMED_OUT", "OUTCOME_UNKNOWN"})
  void aClusterThatStopsAnsweringIsAskedForThreeConnectorsOnly(Kind silence)
      throws InterruptedException {
    ClusterPlan plan = planOf(50);
    world.connect.forgetCounts();
    world.connect.failing(Operation.CREATE, 1_000, silence, Effect.NOT_DONE);

    List<Outcome> outcomes = apply(plan);

    assertThat(world.connect.count(Operation.CREATE)).isEqualTo(3 * World.QUICK.tries());
    assertThat(outcomes).hasSize(50);
    assertThat(outcomes.subList(3, 50))
        .allSatisfy(
            outcome -> {
              assertThat(outcome.result()).isEqualTo(Result.DEFERRED);
              assertThat(outcome.detail()).contains("stopped taking changes");
            });
  }

  @Test
  void answeredReadsDoNotKeepAClusterGoingThatTakesNoWrite() throws InterruptedException {
    ClusterPlan all = planOf(20);
    apply(all);
    for (int number = 100; number < 120; number++) {
      world.branch.connector("payments-" + number, "config: {topic: new}");
    }
    ClusterPlan plan = world.commit().plan();
    world.connect.forgetCounts();
    world.connect.failing(Operation.UPDATE, 1_000, Kind.OUTCOME_UNKNOWN, Effect.NOT_DONE);

    List<Outcome> outcomes = apply(plan);

    assertThat(world.connect.count(Operation.UPDATE)).isEqualTo(3 * World.QUICK.tries());
    assertThat(outcomes).filteredOn(it -> it.result() == Result.DEFERRED).hasSize(17);
  }

  @Test
  void whatTheClusterAnswersInBetweenKeepsItGoing() throws InterruptedException {
    ClusterPlan plan = planOf(50);
    for (int times = 0; times < 20; times++) {
      world.connect.failing(
          Operation.CREATE, 2 * World.QUICK.tries(), Kind.UNREACHABLE, Effect.NOT_DONE);
      world.connect.failing(Operation.CREATE, 1, Kind.WORKER_ERROR, Effect.NOT_DONE);
    }

    List<Outcome> outcomes = apply(plan);

    assertThat(outcomes).extracting(Outcome::detail).noneMatch(it -> it.contains("stopped taking"));
    assertThat(outcomes).filteredOn(it -> it.result() == Result.FAILED).hasSize(16);
  }

  @Test
  void nothingMoreIsBegunOnceNothingCanBeNoted() {
    ClusterPlan plan = planOf(5);
    world.watched.after("create", () -> world.ledger().close());

    assertThatThrownBy(() -> apply(plan)).isInstanceOf(BrokenOff.class);

    assertThat(world.watched.writes()).containsExactly("create payments-100");
  }

  @Test
  void whatEndedBeforeItBrokeOffIsAnOutcomeAllTheSame() {
    ClusterPlan plan = planOf(3);
    afterFirst = () -> world.watched.after("create", () -> world.ledger().close());

    assertThatThrownBy(() -> apply(plan))
        .isInstanceOfSatisfying(
            BrokenOff.class,
            broken ->
                assertThat(broken.outcomes())
                    .extracting(Outcome::connector, Outcome::result)
                    .containsExactly(
                        tuple("payments-100", Result.DONE),
                        tuple("payments-102", Result.DEFERRED)));
  }

  @Test
  void anErrorInOneHandLosesNoOutcomeOfTheOthers() {
    ClusterPlan plan = planOf(3);
    ExecutorService hands = Executors.newFixedThreadPool(2);
    CountDownLatch otherBegan = new CountDownLatch(1);
    CountDownLatch oneEnded = new CountDownLatch(1);
    world.alsoBeforeWrite =
        write -> {
          if (write.equals("create payments-100")) {
            await(otherBegan);
            throw new StackOverflowError();
          }
          otherBegan.countDown();
          await(oneEnded);
        };
    CircuitBreaker breaker = new CircuitBreaker();
    Applier applier =
        new Applier(
            world.applier(breaker),
            task ->
                hands.execute(
                    () -> {
                      task.run();
                      oneEnded.countDown();
                    }),
            new Tempo(2),
            breaker,
            superseded,
            world::now,
            outcome -> {});

    assertThatThrownBy(() -> applier.apply(plan))
        .isInstanceOfSatisfying(
            BrokenOff.class,
            broken ->
                assertThat(broken.outcomes())
                    .extracting(Outcome::connector, Outcome::result)
                    .containsExactly(
                        tuple("payments-101", Result.DONE),
                        tuple("payments-102", Result.DEFERRED)));
    hands.shutdown();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void theNextPlanAsksAgain() throws InterruptedException {
    ClusterPlan plan = planOf(5);
    world.connect.failing(
        Operation.CREATE, 3 * World.QUICK.tries(), Kind.UNREACHABLE, Effect.NOT_DONE);
    assertThat(apply(plan)).extracting(Outcome::result).containsOnly(Result.DEFERRED);

    assertThat(apply(world.plan())).extracting(Outcome::result).containsOnly(Result.DONE);
  }

  @Test
  void aTeamWithManyChangesDoesNotDelayAnotherTeamsOne() throws InterruptedException {
    world.branch.team("logistics");
    for (int number = 100; number < 500; number++) {
      world.branch.connector("logistics-" + number);
    }

    apply(plan("payments-1"));

    assertThat(world.watched.writes()).hasSize(401).startsWith("create logistics-100");
    assertThat(world.watched.writes().indexOf("create payments-1")).isEqualTo(1);
  }

  @Test
  void noMoreAreUnderWayThanTheTempoAllows() throws InterruptedException {
    ClusterPlan plan = planOf(60);
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService hands = Executors.newCachedThreadPool();
    world.alsoBeforeWrite =
        write -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          LockSupport.parkNanos(100_000);
          underWay.decrementAndGet();
        };
    CircuitBreaker breaker = new CircuitBreaker();

    List<Outcome> outcomes =
        new Applier(
                world.applier(breaker),
                hands,
                new Tempo(2),
                breaker,
                superseded,
                world::now,
                outcome -> {})
            .apply(plan);

    assertThat(outcomes).hasSize(60).extracting(Outcome::result).containsOnly(Result.DONE);
    assertThat(most.get()).isLessThanOrEqualTo(2);
    hands.shutdown();
  }

  @Test
  void aNewerCommitDefersWhatHasNotBegun() throws InterruptedException {
    ClusterPlan plan = plan("payments-a", "payments-b", "payments-c");
    superseded = () -> world.connect.has("payments-a");

    List<Outcome> outcomes = apply(plan);

    assertThat(outcomes)
        .extracting(Outcome::result)
        .containsExactly(Result.DONE, Result.DEFERRED, Result.DEFERRED);
    assertThat(outcomes.get(2).detail()).startsWith("a newer commit has arrived");
    assertThat(world.watched.writes()).containsExactly("create payments-a");
  }

  @Test
  void theEndOfAWindowLetsAConnectorThatWasBegunBeEndedAndNoOtherBegin()
      throws InterruptedException {
    world.branch.connector("payments-a", "state: running").connector("payments-b");
    world.commit().settle();
    world.watched.forget();
    world.branch.connector("payments-a", "state: stopped", "config: {topic: new}");
    world.branch.connector("payments-b", "config: {topic: new}");
    ClusterPlan plan = world.commit().plan();
    world.watched.before("stop", () -> world.pass(Duration.ofMinutes(2)));

    List<Outcome> outcomes = apply(beginningBy(plan, world.now().plusSeconds(60)));

    assertThat(world.watched.writes()).containsExactly("stop payments-a", "update payments-a");
    assertThat(outcomes)
        .extracting(Outcome::result, Outcome::detail)
        .containsExactly(
            tuple(Result.DONE, ""),
            tuple(Result.DONE, ""),
            tuple(Result.DEFERRED, "its window has closed"));
  }

  @Test
  void aNewerCommitStopsAlsoAConnectorThatWasBegun() throws InterruptedException {
    world.branch.connector("payments-a", "state: running");
    world.commit().settle();
    world.branch.connector("payments-a", "state: stopped", "config: {topic: new}");
    ClusterPlan plan = world.commit().plan();
    superseded = () -> world.connect.target("payments-a") == RunState.STOPPED;

    assertThat(apply(plan))
        .extracting(Outcome::result)
        .containsExactly(Result.DONE, Result.DEFERRED);
  }

  @Test
  void anOutcomeIsToldBeforeTheNextConnectorIsBegun() throws InterruptedException {
    ClusterPlan plan = plan("payments-a", "payments-b");
    List<Integer> toldBefore = new ArrayList<>();
    world.watched.before("create", () -> toldBefore.add(told.size()));
    superseded =
        () -> {
          toldBefore.add(told.size());
          return false;
        };

    List<Outcome> outcomes = apply(plan);

    assertThat(toldBefore).containsExactly(0, 0, 1);
    assertThat(told).isEqualTo(outcomes);
  }

  @Test
  void whatBreaksThePlanOffIsThrownOnlyAfterTheOthersHaveEnded() throws InterruptedException {
    ClusterPlan plan = plan("payments-a", "payments-b");
    ExecutorService hands = Executors.newFixedThreadPool(2);
    CountDownLatch broken = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch bothBegan = new CountDownLatch(2);
    world.alsoBeforeWrite = write -> waitUnlessFirst(asked, bothBegan, broken);
    world.watched.before(
        "create",
        () -> {
          broken.countDown();
          throw new AssertionError("this is no exception");
        });
    Applier applier =
        new Applier(
            world.applier(),
            hands,
            new Tempo(2),
            new CircuitBreaker(),
            () -> false,
            world::now,
            outcome -> {});

    assertThatThrownBy(() -> applier.apply(plan)).isInstanceOf(IllegalStateException.class);

    assertThat(world.ledger().applied().values())
        .as("one broke, and the other was noted before that was told")
        .extracting(applied -> applied.origin().name())
        .containsExactlyInAnyOrder("INTENDED", "APPLIED");
    hands.shutdown();
  }

  /**
   * The first of two hands goes on once both have begun, the second one only after the first one
   * broke.
   */
  private static void waitUnlessFirst(
      AtomicInteger asked, CountDownLatch bothBegan, CountDownLatch broken) {
    int before = asked.getAndIncrement();
    bothBegan.countDown();
    try {
      assertThat(bothBegan.await(10, TimeUnit.SECONDS)).isTrue();
      if (before > 0) {
        assertThat(broken.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(20);
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
