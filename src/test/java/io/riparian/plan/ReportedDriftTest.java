package io.riparian.plan;

import static io.riparian.plan.ConnectorSample.connector;
import static io.riparian.plan.PlanAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.DeclaredState;
import io.riparian.model.RunState;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the platform only wants to be told of drift, it stays; a commit is carried out as ever. */
class ReportedDriftTest {
  private final World world = new World();

  @Test
  void driftThatIsOnlyReportedIsHeldBackAndItsKeysAreNamed() {
    world.runs(connector("orders")).onlyReportsDrift().edits("orders", "topic", "hunter2-else");

    ClusterPlan plan = world.plan();

    assertThat(plan).defers("orders", DeferralReason.DRIFT_REPORTED).andNothingElse();
    assertThat(plan.deferrals().get(0).why()).contains("(topic)").doesNotContain("hunter2-else");
    assertThat(plan.drift()).singleElement().extracting(Change::kind).isEqualTo(ChangeKind.UPDATE);
    assertThat(plan.drift().get(0).diff()).extracting(KeyChange::key).containsExactly("topic");
  }

  @Test
  void aSecretThatDriftedIsMaskedHereToo() {
    world
        .runs(connector("orders").with("database.password", "hunter2"))
        .onlyReportsDrift()
        .edits("orders", "database.password", "theirs-1");

    assertThat(world.plan().drift().toString()).doesNotContain("hunter2", "theirs-1");
  }

  @Test
  void stateAndConfigurationThatDriftedTogetherAreOneSentence() {
    world
        .runs(connector("orders"))
        .onlyReportsDrift()
        .edits("orders", "topic", "else")
        .has("orders", RunState.PAUSED);

    ClusterPlan plan = world.plan();

    assertThat(plan).defers("orders", DeferralReason.DRIFT_REPORTED).andNothingElse();
    assertThat(plan.deferrals().get(0).why()).contains("topic", "its state");
    assertThat(plan.drift())
        .extracting(Change::kind)
        .containsExactlyInAnyOrder(ChangeKind.UPDATE, ChangeKind.SET_STATE);
  }

  @Test
  void whatWasDeletedByHandIsNotCreatedAgain() {
    world.runs(connector("orders")).onlyReportsDrift().loses("orders");

    ClusterPlan plan = world.plan();

    assertThat(plan).defers("orders", DeferralReason.DRIFT_REPORTED).andNothingElse();
    assertThat(plan.deferrals().get(0).why()).contains("it is gone");
  }

  @Test
  void aCommitIsCarriedOutAndTakesTheDriftWithIt() {
    world
        .runs(connector("orders"))
        .onlyReportsDrift()
        .edits("orders", "tasks.max", "9")
        .declares(connector("orders").with("topic", "new"));

    ClusterPlan plan = world.plan();

    assertThat(plan).updates("orders", Cause.COMMIT, "tasks.max", "topic").andNothingElse();
    assertThat(plan.drift()).isEmpty();
  }

  @Test
  void aStateThatACommitAsksForIsSetBesideDriftThatIsOnlyReported() {
    world
        .runs(connector("orders"))
        .onlyReportsDrift()
        .declares(connector("orders").paused())
        .edits("orders", "topic", "else");

    ClusterPlan plan = world.plan();

    assertThat(plan).setsState("orders", DeclaredState.PAUSED, Cause.COMMIT).andNothingElse();
    assertThat(plan.drift()).singleElement().extracting(Change::kind).isEqualTo(ChangeKind.UPDATE);
    assertThat(world.planAfter(plan))
        .defers("orders", DeferralReason.DRIFT_REPORTED)
        .andNothingElse();
  }

  @Test
  void driftThatIsPutBackIsListedAsDriftToo() {
    world.runs(connector("orders")).edits("orders", "topic", "else");

    ClusterPlan plan = world.plan();

    assertThat(plan).updates("orders", Cause.DRIFT, "topic").andNothingElse();
    assertThat(plan.drift()).isEqualTo(plan.changes());
  }

  @Test
  void aLostMarkIsDriftThatNobodyPutsBack() {
    world.runs(connector("orders")).unmarks("orders").edits("orders", "topic", "else");

    ClusterPlan plan = world.plan();

    assertThat(plan).defers("orders", DeferralReason.MARK_MISSING).andNothingElse();
    assertThat(plan.drift())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.diff())
                    .extracting(KeyChange::key)
                    .containsExactly("topic", "riparian.mark"));
  }

  @Test
  void aLongListOfKeysIsCutShort() {
    world.runs(connector("orders")).onlyReportsDrift();
    IntStream.range(0, 9).forEach(i -> world.edits("orders", "key." + i, "1"));

    assertThat(world.plan().deferrals().get(0).why())
        .contains("key.0, key.1, key.2, key.3, key.4 and 4 more)");
  }
}
