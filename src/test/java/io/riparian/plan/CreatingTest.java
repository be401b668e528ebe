package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.DeferralReason.ABSENCE_UNCONFIRMED;
import static io.riparian.plan.DeferralReason.INVALID_FILE;
import static io.riparian.plan.DeferralReason.WORKER_TOO_OLD;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.DeclaredState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is declared and not there is created, once, and only where that is safe. */
class CreatingTest {
  private final World world = new World();

  @ParameterizedTest
  @EnumSource(DeclaredState.class)
  void whatIsMissingIsCreatedInItsDeclaredStateAndThenLeftAlone(DeclaredState state) {
    world.declares(connector("orders").in(state));

    ClusterPlan plan = world.plan();

    assertThat(plan).creates("orders").andNothingElse();
    assertThat(plan.changes().get(0).cause()).isEqualTo(Cause.COMMIT);
    assertThat(world.planAfter(plan)).isQuiet();
  }

  @Test
  void creatingShowsEveryKeyAndNoSecret() {
    world.declares(
        connector("orders")
            .with("database.password", "hunter2")
            .with("database.user.password", "${vault:payments/db:password}"));

    ClusterPlan plan = world.plan();

    assertThat(plan)
        .shows("orders", new KeyChange("topic", KeyChange.Kind.ADDED, "", "t"))
        .shows("orders", new KeyChange("database.password", KeyChange.Kind.ADDED, "", "******"))
        .shows(
            "orders",
            new KeyChange(
                "database.user.password",
                KeyChange.Kind.ADDED,
                "",
                "${vault:payments/db:password}"));
    assertThat(plan.toString()).doesNotContain("hunter2");
  }

  @Test
  void whatSomebodyDeletedOnTheClusterComesBackAsDrift() {
    world.runs(connector("orders"), connector("invoices")).loses("orders");

    ClusterPlan plan = world.plan();

    assertThat(plan).creates("orders").andNothingElse();
    assertThat(plan.changes().get(0).cause()).isEqualTo(Cause.DRIFT);
  }

  @Test
  void anIntentionThatCameToNothingIsTriedAgainAsACommit() {
    world.declares(connector("orders")).remembers(connector("orders").remembered(Origin.INTENDED));

    ClusterPlan plan = world.plan();

    assertThat(plan).creates("orders").andNothingElse();
    assertThat(plan.changes().get(0).cause()).isEqualTo(Cause.COMMIT);
  }

  @Test
  void aForgottenConnectorThatIsGoneAndDeclaredAgainIsCreated() {
    world.declares(connector("orders")).remembers(connector("orders").remembered(Origin.FORGOTTEN));

    assertThat(world.plan()).creates("orders").andNothingElse();
  }

  @Test
  void adoptingWhatIsNotThereCreatesIt() {
    world.declares(connector("orders").adopted());

    assertThat(world.plan()).creates("orders").andNothingElse();
  }

  @Test
  void nothingIsCreatedWhileTheAnswerDoesNotProveItGone() {
    world.runs(connector("orders")).loses("orders").doesNotProveAbsence();

    assertThat(world.plan()).defers("orders", ABSENCE_UNCONFIRMED).andNothingElse();
  }

  @Test
  void whatIsThereIsStillCorrectedWhileAbsencesDoNotCount() {
    world.runs(connector("orders")).edits("orders", "topic", "else").doesNotProveAbsence();

    assertThat(world.plan()).updates("orders", Cause.DRIFT, "topic").andNothingElse();
  }

  @ParameterizedTest
  @CsvSource({
    "3.6.2, PAUSED, false",
    "3.6.2, STOPPED, false",
    "3.6.2, RUNNING, true",
    "3.6.2, UNMANAGED, true",
    "3.7.0, PAUSED, true",
    "3.7.0, STOPPED, true",
    "7.6.0-ccs, PAUSED, false",
    "7.7.0-ccs, PAUSED, true"
  })
  void onlyWorkersFrom37OnCanCreateWithoutRunningFirst(
      String version, DeclaredState state, boolean can) {
    world.declares(connector("orders").in(state)).runsOn(version);

    if (can) {
      assertThat(world.plan()).creates("orders").andNothingElse();
    } else {
      assertThat(world.plan()).defers("orders", WORKER_TOO_OLD).andNothingElse();
    }
  }

  @Test
  void anOldWorkerStillPausesWhatRunsAlready() {
    world.runs(connector("orders")).declares(connector("orders").paused()).runsOn("3.6.2");

    assertThat(world.plan())
        .setsState("orders", DeclaredState.PAUSED, Cause.COMMIT)
        .andNothingElse();
  }

  @Test
  void anOldWorkerStillUpdatesWhatIsPausedAlready() {
    world.runs(connector("orders").paused()).runsOn("3.6.2");
    world.declares(connector("orders").paused().with("topic", "new"));

    assertThat(world.plan()).updates("orders", Cause.COMMIT, "topic").andNothingElse();
  }

  @ParameterizedTest
  @CsvSource({
    "4.0.1, connector.plugin.version, false",
    "4.0.1, key.converter.plugin.version, false",
    "4.0.1, transforms.flat.plugin.version, false",
    "8.0.0-ccs, connector.plugin.version, false",
    "4.1.0, connector.plugin.version, true",
    "4.1.0, predicates.p.plugin.version, true",
    "8.1.0-ccs, connector.plugin.version, true"
  })
  void aPinnedVersionIsRefusedWhereTheWorkerWouldIgnoreIt(
      String version, String key, boolean understood) {
    world.declares(connector("orders").with(key, "[3.1,4)")).runsOn(version);

    if (understood) {
      assertThat(world.plan()).creates("orders").andNothingElse();
    } else {
      assertThat(world.plan()).defers("orders", WORKER_TOO_OLD).andNothingElse();
    }
  }

  @Test
  void aPinAddedToARunningConnectorIsRefusedOnAnOldWorker() {
    world
        .runs(connector("orders"))
        .declares(connector("orders").with("connector.plugin.version", "3.1.0"))
        .runsOn("4.0.1");

    assertThat(world.plan()).defers("orders", WORKER_TOO_OLD).andNothingElse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a;b", "a b", "..", "ünïcode", "%2e"})
  void aNameThatRestCannotAddressIsNeverInAChangeEvenIfItWasDeclared(String name) {
    assertThat(world.declares(connector(name).adopted()).plan())
        .defers(name, INVALID_FILE)
        .andNothingElse();
    assertThat(world.finds(connector(name)).plan())
        .defers(name, INVALID_FILE)
        .lists(name, UnmanagedConnector.Why.UNADDRESSABLE)
        .andNothingElse();
  }
}
