package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.RunState;
import io.riparian.plan.RestartOutcome;
import io.riparian.plan.RestartOutcome.Result;
import io.riparian.plan.RestartPlan.Due;
import io.riparian.plan.RestartWish.Parts;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestarterTest {
  private static final String ORDERS = "payments-orders";
  private static final Due DUE = new Due(World.id(ORDERS), "payments", false, false);

  private final World world = new World();
  private boolean stopping;

  @BeforeEach
  void running() {
    world.branch.connector(ORDERS);
    world.commit().settle();
    world.watched.forget();
  }

  private RestartOutcome restart(Due due, Parts parts) {
    return new Restarter(
            world.guarded(), world.watched.cluster()::statuses, World.SOON, () -> stopping)
        .restart(due, parts);
  }

  /** What looks show one after the other: the connector, then its tasks; the last one stays. */
  private static SortedMap<String, ConnectorStatus> next(Queue<String> looks) {
    String look = looks.size() > 1 ? looks.remove() : looks.element();
    if (look.equals("?")) {
      throw new ConnectFailure(Kind.UNREACHABLE, "nobody answers");
    }
    SortedMap<String, ConnectorStatus> all = new TreeMap<>();
    if (!look.equals("-")) {
      List<RunState> states = Arrays.stream(look.split(" ")).map(RestarterTest::state).toList();
      all.put(
          ORDERS,
          new ConnectorStatus(
              states.get(0),
              "",
              "",
              states.stream().skip(1).map(task -> new TaskStatus(0, task, "", "")).toList()));
    }
    return all;
  }

  private static RunState state(String letter) {
    return Map.of(
            "R", RunState.RUNNING,
            "P", RunState.PAUSED,
            "S", RunState.STOPPED,
            "F", RunState.FAILED,
            "U", RunState.UNASSIGNED,
            "r", RunState.RESTARTING)
        .getOrDefault(letter, RunState.UNKNOWN);
  }

  /** Two looks in a row have to show the same, of six at the most. */
  @ParameterizedTest
  @CsvSource({
    "'R R R', RESTARTED",
    "'R R R|r R R|r r r|R r R|R R R', RESTARTED",
    "'P P', RESTARTED",
    "S, RESTARTED",
    "R, RESTARTED",
    "'R R|R F', NOT_BACK",
    "'R F|R R', RESTARTED",
    "'R R|F R', NOT_BACK",
    "'R U', NOT_BACK",
    "'r R', NOT_BACK",
    "-, NOT_BACK",
    "?, NOT_BACK",
    "'?|R R', RESTARTED",
    "'R R|?|R R|?|R R|?', NOT_BACK",
  })
  void onlyWhatIsSeenAgainAndAgainIsBack(String looks, Result result) {
    Queue<String> queue = new ArrayDeque<>(List.of(looks.split("\\|")));

    RestartOutcome outcome =
        new Restarter(world.guarded(), () -> next(queue), World.SOON, () -> false)
            .restart(DUE, Parts.ALL);

    assertThat(outcome.result()).isEqualTo(result);
  }

  @Test
  void allOfItIsRestartedOrOnlyWhatHasFailed() {
    restart(DUE, Parts.ALL);
    restart(DUE, Parts.FAILED);

    assertThat(world.watched.writes())
        .containsExactly("restart " + ORDERS, "restartFailed " + ORDERS);
  }

  @Test
  void whatFailsAgainIsToldApartFromWhatFailsNow() {
    world.connect.givenAfterRestart(
        ORDERS, new ConnectorStatus(RunState.FAILED, "", "", List.of()));

    assertThat(restart(DUE, Parts.ALL).why()).isEqualTo("it has failed since");
    assertThat(restart(new Due(DUE.id(), "payments", false, true), Parts.ALL).why())
        .isEqualTo("it had failed before, and has failed again");
  }

  @Test
  void whatIsNotOursRightBeforeTheCallIsNotTouched() {
    world.watched.before("read", () -> world.foreign(ORDERS, Map.of("connector.class", "B")));

    assertThat(restart(DUE, Parts.ALL).result()).isEqualTo(Result.NOT_OURS);
    assertThat(world.watched.writes()).isEmpty();
  }

  @Test
  void whatIsGoneIsNotRestarted() {
    world.connect.givenGone(ORDERS);

    assertThat(restart(DUE, Parts.ALL).result()).isEqualTo(Result.GONE);
    assertThat(world.watched.writes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "REBALANCING, 1, RESTARTED, 2",
    "TIMED_OUT, 1, RESTARTED, 2",
    "REBALANCING, 3, FAILED, 3",
    "UNREACHABLE, 3, FAILED, 3",
    "UNAUTHORISED, 1, FAILED, 1",
  })
  void aCallThatDoesNotSucceedIsMadeAgainWhereThatHelps(
      Kind kind, int times, Result result, int calls) {
    world.connect.failing(Operation.RESTART, times, kind, Effect.NOT_DONE);

    assertThat(restart(DUE, Parts.ALL).result()).isEqualTo(result);
    assertThat(world.watched.writes()).hasSize(calls);
  }

  @Test
  void whoeverStopsWaitsForNothing() {
    stopping = true;

    assertThat(restart(DUE, Parts.ALL).result()).isEqualTo(Result.NOT_BACK);
    assertThat(world.connect.count(Operation.STATUSES)).isZero();
  }

  @Test
  void whatIsReadOnceIsSaidToBe() {
    assertThat(restart(new Due(DUE.id(), "payments", true, false), Parts.ALL).why())
        .contains("when the worker itself starts");
    assertThat(restart(DUE, Parts.ALL).why()).isEmpty();
  }
}
