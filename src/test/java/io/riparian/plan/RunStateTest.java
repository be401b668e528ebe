package io.riparian.plan;

import static io.riparian.model.DeclaredState.PAUSED;
import static io.riparian.model.DeclaredState.RUNNING;
import static io.riparian.model.DeclaredState.STOPPED;
import static io.riparian.model.DeclaredState.UNMANAGED;
import static io.riparian.plan.ChangeKind.SET_STATE;
import static io.riparian.plan.ChangeKind.UPDATE;
import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.PlanAssert.assertThat;

import io.riparian.model.DeclaredState;
import io.riparian.model.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The state a file asks for is brought about, without loops and without guessing. */
class RunStateTest {
  private final World world = new World();

  @ParameterizedTest
  @CsvSource({
    "RUNNING, PAUSED",
    "RUNNING, STOPPED",
    "PAUSED, RUNNING",
    "PAUSED, STOPPED",
    "STOPPED, RUNNING",
    "STOPPED, PAUSED"
  })
  void aCommitThatChangesTheStateChangesItOnce(DeclaredState from, DeclaredState to) {
    world.runs(connector("orders").in(from)).declares(connector("orders").in(to));

    ClusterPlan plan = world.plan();

    assertThat(plan).setsState("orders", to, Cause.COMMIT).andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @ParameterizedTest
  @CsvSource({"RUNNING, PAUSED", "RUNNING, STOPPED", "PAUSED, RUNNING", "STOPPED, RUNNING"})
  void aStateChangedByHandIsDrift(DeclaredState declared, RunState byHand) {
    world.runs(connector("orders").in(declared)).has("orders", byHand);

    ClusterPlan plan = world.plan();

    assertThat(plan).setsState("orders", declared, Cause.DRIFT).andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @ParameterizedTest
  @EnumSource(RunState.class)
  void aFileWithoutStateLeavesEveryStateAlone(RunState state) {
    world.runs(connector("orders").inAnyState()).has("orders", state);

    assertThat(world.plan()).isQuiet();
  }

  @ParameterizedTest
  @EnumSource(
      value = RunState.class,
      names = {"UNASSIGNED", "RESTARTING", "DESTROYED", "UNKNOWN"})
  void aStateThatTellsNothingIsLeftAlone(RunState state) {
    world.runs(connector("orders").paused()).has("orders", state);

    assertThat(world.plan()).isQuiet();
  }

  @ParameterizedTest
  @EnumSource(
      value = RunState.class,
      names = {"UNASSIGNED", "RESTARTING", "DESTROYED", "UNKNOWN"})
  void aCommitDuringARebalanceIsNotRememberedAsDoneAndStaysACommit(RunState state) {
    world.runs(connector("orders")).declares(connector("orders").paused()).has("orders", state);

    assertThat(world.planAfter(world.plan())).isQuiet();
    assertThat(world.has("orders", RunState.RUNNING).plan())
        .setsState("orders", PAUSED, Cause.COMMIT)
        .andNothingElse();
  }

  @Test
  void haltingComesBeforeTheNewConfiguration() {
    world.runs(connector("orders")).declares(connector("orders").paused().with("topic", "new"));

    ClusterPlan plan = world.plan();

    assertThat(plan).doesInOrder("orders", SET_STATE, UPDATE).andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void startingComesAfterTheNewConfiguration() {
    world.runs(connector("orders").stopped()).declares(connector("orders").with("topic", "new"));

    ClusterPlan plan = world.plan();

    assertThat(plan).doesInOrder("orders", UPDATE, SET_STATE).andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aFailedConnectorIsPausedOnceAndNotAtEveryLook() {
    world
        .runs(connector("orders"))
        .has("orders", RunState.FAILED)
        .declares(connector("orders").paused());

    ClusterPlan plan = world.plan();

    assertThat(plan).setsState("orders", PAUSED, Cause.COMMIT).andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void aFailedConnectorThatNobodyRemembersIsPausedOnceToo() {
    world.runs(connector("orders").paused()).losesMemoryOf("orders");

    ClusterPlan plan = world.has("orders", RunState.FAILED).plan();

    assertThat(plan).setsState("orders", PAUSED, Cause.COMMIT).andNothingElse();
    ClusterPlan second = world.planAfter(plan);
    assertThat(second).remembers("orders").andNothingElse();
    assertThat(world.planAfter(second)).isQuiet();
  }

  @Test
  void aFailedConnectorThatIsMeantToRunIsNotAMatterOfState() {
    world.runs(connector("orders")).has("orders", RunState.FAILED);

    assertThat(world.plan()).isQuiet();
  }

  @Test
  void aConnectorThatFailedWhilePausedIsResumedByACommit() {
    world
        .runs(connector("orders").paused())
        .has("orders", RunState.FAILED)
        .declares(connector("orders"));

    assertThat(world.plan()).setsState("orders", RUNNING, Cause.COMMIT).andNothingElse();
  }

  @Test
  void aFailedConnectorIsStopped() {
    world.runs(connector("orders").stopped()).has("orders", RunState.FAILED);

    ClusterPlan plan = world.plan();

    assertThat(plan).setsState("orders", STOPPED, Cause.DRIFT).andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void takingTheStateOutOfAFileWritesNothing() {
    world.runs(connector("orders").paused()).declares(connector("orders").in(UNMANAGED));

    ClusterPlan plan = world.plan();

    assertThat(plan).remembers("orders").andNothingElse();
    assertThat(world.planAfter(plan)).isQuiet();
  }
}
