package io.riparian.plan;

import static io.riparian.model.AppliedConnector.Origin.APPLIED;
import static io.riparian.model.AppliedConnector.Origin.FORGOTTEN;
import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.DeferralReason.MOVE_NOT_AVAILABLE;
import static io.riparian.plan.DeferralReason.OWNERSHIP;
import static io.riparian.plan.PlanAssert.assertThat;

import io.riparian.model.AppliedConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A name that changes its cluster is never deleted here and created there. */
class MovingTest {
  private final World world = new World().runs(connector("stays"));

  @Test
  void aConnectorThatChangesItsClusterIsTouchedOnNeitherSide() {
    world.runs(connector("orders")).removes("orders");
    world.declares(connector("orders").on(World.OTHER));

    assertThat(world.plan()).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
    assertThat(world.planOn(World.OTHER)).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
  }

  @Test
  void forgettingOnRemovalDoesNotLetItRunTwice() {
    world.runs(connector("orders").forgottenOnRemoval()).removes("orders");
    world.declares(connector("orders").on(World.OTHER));

    assertThat(world.plan()).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
    assertThat(world.planOn(World.OTHER)).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
  }

  @Test
  void aMoveOntoAConnectorThatRunsThereIsNoAdoption() {
    world.runs(connector("orders")).removes("orders");
    world.finds(connector("orders").on(World.OTHER));
    world.declares(connector("orders").on(World.OTHER).adopted());

    assertThat(world.planOn(World.OTHER)).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
  }

  @ParameterizedTest
  @EnumSource(
      value = AppliedConnector.Origin.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "FORGOTTEN")
  void aTargetThatAppearsWhileTheOldOneIsRememberedIsAMove(AppliedConnector.Origin origin) {
    world.remembers(connector("orders").remembered(origin));
    world.declares(connector("orders").on(World.OTHER));

    assertThat(world.planOn(World.OTHER)).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
  }

  @Test
  void aNameThatWasForgottenElsewhereMayBeUsedAgain() {
    world.remembers(connector("orders").remembered(FORGOTTEN));
    world.declares(connector("orders").on(World.OTHER));

    assertThat(world.planOn(World.OTHER)).creates("orders").andNothingElse();
  }

  @Test
  void oneMoreTargetIsNoMove() {
    world.runs(connector("orders")).declares(connector("orders").on(World.OTHER));

    assertThat(world.plan()).isQuiet();
    assertThat(world.planOn(World.OTHER)).creates("orders").andNothingElse();
  }

  @Test
  void oneTargetLessIsNoMove() {
    world.runs(connector("orders"), connector("orders").on(World.OTHER)).removes("orders");

    assertThat(world.plan()).deletes("orders").andNothingElse();
    assertThat(world.planOn(World.OTHER)).isQuiet();
  }

  @Test
  void aTargetExchangedForAnotherIsAMove() {
    world.runs(connector("orders"), connector("orders").on("third")).removes("orders");
    world.declares(connector("orders").on(World.OTHER));

    assertThat(world.plan()).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
    assertThat(world.planOn(World.OTHER)).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
  }

  @Test
  void theTargetThatDoesNotMoveIsCorrectedAsEver() {
    world.runs(connector("orders")).edits("orders", "topic", "else");
    world.runs(connector("orders").on("third")).removes(connector("orders").on("third").id());
    world.declares(connector("orders").on(World.OTHER));

    assertThat(world.plan()).updates("orders", Cause.DRIFT, "topic").andNothingElse();
    assertThat(world.planOn("third")).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
    assertThat(world.planOn(World.OTHER)).defers("orders", MOVE_NOT_AVAILABLE).andNothingElse();
  }

  @Test
  void aMoveThatIsTakenBackLeavesNothingBehind() {
    world.runs(connector("orders")).removes("orders");
    world.declares(connector("orders").on(World.OTHER)).plan();

    world.removes(connector("orders").on(World.OTHER).id()).declares(connector("orders"));

    assertThat(world.plan()).isQuiet();
    assertThat(world.planOn(World.OTHER)).isQuiet();
  }

  @Test
  void onceTheOldOneIsDiscardedTheNewOneIsCreated() {
    world.runs(connector("orders")).removes("orders").loses("orders");
    world.declares(connector("orders").on(World.OTHER));

    assertThat(world.planOn(World.OTHER)).defers("orders", MOVE_NOT_AVAILABLE);
    assertThat(world.planAfter(world.plan())).isQuiet();
    assertThat(world.planOn(World.OTHER)).creates("orders").andNothingElse();
  }

  @Test
  void aMoveThatTheRulesRefuseKeepsTheOldOneRunning() {
    world.runs(connector("orders")).removes("orders");
    world.refuses(connector("orders").on(World.OTHER));

    assertThat(world.plan()).defers("orders", OWNERSHIP).andNothingElse();
    assertThat(world.planOn(World.OTHER)).isQuiet();
  }

  @Test
  void anotherTeamsRefusedClaimElsewhereKeepsNobodyFromDeleting() {
    world.runs(connector("orders")).removes("orders");
    world.refuses(connector("orders").inTeam("billing").on(World.OTHER));

    assertThat(world.plan()).deletes("orders").andNothingElse();
  }

  @Test
  void otherConnectorsOfTheSamePlanGoOn() {
    world.runs(connector("orders")).removes("orders");
    world.declares(connector("orders").on(World.OTHER), connector("new"));
    world.remembers(connector("stays").remembered(APPLIED)).edits("stays", "topic", "else");

    assertThat(world.plan())
        .creates("new")
        .updates("stays", Cause.DRIFT, "topic")
        .defers("orders", MOVE_NOT_AVAILABLE)
        .andNothingElse();
  }
}
