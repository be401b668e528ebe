package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.DeferralReason.FOREIGN_MARK;
import static io.riparian.plan.DeferralReason.HELD;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.DeclaredState;
import io.riparian.model.Intervention;
import io.riparian.model.RunState;
import io.riparian.model.Warrant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OverridingTest {
  private static final Instant LATER = World.NOW.plusSeconds(3600);

  /** From running to paused. */
  static Intervention.StateOverride override(String name, Instant until) {
    return new Intervention.StateOverride(
        connector(name).id(),
        DeclaredState.RUNNING,
        DeclaredState.PAUSED,
        new Warrant("anna", "the database is full", World.NOW.minusSeconds(9), until));
  }

  private static Intervention.Suspension suspension(String name, Instant until) {
    return new Intervention.Suspension(
        World.SHARED, name, new Warrant("anna", "on the phone", World.NOW, until));
  }

  @Test
  void whatAnOperatorPausedIsPausedAndSaysSo() {
    ClusterPlan plan = new World().runs(connector("a")).isSubjectTo(override("a", LATER)).plan();

    assertThat(plan).setsState("a", DeclaredState.PAUSED, Cause.OVERRIDE);
    assertThat(plan.deferrals())
        .containsExactly(
            new Deferral(
                World.SHARED,
                "a",
                DeferralReason.OVERRIDDEN,
                "anna asks for paused instead of running until 2026-11-22T11:00:00Z: the database is full",
                "",
                LATER));
  }

  @Test
  void whileItLastsThePausedConnectorIsNoDrift() {
    World world = new World().runs(connector("a")).isSubjectTo(override("a", LATER));

    ClusterPlan second = world.planAfter(world.plan());

    assertThat(second).changesNothing().defers("a", DeferralReason.OVERRIDDEN).andNothingElse();
    assertThat(second.deferrals().get(0).why())
        .isEqualTo(
            "anna put it from running to paused until 2026-11-22T11:00:00Z: the database is full");
  }

  @Test
  void whoeverResumesItByHandMeanwhileIsReverted() {
    World world = new World().runs(connector("a")).isSubjectTo(override("a", LATER));
    world.plan().changes().forEach(world::apply);

    assertThat(world.has("a", RunState.RUNNING).plan())
        .setsState("a", DeclaredState.PAUSED, Cause.DRIFT);
  }

  @Test
  void itIsKeptUpWhereDriftIsOnlyReported() {
    World world =
        new World().onlyReportsDrift().runs(connector("a")).isSubjectTo(override("a", LATER));
    world.plan().changes().forEach(world::apply);
    world.has("a", RunState.RUNNING);

    assertThat(world.plan()).setsState("a", DeclaredState.PAUSED, Cause.DRIFT);
    ClusterPlan edited = world.edits("a", "topic", "other").plan();
    assertThat(edited).setsState("a", DeclaredState.PAUSED, Cause.DRIFT);
    assertThat(edited.deferrals())
        .extracting(Deferral::reason)
        .containsExactly(DeferralReason.DRIFT_REPORTED, DeferralReason.OVERRIDDEN);
  }

  @Test
  void whyAConnectorIsHeldBackIsToldBeforeAnOperatorsOrder() {
    ClusterPlan plan =
        new World()
            .runs(connector("a"))
            .holds(HoldingTest.hold("payments", "*", LATER))
            .isSubjectTo(override("a", LATER))
            .plan();

    assertThat(plan.deferrals())
        .extracting(Deferral::reason)
        .containsExactly(HELD, DeferralReason.OVERRIDDEN);
    assertThat(plan.heldBack("a")).map(Deferral::reason).contains(HELD);
  }

  @Test
  void itEndsByItselfAndTheDeclaredStateIsBack() {
    World world = new World().runs(connector("a")).isSubjectTo(override("a", World.NOW));
    world.has("a", RunState.PAUSED).recalls("a", last -> last.withState(DeclaredState.PAUSED));

    assertThat(world.plan()).setsState("a", DeclaredState.RUNNING, Cause.COMMIT).andNothingElse();
  }

  @Test
  void itEndsWithACommitThatChangesTheState() {
    assertThat(
            new World()
                .runs(connector("a"))
                .declares(connector("a").stopped())
                .isSubjectTo(override("a", LATER))
                .plan())
        .setsState("a", DeclaredState.STOPPED, Cause.COMMIT)
        .andNothingElse();
  }

  @Test
  void aCommitThatChangesAnythingElseIsApplied() {
    ClusterPlan plan =
        new World()
            .runs(connector("a"))
            .declares(connector("a").with("topic", "other"))
            .isSubjectTo(override("a", LATER))
            .plan();

    assertThat(plan).doesInOrder("a", ChangeKind.SET_STATE, ChangeKind.UPDATE);
  }

  @Test
  void itKeepsNothingFromBeingRemoved() {
    assertThat(
            new World()
                .runs(connector("a"), connector("b"))
                .removes("a")
                .isSubjectTo(override("a", LATER))
                .plan())
        .deletes("a")
        .andNothingElse();
  }

  @Test
  void whatIsNotOursIsNotTouchedByIt() {
    assertThat(
            new World()
                .runs(connector("a"))
                .marks("a", "v1:other:x:y:z")
                .isSubjectTo(override("a", LATER))
                .plan())
        .defers("a", FOREIGN_MARK)
        .andNothingElse();
  }

  @Test
  void whatAnOperatorSuspendsIsHeldWithTheOperatorsName() {
    ClusterPlan plan =
        new World()
            .declares(connector("a"), connector("b"))
            .isSubjectTo(suspension("a", LATER))
            .plan();

    assertThat(plan).defers("a", HELD).creates("b").andNothingElse();
    assertThat(plan.deferrals().get(0).why())
        .isEqualTo(
            "held by the operator anna until 2026-11-22T11:00:00Z: on the phone; what waits: create");
  }

  @Test
  void aClusterIsSuspendedAsAWholeForATime() {
    World world = new World().declares(connector("a"), connector("b"));

    assertThat(world.isSubjectTo(suspension("", World.NOW)).plan()).creates("a", "b");
    assertThat(world.isSubjectTo(suspension("", LATER)).plan())
        .defers("a", HELD)
        .defers("b", HELD)
        .andNothingElse();
  }
}
