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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ApplierTest {
  private final World world = new World();
  private final List<Outcome> told = new ArrayList<>();
  private BooleanSupplier superseded = () -> false;

  private List<Outcome> apply(ClusterPlan plan) throws InterruptedException {
    return new Applier(
            world.applier(), new World.InThisThread(), superseded, outcome -> told.add(outcome))
        .apply(plan);
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

  @Test
  void aNewerCommitDefersWhatHasNotBegun() throws InterruptedException {
    ClusterPlan plan = plan("payments-a", "payments-b", "payments-c");
    superseded = () -> world.connect.has("payments-a");

    List<Outcome> outcomes = apply(plan);

    assertThat(outcomes)
        .extracting(Outcome::result)
        .containsExactly(Result.DONE, Result.DEFERRED, Result.DEFERRED);
    assertThat(outcomes.get(2).detail()).isEqualTo("a newer commit has arrived");
    assertThat(world.watched.writes()).containsExactly("create payments-a");
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
  void aMistakeOfOursIsThrownOnlyAfterTheOthersHaveEnded() throws InterruptedException {
    ClusterPlan plan = plan("payments-a", "payments-b");
    ExecutorService hands = Executors.newFixedThreadPool(2);
    CountDownLatch broken = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    world.watched.before(
        "create",
        () -> {
          broken.countDown();
          throw new IllegalStateException("a promise was broken");
        });
    Applier applier =
        new Applier(world.applier(), hands, () -> waitUnlessFirst(asked, broken), outcome -> {});

    assertThatThrownBy(() -> applier.apply(plan)).isInstanceOf(IllegalStateException.class);

    assertThat(world.ledger().applied().values())
        .as("one broke, and the other was noted before that was told")
        .extracting(applied -> applied.origin().name())
        .containsExactlyInAnyOrder("INTENDED", "APPLIED");
    hands.shutdown();
  }

  /** The first of two hands goes on at once, the second one only after the first one broke. */
  private boolean waitUnlessFirst(AtomicInteger asked, CountDownLatch broken) {
    if (asked.getAndIncrement() > 0) {
      try {
        assertThat(broken.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(20);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }
    return false;
  }
}
