package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.AppliedConnector;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import org.junit.jupiter.api.Test;

/** One poisonous connector is left alone, and the others go on. */
class QuarantineTest {
  private static final String POISON = "payments-poison";

  private final World world = new World();

  /** A row of the ledger that our own code cannot bear. */
  private void poison() {
    AppliedConnector sound = world.applied(POISON);
    world
        .ledger()
        .record(
            new AppliedConnector(
                sound.id(),
                sound.team(),
                World.nothing(),
                sound.revision(),
                sound.digests(),
                sound.serverKeys(),
                sound.state(),
                sound.onRemoval(),
                sound.origin(),
                sound.at()));
  }

  private void running() {
    world.branch.connector(POISON).connector("payments-gone").connector("payments-sound");
    world.commit().settle();
  }

  private static void assertOnlyPoisonIsHeld(ClusterPlan plan) {
    assertThat(plan.deferrals())
        .extracting(Deferral::connector, Deferral::reason)
        .containsExactly(tuple(POISON, DeferralReason.QUARANTINED));
  }

  @Test
  void aMistakeWhileItIsPlannedHoldsBackThatConnectorOnly() {
    running();
    poison();
    world.branch.connector("payments-new").withoutConnector("payments-gone");

    ClusterWalk.Result walked = world.commit().walk();

    assertOnlyPoisonIsHeld(walked.plan());
    assertThat(walked.plan().deferrals().get(0).why()).contains("NullPointerException");
    assertThat(world.connect.has("payments-new")).isTrue();
    assertThat(world.connect.has("payments-gone")).isFalse();
    assertThat(world.poisonous).containsExactly(POISON);
  }

  @Test
  void aMistakeWhileItsRemovalIsPlannedDeletesNothingOfIt() {
    running();
    poison();
    world.branch.withoutConnector(POISON).withoutConnector("payments-gone");

    ClusterWalk.Result walked = world.commit().walk();

    assertOnlyPoisonIsHeld(walked.plan());
    assertThat(world.connect.has(POISON)).isTrue();
    assertThat(world.connect.has("payments-gone")).isFalse();
  }

  @Test
  void aMistakeOverOneThatIsGoneKeepsItRememberedAndLetsTheOthersGo() {
    running();
    poison();
    world.branch.withoutConnector(POISON).withoutConnector("payments-gone");
    world.connect.givenGone(POISON);
    world.connect.givenGone("payments-gone");

    ClusterWalk.Result walked = world.commit().walk();

    assertOnlyPoisonIsHeld(walked.plan());
    assertThat(world.ledger().applied())
        .containsOnlyKeys(World.id(POISON), World.id("payments-sound"));
  }

  @Test
  void aMistakeWhileItIsAppliedFailsThatConnectorOnly() {
    world.branch.connector(POISON).connector("payments-sound");
    world.commit();
    world.watched.before(
        "create",
        () -> {
          throw new IllegalStateException("a promise was broken");
        });

    ClusterWalk.Result walked = world.walk();

    assertThat(walked.outcomes())
        .extracting(Outcome::connector, Outcome::result)
        .containsExactly(
            tuple(POISON, Outcome.Result.FAILED), tuple("payments-sound", Outcome.Result.DONE));
    assertThat(walked.outcomes().get(0).detail())
        .contains("IllegalStateException")
        .doesNotContain("promise");
    assertThat(world.poisonous).containsExactly(POISON);
    world.settle();
    assertThat(world.connect.count(Operation.CREATE)).isEqualTo(2);
  }

  @Test
  void aMistakeIsToldOnceForEachConnectorAndPlace() {
    Quarantine quarantine = new Quarantine();
    IllegalStateException mistake = new IllegalStateException();

    assertThat(quarantine.isNew(World.id("a"), mistake)).isTrue();
    assertThat(quarantine.isNew(World.id("a"), mistake)).isFalse();
    assertThat(quarantine.isNew(World.id("b"), mistake)).isTrue();
    assertThat(quarantine.isNew(World.id("a"), new IllegalArgumentException())).isTrue();
  }
}
