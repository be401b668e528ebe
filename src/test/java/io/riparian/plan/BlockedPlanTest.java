package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.DeferralReason.CLUSTER_UNREACHABLE;
import static io.riparian.plan.DeferralReason.FIRST_START;
import static io.riparian.plan.DeferralReason.HISTORY_REWRITTEN;
import static io.riparian.plan.DeferralReason.LEDGER_LOST;
import static io.riparian.plan.DeferralReason.SECOND_WRITER;
import static io.riparian.plan.DeferralReason.TARGET_CHANGED;
import static io.riparian.plan.DeferralReason.WORKERS_DISAGREE;
import static io.riparian.plan.DeferralReason.WORKER_TOO_OLD;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Observation.Problem;
import io.riparian.plan.Recalled.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where too little is known nothing is done at all, and the plan says why. */
class BlockedPlanTest {
  /** Something to create, to correct, to delete and to discard: whatever leaks shows. */
  private final World world =
      new World()
          .runs(connector("drifted"), connector("gone"), connector("lost"), connector("stays"))
          .edits("drifted", "topic", "else")
          .removes("gone", "lost")
          .loses("lost")
          .declares(connector("new"));

  @Test
  void withoutAnObstacleAllOfItWouldHappen() {
    assertThat(world.plan())
        .creates("new")
        .updates("drifted", Cause.DRIFT, "topic")
        .deletes("gone")
        .discards("lost")
        .andNothingElse();
  }

  @ParameterizedTest
  @CsvSource({"UNREACHABLE", "UNAUTHORISED", "BAD_ANSWER"})
  void aClusterThatDoesNotAnswerIsNotAnEmptyCluster(Problem problem) {
    ClusterPlan plan = world.doesNotAnswer(problem).plan();

    assertThat(plan).isBlockedBy(CLUSTER_UNREACHABLE);
    assertThat(plan.managed()).isEqualTo(4);
  }

  @Test
  void workersThatDisagreeAreNotBelieved() {
    assertThat(world.doesNotAnswer(Problem.WORKERS_DISAGREE).plan()).isBlockedBy(WORKERS_DISAGREE);
  }

  @Test
  void aFirstStartWaits() {
    assertThat(world.stands(Standing.FIRST_START).plan()).isBlockedBy(FIRST_START);
  }

  @Test
  void aLostLedgerDoesNothing() {
    assertThat(world.stands(Standing.LEDGER_LOST).plan()).isBlockedBy(LEDGER_LOST);
  }

  @Test
  void aRewrittenHistoryFreezesEverything() {
    assertThat(world.stands(Standing.HISTORY_REWRITTEN).plan()).isBlockedBy(HISTORY_REWRITTEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.2", "2.8.0", "7.5.0-ccs", "6.2.0-ccs", "unknown", "", "v4.3.1"})
  void aWorkerThatIsTooOldOrUnreadableGetsNothing(String version) {
    assertThat(world.runsOn(version).plan()).isBlockedBy(WORKER_TOO_OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.0", "4.3.1", "7.6.0-ccs", "3.9.0.redhat-00001", "4.4.0-SNAPSHOT"})
  void aWorkerThatIsSupportedIsServed(String version) {
    assertThat(world.runsOn(version).plan().isBlocked()).isFalse();
  }

  @Test
  void aTargetWithAnotherKafkaBehindItIsRefusedUntilAcknowledged() {
    world.lastSawKafka("kafka-0");

    ClusterPlan plan = world.plan();

    assertThat(plan).isBlockedBy(TARGET_CHANGED);
    ClusterPlan agreed = world.acknowledges(plan).plan();
    assertThat(agreed).creates("new");
    assertThat(agreed.agreed())
        .containsExactly(new Reliance(plan.deferrals().get(0).digest(), List.of()));
  }

  @Test
  void anAcknowledgedTargetIsNotAWayBack() {
    ClusterPlan there = world.lastSawKafka("kafka-0").plan();
    world.acknowledges(there).lastSawKafka("kafka-1").isBackedBy("kafka-0");

    assertThat(world.plan()).isBlockedBy(TARGET_CHANGED);
  }

  @Test
  void theSameKafkaOrTheFirstOneIsNoNews() {
    assertThat(world.lastSawKafka("kafka-1").plan().isBlocked()).isFalse();
    assertThat(world.lastSawKafka("").plan().isBlocked()).isFalse();
  }

  @Test
  void whereAnOperatorMayWriteTooNothingIsDone() {
    world.isAt("http://orders-connect-api.kafka.svc:8083");

    assertThat(world.plan()).isBlockedBy(SECOND_WRITER);
    assertThat(world.plan().deferrals()).extracting(Deferral::digest).containsOnly("");
    RestartPlan restarts =
        world.restarts(new RestartWish.OfConnector("stays", RestartWish.Parts.ALL));
    assertThat(restarts.due()).isEmpty();
    assertThat(restarts.others())
        .singleElement()
        .extracting(RestartOutcome::why)
        .asString()
        .contains("Strimzi");
  }

  @Test
  void aWorkerOfAnOperatorsIsNoticedBehindAnyUrl() {
    world.isOn("stays", "orders-connect-0.orders-connect.kafka.svc:8083");

    assertThat(world.plan()).isBlockedBy(SECOND_WRITER);
    assertThat(world.isOn("stays", "connect-0:8083").plan().isBlocked()).isFalse();
  }

  @Test
  void noAcknowledgementOpensAnythingElse() {
    world.lastSawKafka("kafka-0").acknowledges(world.plan());

    assertThat(world.stands(Standing.LEDGER_LOST).plan()).isBlockedBy(LEDGER_LOST);
    assertThat(world.plan().deferrals()).extracting(Deferral::digest).containsOnly("");
  }
}
