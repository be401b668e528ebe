package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.RunState;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final String ORDERS = "payments-orders";
  private static final Operation[] LISTS = {
    Operation.CONNECTORS, Operation.CONNECTORS_WITHOUT_STATUS, Operation.NAMES
  };

  private final World world = new World();

  private void running(String... spec) {
    world.branch.connector(ORDERS, spec);
    world.commit().settle();
    world.pass(Duration.ofMinutes(1));
    world.assertQuiet();
  }

  /** The next lists, and perhaps reads, will show what is there now. */
  private void lagging(Operation... operations) {
    world.connect.lagging(1_000, operations);
  }

  private void caughtUp() {
    world.connect.lagging(0, Operation.values());
  }

  private void edit(String topic) {
    Map<String, String> edited = new TreeMap<>(world.connect.stored(ORDERS).entries());
    edited.put("topic", topic);
    world.connect.given(ORDERS, edited);
  }

  private void walksWithoutWriting() {
    world.connect.forgetCounts();
    ClusterPlan plan = world.walk().plan();
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.deferrals())
        .extracting(Deferral::connector, Deferral::reason)
        .containsExactly(org.assertj.core.api.Assertions.tuple(ORDERS, DeferralReason.SETTLING));
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void aListThatLagsBehindAnUpdateCausesNoSecondOne() {
    running("config: {topic: old}");
    lagging(LISTS);
    world.branch.connector(ORDERS, "config: {topic: new}");
    world.commit().walk();

    walksWithoutWriting();
    world.pass(Duration.ofSeconds(5));
    walksWithoutWriting();

    caughtUp();
    world.assertQuiet();
    assertThat(world.connect.stored(ORDERS).get("topic")).contains("new");
  }

  @Test
  void afterTenSecondsTheConnectorItselfIsReadAndWhatIsThereAlreadyIsNotSent() {
    running("config: {topic: old}");
    lagging(LISTS);
    world.branch.connector(ORDERS, "config: {topic: new}");
    world.commit().walk();
    world.pass(Duration.ofSeconds(10));
    world.connect.forgetCounts();

    assertThat(world.walk().plan().changes()).hasSize(1);

    assertThat(world.connect.count(Operation.READ)).isEqualTo(1);
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void afterARestartTheReadBeforeTheWriteTells() {
    running("config: {topic: old}");
    lagging(LISTS);
    world.branch.connector(ORDERS, "config: {topic: new}");
    world.commit().walk();
    world.connect.forgetCounts();

    world.restart().walk();

    assertThat(world.connect.writes()).isZero();
    caughtUp();
    world.assertQuiet();
  }

  @Test
  void whatSomebodyElseWritesRightAfterwardsIsRevertedAtOnce() {
    running("config: {topic: old}");
    world.branch.connector(ORDERS, "config: {topic: new}");
    world.commit().walk();
    edit("by.hand");

    world.walk();

    assertThat(world.connect.stored(ORDERS).get("topic")).contains("new");
  }

  @Test
  void whatSomebodyPutsBackIsRevertedAfterTenSeconds() {
    running("config: {topic: old}");
    edit("by.hand");
    world.walk();
    assertThat(world.connect.stored(ORDERS).get("topic")).contains("old");
    edit("by.hand");

    walksWithoutWriting();
    world.pass(Duration.ofSeconds(10));
    world.walk();

    assertThat(world.connect.stored(ORDERS).get("topic")).contains("old");
  }

  @Test
  void onceALookHasConfirmedItWhatComesThenIsDrift() {
    running("config: {topic: old}");
    edit("by.hand");
    world.walk();
    world.assertQuiet();
    edit("by.hand");

    world.walk();

    assertThat(world.connect.stored(ORDERS).get("topic")).contains("old");
  }

  @Test
  void aNewerCommitIsSentAlthoughTheListLags() {
    running("config: {topic: one}");
    lagging(LISTS);
    world.branch.connector(ORDERS, "config: {topic: two}");
    world.commit().walk();
    world.branch.connector(ORDERS, "config: {topic: three}");

    world.commit().walk();

    assertThat(world.connect.stored(ORDERS).get("topic")).contains("three");
  }

  @Test
  void aCommitThatGoesBackToWhatTheListStillShowsIsNotTakenForDone() {
    running("config: {topic: one}");
    lagging(LISTS);
    world.branch.connector(ORDERS, "config: {topic: two}");
    world.commit().walk();
    world.branch.connector(ORDERS, "config: {topic: one}");
    world.commit();

    walksWithoutWriting();
    caughtUp();
    world.walk();

    assertThat(world.connect.stored(ORDERS).get("topic")).contains("one");
    world.assertQuiet();
  }

  @Test
  void aListThatLagsBehindACreationCausesNoSecondOne() {
    world.commit().walk();
    lagging(LISTS);
    world.branch.connector(ORDERS);
    world.commit().walk();

    walksWithoutWriting();

    caughtUp();
    world.assertQuiet();
  }

  @Test
  void aPauseIsAskedForOnceWhileTheStatusLags() {
    running("state: running");
    lagging(LISTS);
    world.branch.connector(ORDERS, "state: paused");
    world.commit().walk();

    walksWithoutWriting();

    caughtUp();
    world.assertQuiet();
    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.PAUSED);
  }

  @Test
  void onlyWhatIsStaleCountsAsNoDrift() {
    running("config: {topic: old}", "state: running");
    edit("by.hand");
    world.walk();
    edit("by.hand");
    world.connect.givenState(ORDERS, RunState.PAUSED);

    ClusterPlan plan = world.plan();

    assertThat(plan.deferrals()).extracting(Deferral::reason).contains(DeferralReason.SETTLING);
    assertThat(plan.drift()).extracting(Change::kind).containsExactly(ChangeKind.SET_STATE);
  }

  @Test
  void aPauseThatTakesAWhileIsNobodysDoing() {
    running("state: running");
    lagging(LISTS);
    world.branch.connector(ORDERS, "state: paused");
    world.commit();

    for (int walk = 0; walk < 5; walk++) {
      world.walk();
      world.pass(Duration.ofSeconds(11));
    }

    assertThat(world.ledger().contests("shared")).isEmpty();
  }
}
