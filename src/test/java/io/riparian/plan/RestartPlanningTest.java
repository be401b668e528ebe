package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Cluster;
import io.riparian.model.Hold;
import io.riparian.model.Intervention;
import io.riparian.model.Observation;
import io.riparian.model.RunState;
import io.riparian.model.Warrant;
import io.riparian.plan.RestartOutcome.Result;
import io.riparian.plan.RestartWish.OfConnector;
import io.riparian.plan.RestartWish.OfSecret;
import io.riparian.plan.RestartWish.Parts;
import io.riparian.policy.SecretName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestartPlanningTest {
  private static final String REFERENCE = "${vault:payments/db:password}";
  private static final Instant LATER = World.NOW.plus(Duration.ofHours(3));

  private static OfSecret secret(String name) {
    return new OfSecret(SecretName.of(name).orElseThrow(), "");
  }

  private static final OfSecret DB = secret("vault:payments/db");

  private static ConnectorSample using(String name) {
    return connector(name).with("password", REFERENCE);
  }

  private static Hold hold(Hold.Stop... stops) {
    return HoldingTest.hold("payments", "*", LATER, Set.of(stops));
  }

  private static List<String> due(RestartPlan plan) {
    return plan.due().stream().map(due -> due.id().name()).toList();
  }

  private static List<String> others(RestartPlan plan) {
    return plan.others().stream().map(one -> one.id().name() + " " + one.result()).toList();
  }

  @Test
  void onlyWhatRefersToTheSecretIsRestartedInTheOrderOfNames() {
    World world =
        new World()
            .runs(
                using("b"),
                using("a"),
                connector("near").with("password", "${vault:payments/db-2:password}"),
                connector("other").with("password", "${file:payments/db:password}"),
                connector("plain"));

    assertThat(due(world.restarts(DB))).containsExactly("a", "b");
    assertThat(due(world.restarts(secret("vault:payments/db:user")))).isEmpty();
    assertThat(world.restarts(DB).others()).isEmpty();
  }

  @Test
  void whatRunsCountsAndNotWhatIsDeclared() {
    World world =
        new World()
            .runs(using("still"), connector("not-yet"))
            .declares(connector("still"), using("not-yet"), using("absent"));

    assertThat(due(world.restarts(DB))).containsExactly("still");
  }

  @Test
  void whatAWorkerMasksIsWhatIsDeclared() {
    World world = new World().runs(using("a"), connector("b").with("password", "x"));

    assertThat(due(world.masks("password").restarts(DB))).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNNING", "PAUSED", "STOPPED", "FAILED"})
  void whateverItDoesItHoldsWhatItHasRead(RunState state) {
    RestartPlan plan = new World().runs(using("a")).has("a", state).restarts(DB);

    assertThat(plan.due())
        .singleElement()
        .returns(state == RunState.FAILED, RestartPlan.Due::hadFailed)
        .returns("payments", RestartPlan.Due::team);
  }

  @Test
  void aTeamsOwnAreChosenByTheirTeam() {
    World world = new World().runs(using("a"), using("b").inTeam("orders"));

    assertThat(due(world.restarts(new OfSecret(DB.name(), "orders")))).containsExactly("b");
  }

  @Test
  void whatIsNotOursIsToldAndLeftAlone() {
    World world =
        new World()
            .finds(using("theirs"))
            .runs(using("taken"), using("unmarked"), using("forged"))
            .removes("taken")
            .unmarks("unmarked")
            .marks("forged", "v1:else:shared:0:0");

    assertThat(others(world.restarts(DB)))
        .containsExactly("forged NOT_OURS", "theirs NOT_OURS", "unmarked NOT_OURS");
    assertThat(due(world.restarts(DB))).containsExactly("taken");
    assertThat(others(world.ignoresUnmanaged().restarts(DB)))
        .containsExactly("forged NOT_OURS", "unmarked NOT_OURS");
  }

  @Test
  void aHoldStopsARestartOnlyWhereItSaysSo() {
    assertThat(due(new World().runs(using("a")).holds(hold(Hold.Stop.APPLY)).restarts(DB)))
        .containsExactly("a");

    RestartPlan held = new World().runs(using("a")).holds(hold(Hold.Stop.RESTART)).restarts(DB);

    assertThat(held.due()).isEmpty();
    assertThat(held.others())
        .singleElement()
        .returns(Result.HELD, RestartOutcome::result)
        .returns(
            "it is held by teams/payments/holds/b.yaml until 2026-11-22T13:00:00Z: the database moves",
            RestartOutcome::why);
  }

  @Test
  void aHoldThatIsOnlyForRestartsStopsNothingElse() {
    World world = new World().runs(using("a")).holds(hold(Hold.Stop.RESTART));

    assertThat(world.edits("a", "topic", "other").plan().changes()).hasSize(1);
  }

  @Test
  void whatAnOperatorSuspendedIsNotRestarted() {
    World world =
        new World()
            .runs(using("a"))
            .isSubjectTo(
                new Intervention.Suspension(
                    World.SHARED, "", new Warrant("anna", "on the phone", World.NOW, LATER)));

    assertThat(others(world.restarts(DB))).containsExactly("a HELD");
  }

  @Test
  void aClusterThatIsOnlyObservedIsNotTouched() {
    World world = new World().runs(using("a"));

    assertThat(others(world.restarts(Cluster.Mode.OBSERVE, DB))).containsExactly("a ONLY_OBSERVED");
  }

  @Test
  void whereNothingMayBeDoneNothingIsRestarted() {
    for (World held :
        List.of(
            new World().stands(Recalled.Standing.LEDGER_LOST),
            new World().stands(Recalled.Standing.HISTORY_REWRITTEN),
            new World().stands(Recalled.Standing.FIRST_START),
            new World().doesNotAnswer(Observation.Problem.UNREACHABLE),
            new World().runsOn("3.5.0"),
            new World().lastSawKafka("another"))) {
      RestartPlan plan = held.runs(using("a"), connector("plain")).restarts(DB);

      assertThat(plan.due()).isEmpty();
      assertThat(others(plan)).containsExactly("a CLUSTER_HELD_BACK");
    }
  }

  @Test
  void aVariableOfTheWorkersEnvironmentIsReadOnce() {
    World world = new World().runs(connector("a").with("password", "${env:PASSWORD}"));

    assertThat(world.restarts(secret("env:PASSWORD")).due())
        .singleElement()
        .returns(true, RestartPlan.Due::readsOnce);
  }

  @Test
  void oneConnectorIsChosenByItsNameAndOnlyWhereSomethingHasFailed() {
    World world = new World().runs(connector("a"), connector("b")).has("b", RunState.FAILED);

    assertThat(due(world.restarts(new OfConnector("a", Parts.ALL)))).containsExactly("a");
    assertThat(others(world.restarts(new OfConnector("a", Parts.FAILED))))
        .containsExactly("a NOTHING_FAILED");
    assertThat(due(world.restarts(new OfConnector("b", Parts.FAILED)))).containsExactly("b");
    assertThat(world.restarts(new OfConnector("c", Parts.ALL)))
        .isEqualTo(new RestartPlan(World.SHARED, List.of(), List.of()));
  }
}
