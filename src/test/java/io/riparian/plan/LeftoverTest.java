package io.riparian.plan;

import static io.riparian.model.AppliedConnector.Origin.FORGOTTEN;
import static io.riparian.model.AppliedConnector.Origin.INTENDED;
import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.DeferralReason.LEFTOVER_OFFSETS;
import static io.riparian.plan.DeferralReason.NOT_ADOPTED;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A name keeps the offsets of whoever had it: another team does not go on from them unasked. */
class LeftoverTest {
  private final World world = new World().runs(connector("stays"));

  private ClusterPlan billingDeclares() {
    return world.declares(connector("orders").inTeam("billing")).plan();
  }

  @Test
  void aDeletedConnectorsNameWaitsForAnotherTeam() {
    world.runs(connector("orders")).removes("orders");
    world.planAfter(world.plan());

    assertThat(billingDeclares()).defers("orders", LEFTOVER_OFFSETS).andNothingElse();
  }

  @Test
  void onceAcknowledgedItIsCreatedAndTheAgreementIsUsedUp() {
    world.lastBelonged("orders", "payments");

    ClusterPlan held = billingDeclares();
    ClusterPlan plan = world.acknowledges(held).plan();

    assertThat(plan).creates("orders").andNothingElse();
    assertThat(plan.agreed())
        .containsExactly(new Reliance(held.deferrals().get(0).digest(), plan.changes()));
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void anAgreementIsForOneTeamOnly() {
    world.lastBelonged("orders", "payments").acknowledges(billingDeclares());

    world.declares(connector("orders").inTeam("logistics"));

    assertThat(world.plan()).defers("orders", LEFTOVER_OFFSETS).andNothingElse();
  }

  @Test
  void aTeamUsesItsOwnNameAgain() {
    world.runs(connector("orders")).removes("orders");
    world.planAfter(world.plan());

    assertThat(world.declares(connector("orders")).plan()).creates("orders").andNothingElse();
  }

  @Test
  void aRunningConnectorIsHandedOver() {
    world.runs(connector("orders")).lastBelonged("orders", "logistics");

    assertThat(billingDeclares()).remembers("orders").andNothingElse();
  }

  @Test
  void aConnectorThatVanishedBeforeItWasHandedOverIsNotStartedByTheOtherTeam() {
    world.runs(connector("orders")).loses("orders");

    assertThat(billingDeclares()).defers("orders", LEFTOVER_OFFSETS).andNothingElse();
  }

  @Test
  void whatItsTeamLetGoOfAndSomebodyDeletedLeavesItsOffsetsToo() {
    world.remembers(connector("orders").remembered(FORGOTTEN));

    assertThat(billingDeclares()).defers("orders", LEFTOVER_OFFSETS).andNothingElse();
  }

  @Test
  void whatItsTeamLetGoOfAndRunsIsForAdoption() {
    world.remembers(connector("orders").remembered(FORGOTTEN)).finds(connector("orders"));

    assertThat(billingDeclares()).defers("orders", NOT_ADOPTED).andNothingElse();
  }

  @Test
  void anIntentionOfTheNewTeamDoesNotMakeTheNameItsOwn() {
    world.lastBelonged("orders", "payments");
    world.remembers(connector("orders").inTeam("billing").remembered(INTENDED));

    assertThat(billingDeclares()).defers("orders", LEFTOVER_OFFSETS).andNothingElse();
  }

  @Test
  void whatWasIntendedByAnotherTeamMayHaveBeen() {
    world.remembers(connector("orders").remembered(INTENDED));

    assertThat(billingDeclares()).defers("orders", LEFTOVER_OFFSETS).andNothingElse();
  }

  @Test
  void itIsSaidWhichOffsetsAreMeant() {
    world.lastBelonged("orders", "payments").lastBelonged("sink", "payments");
    world.declares(connector("sink").inTeam("billing").with("topics", "t"));

    ClusterPlan plan = billingDeclares();

    assertThat(plan.deferrals())
        .extracting(deferral -> deferral.connector() + " " + deferral.why())
        .anyMatch(why -> why.startsWith("orders ") && why.contains("source offsets"))
        .anyMatch(why -> why.startsWith("sink ") && why.contains("\"connect-sink\" committed"));
  }
}
