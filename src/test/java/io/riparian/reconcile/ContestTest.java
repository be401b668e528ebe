package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.FakeConnect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.model.MarkKeys;
import io.riparian.model.RunState;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Contest;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContestTest {
  private static final String ORDERS = "payments-orders";

  private final World world = new World();

  private void running(String... spec) {
    world.branch.connector(ORDERS, spec);
    world.commit().settle();
    world.pass(Duration.ofMinutes(1));
    world.assertQuiet();
  }

  private void edit(String topic) {
    Map<String, String> edited = new TreeMap<>(world.connect.stored(ORDERS).entries());
    edited.put("topic", topic);
    world.connect.given(ORDERS, edited);
  }

  /** Somebody edits it, we look a minute later; how often we wrote. */
  private int fight(int rounds) {
    world.connect.forgetCounts();
    for (int round = 0; round < rounds; round++) {
      edit("by.hand");
      world.pass(Duration.ofMinutes(1));
      world.walk();
    }
    return world.connect.writes();
  }

  private Deferral contested() {
    ClusterPlan plan = world.plan();
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.deferrals())
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).isEqualTo(DeferralReason.CONTESTED));
    return plan.deferrals().get(0);
  }

  @Test
  void whatIsChangedAgainAndAgainIsPutBackThreeTimesAndThenReported() {
    running("config: {topic: orders}");
    Instant before = world.now();

    assertThat(fight(20)).isEqualTo(3);

    assertThat(contested().why())
        .startsWith("somebody else changed topic again each of the 3 times")
        .contains("since " + before.plusSeconds(60))
        .doesNotContain("by.hand");
  }

  @Test
  void anEditNowAndThenIsNoContest() {
    running("config: {topic: orders}");

    for (int day = 0; day < 10; day++) {
      assertThat(fight(1)).isEqualTo(1);
      world.pass(Duration.ofHours(3));
    }
  }

  @Test
  void itIsPutBackOnceMoreAfterAnHourAndThenMoreRarely() {
    running("config: {topic: orders}");
    fight(4);

    world.pass(Duration.ofMinutes(50));
    assertThat(fight(1)).isZero();
    world.pass(Duration.ofMinutes(10));
    assertThat(fight(1)).as("after an hour").isEqualTo(1);
    world.pass(Duration.ofMinutes(100));
    assertThat(fight(1)).as("not yet two hours").isZero();
    world.pass(Duration.ofMinutes(30));
    assertThat(fight(1)).as("after two hours").isEqualTo(1);
  }

  @Test
  void aCommitThatChangesTheConnectorGoesThroughAndBeginsAnew() {
    running("config: {topic: orders}");
    fight(5);
    world.branch.connector(ORDERS, "config: {topic: orders.v2}");
    world.commit().walk();

    assertThat(world.connect.stored(ORDERS).get("topic")).contains("orders.v2");
    assertThat(fight(10)).isEqualTo(3);
  }

  @Test
  void aCommitTakesTheStateThatIsContestedWithIt() {
    running("state: stopped");
    for (int round = 0; round < 5; round++) {
      world.connect.givenState(ORDERS, RunState.RUNNING);
      world.pass(Duration.ofMinutes(1));
      world.walk();
    }
    world.branch.connector(ORDERS, "state: stopped", "config: {topic: orders.v2}");
    world.commit();
    world.watched.forget();

    world.walk();

    assertThat(world.watched.writes()).containsExactly("stop " + ORDERS, "update " + ORDERS);
  }

  @Test
  void aCommitElsewhereDoesNot() {
    running("config: {topic: orders}");
    fight(5);
    world.branch.connector("payments-other");
    world.commit().walk();

    assertThat(fight(5)).isZero();
  }

  @Test
  void anAcknowledgementPutsItBackOnce() {
    running("config: {topic: orders}");
    fight(5);
    world.ledger().acknowledge(contested().digest(), "operator", World.START);

    assertThat(fight(5)).isEqualTo(1);
    assertThat(world.ledger().acknowledged()).isEmpty();
    assertThat(contested().why()).contains("4 times");
  }

  @Test
  void whatTheOtherGivesUpIsQuiet() {
    running("config: {topic: orders}");
    fight(5);
    edit("orders");

    world.assertQuiet();
    assertThat(world.plan().isQuiet()).isTrue();
  }

  @Test
  void aRestartForgetsNothing() {
    running("config: {topic: orders}");
    fight(2);
    world.restart();

    assertThat(fight(5)).isEqualTo(1);
  }

  @Test
  void aStateThatIsTurnedAgainAndAgainIsContested() {
    running("state: running");
    world.connect.forgetCounts();
    for (int round = 0; round < 10; round++) {
      world.connect.givenState(ORDERS, RunState.PAUSED);
      world.pass(Duration.ofMinutes(1));
      world.walk();
    }

    assertThat(world.connect.count(Operation.RESUME)).isEqualTo(3);
    assertThat(contested().why()).contains("changed state again");
  }

  @Test
  void aStateThatIsTurnedRightAfterEachTimeIsContestedTooThoughNoLookConfirmsIt() {
    running("state: running");
    world.connect.forgetCounts();
    world.connect.givenState(ORDERS, RunState.PAUSED);
    for (int round = 0; round < 40; round++) {
      world.walk();
      world.connect.givenState(ORDERS, RunState.PAUSED);
      world.pass(Duration.ofSeconds(11));
    }

    assertThat(world.connect.count(Operation.RESUME)).isLessThan(12);
    assertThat(contested().why()).contains("changed state again");
  }

  @Test
  void whatIsDeletedAgainAndAgainIsContested() {
    running();
    world.branch.connector("payments-other").connector("payments-more");
    world.commit().settle();
    world.connect.forgetCounts();
    for (int round = 0; round < 10; round++) {
      world.connect.givenGone(ORDERS);
      world.pass(Duration.ofMinutes(1));
      world.walk();
    }

    assertThat(world.connect.count(Operation.CREATE)).isEqualTo(3);
    assertThat(contested().why()).contains("changed existence again");
  }

  @Test
  void aContestForOneConnectorLeavesTheOthersAlone() {
    running("config: {topic: orders}");
    fight(5);
    world.branch.connector("payments-other", "config: {topic: other}");

    world.commit().walk();

    assertThat(world.connect.has("payments-other")).isTrue();
  }

  /** Two daemons that do not know of each other, each with a branch of its own. */
  private static List<World> two(MarkKeys second) {
    FakeConnect worker = new FakeConnect();
    World one = new World(InMemoryLedger.begun(), worker, World.KEYS);
    World other = new World(InMemoryLedger.begun(), worker, second);
    one.branch.connector(ORDERS, "config: {topic: one}");
    other.branch.connector(ORDERS, "config: {topic: other}");
    one.commit();
    other.commit();
    return List.of(one, other);
  }

  private static void walkInTurns(List<World> worlds, int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (World each : worlds) {
        each.pass(Duration.ofMinutes(1));
        each.walk();
      }
    }
  }

  @Test
  void twoDaemonsOfOneNameStopAndSaySo() {
    List<World> both = two(World.KEYS);
    walkInTurns(both, 1);
    FakeConnect worker = both.get(0).connect;
    worker.forgetCounts();

    walkInTurns(both, 30);

    assertThat(worker.count(Operation.UPDATE)).isLessThanOrEqualTo(7);
    List<Deferral> told = both.stream().flatMap(each -> each.plan().deferrals().stream()).toList();
    assertThat(told)
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it.reason()).isEqualTo(DeferralReason.CONTESTED);
              assertThat(it.why())
                  .startsWith("another Riparian with this instance's name and keys");
            });
    worker.forgetCounts();
    walkInTurns(both, 20);
    assertThat(worker.writes()).as("no ping-pong").isZero();
  }

  @Test
  void twoDaemonsOfDifferentNamesNeverTouchEachOthers() {
    List<World> both = two(new MarkKeys("another", List.of("sixteen bytes or more")));

    walkInTurns(both, 10);

    FakeConnect worker = both.get(0).connect;
    assertThat(worker.count(Operation.CREATE)).isEqualTo(1);
    assertThat(worker.writes()).isEqualTo(1);
    assertThat(both.get(1).plan().deferrals())
        .extracting(Deferral::reason)
        .containsExactly(DeferralReason.FOREIGN_MARK);
  }

  @Test
  void onlyWhatIsPutBackIsCounted() {
    running("config: {topic: orders}");
    for (int commit = 0; commit < 10; commit++) {
      world.branch.connector(ORDERS, "config: {topic: orders." + commit + "}");
      world.commit().walk();
      world.pass(Duration.ofMinutes(1));
    }

    assertThat(world.ledger().contests("shared")).isEmpty();
  }

  @Test
  void theDigestIsOfOneContestAtOnePoint() {
    Contest first = Contest.first(World.id(ORDERS), "topic", World.START);

    assertThat(first.digest())
        .isNotEqualTo(Contest.first(World.id(ORDERS), "state", World.START).digest())
        .isNotEqualTo(first.again(World.START).digest());
  }
}
