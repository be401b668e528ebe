package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.ConnectFailure.Remedy;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.model.RunState;
import io.riparian.plan.Cause;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.Outcome.Result;
import io.riparian.reconcile.ChangeApplier.Ending;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeApplierTest {
  private static final String ORDERS = "payments-orders";
  private static final Map<String, String> CURL = Map.of("connector.class", "B", "by", "curl");

  private final World world = new World().foreign("somebody-elses", CURL);

  @AfterEach
  void nothingForeignIsEverWritten() {
    world.assertForeignUntouched();
  }

  private Ending apply(Change change) {
    return world.applier().apply(change);
  }

  private Change only(ChangeKind kind) {
    return world.plan().changes().stream()
        .filter(change -> change.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Arguments> failures() {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> Arrays.stream(Effect.values()).map(effect -> Arguments.of(kind, effect)));
  }

  private void declared(String... spec) {
    world.branch.connector(ORDERS, spec);
    world.commit();
  }

  /** Declared, created, and quiet. */
  private void running(String... spec) {
    declared(spec);
    world.settle();
    world.connect.forgetCounts();
    world.watched.forget();
  }

  private void becameForeign() {
    world.foreign(ORDERS, CURL);
  }

  // Create.

  @Test
  void aCreationCarriesTheMarkAndIsRememberedAsApplied() {
    declared("config: {topic: orders}", "state: paused");

    Ending ending = apply(world.onlyChange());

    assertThat(ending).isEqualTo(Ending.DONE);
    assertThat(world.connect.stored(ORDERS).entries())
        .containsEntry("topic", "orders")
        .containsEntry(
            MarkKeys.MARK, World.mark(ORDERS, Map.of("connector.class", "A", "topic", "orders")));
    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.PAUSED);
    assertThat(world.applied(ORDERS))
        .satisfies(
            it -> {
              assertThat(it.origin()).isEqualTo(Origin.APPLIED);
              assertThat(it.state()).isEqualTo(DeclaredState.PAUSED);
              assertThat(it.digests()).containsOnlyKeys("connector.class", "topic");
              assertThat(it.at()).isEqualTo(World.START);
            });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aCreationThatFailsInAnyWayConvergesAndIsMadeOnce(Kind kind, Effect effect) {
    declared("config: {topic: orders}");
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, 1, kind, effect);

    Ending ending = apply(create);

    if (effect == Effect.DONE && kind.remedy() == Remedy.LOOK_FIRST) {
      assertThat(ending).isEqualTo(Ending.DONE);
      assertThat(world.connect.count(Operation.CREATE)).isEqualTo(1);
    } else if (kind.remedy() == Remedy.GIVE_UP) {
      assertThat(ending.result()).isEqualTo(kind == Kind.REFUSED ? Result.REFUSED : Result.FAILED);
      assertThat(world.connect.count(Operation.CREATE)).isEqualTo(1);
    } else {
      assertThat(ending).isEqualTo(Ending.DONE);
      assertThat(world.connect.count(Operation.CREATE)).isEqualTo(2);
    }
    world.settle();
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.APPLIED);
    assertThat(world.connect.has(ORDERS)).isTrue();
    assertThat(world.connect.count(Operation.UPDATE)).isZero();
    world.assertQuiet();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aCreationThatKeepsFailingIsNeverRememberedAsApplied(Kind kind) {
    declared();
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, World.QUICK.tries() * 3, kind, Effect.NOT_DONE);

    Ending ending = apply(create);

    assertThat(ending.result()).isNotEqualTo(Result.DONE);
    assertThat(world.ledger().applied().values())
        .allSatisfy(it -> assertThat(it.origin()).isEqualTo(Origin.INTENDED));
    boolean nothingHappened =
        kind == Kind.UNREACHABLE
            || kind == Kind.REBALANCING
            || kind == Kind.REFUSED
            || kind == Kind.UNAUTHORISED;
    assertThat(world.ledger().applied(World.id(ORDERS)).isEmpty()).isEqualTo(nothingHappened);
  }

  @Test
  void theIntentionIsInTheLedgerBeforeTheCreationIsSent() {
    declared();
    Change create = world.onlyChange();
    world.watched.killBefore("create");

    assertThatThrownBy(() -> apply(create)).isInstanceOf(WatchedConnect.Killed.class);

    assertThat(world.connect.has(ORDERS)).isFalse();
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.INTENDED);
  }

  @Test
  void aKillRightAfterTheCreationNeitherLosesTheConnectorNorCreatesItTwice() {
    declared();
    world.watched.killAfter("create");
    world.walkIntoDeath();

    world.restart().settle();

    assertThat(world.watched.writes()).containsExactly("create " + ORDERS);
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.APPLIED);
    world.assertQuiet();
  }

  @Test
  void aKillRightAfterTheCreationOrphansNothingWhereMarksStandInTheLedger() {
    world.branch.cluster("shared", "marks: ledger");
    declared("config: {topic: orders}");
    world.watched.killAfter("create");
    world.walkIntoDeath();

    world.restart().settle();

    assertThat(world.watched.writes()).containsExactly("create " + ORDERS);
    assertThat(world.connect.stored(ORDERS).has(MarkKeys.MARK)).isFalse();
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.APPLIED);
  }

  @Test
  void aKillRightAfterTheCreationOfAnotherVersionThanFirstIntendedOrphansNothing() {
    world.branch.cluster("shared", "marks: ledger");
    declared("config: {topic: first}");
    world.watched.killBefore("create");
    world.walkIntoDeath();
    world.restart();
    declared("config: {topic: second}");
    world.watched.killAfter("create");
    world.walkIntoDeath();

    world.restart().settle();

    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.APPLIED);
    assertThat(world.walk().plan().deferrals()).isEmpty();
  }

  @Test
  void aNameThatSomebodyTookMeanwhileIsForeignAndTheIntentionIsWithdrawn() {
    declared();
    Change create = world.onlyChange();
    becameForeign();

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.FOREIGN);
    assertThat(world.ledger().applied(World.id(ORDERS))).isEmpty();
    assertThat(world.connect.count(Operation.CREATE)).isEqualTo(1);
  }

  @Test
  void aNameThatCarriesTheMarkOfAnotherConnectorIsForeign() {
    declared();
    Change create = world.onlyChange();
    world.foreign(
        ORDERS,
        Map.of(
            "connector.class",
            "A",
            MarkKeys.MARK,
            World.mark("other", Map.of("connector.class", "A"))));

    assertThat(apply(create).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.ledger().applied(World.id(ORDERS))).isEmpty();
  }

  @Test
  void aForgottenConnectorStaysForgottenWhenItsNameIsTaken() {
    running("onRemoval: forget");
    world.branch.withoutConnector(ORDERS);
    world.commit().settle();
    world.connect.givenGone(ORDERS);
    declared();
    Change create = world.onlyChange();
    becameForeign();

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.FOREIGN);
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.FORGOTTEN);
  }

  @Test
  void whatIsThereAlreadyAndOursButNotAsDeclaredIsLeftToTheNextWalk() {
    declared("config: {topic: new}");
    Change create = world.onlyChange();
    world.marked(ORDERS, Map.of("connector.class", "A", "topic", "old"));

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.DEFERRED);
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.INTENDED);
    world.settle();
    assertThat(world.connect.stored(ORDERS).get("topic")).contains("new");
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.APPLIED);
  }

  @Test
  void whatSomebodyReCreatedOnAClusterWithoutMarksIsNotTakenForWhatWasSent() {
    world.branch.cluster("shared", "marks: ledger");
    running("config: {topic: orders}");
    world.connect.givenGone(ORDERS);
    Change create = world.onlyChange();
    world.connect.given(
        ORDERS, Map.of("connector.class", "A", "topic", "orders", "by.hand", "and drift"));

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.DEFERRED);
    world.settle();
    assertThat(world.connect.stored(ORDERS).has("by.hand")).isFalse();
  }

  @Test
  void anAnswerLostLeavesTheIntentionWhereNothingProvesWhoseItIs() {
    world.branch.cluster("shared", "marks: ledger");
    world.connect.adding("added.by.server", "x");
    declared("config: {topic: orders}");
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, 1, Kind.TIMED_OUT, Effect.DONE);

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.FOREIGN);
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.INTENDED);
  }

  @Test
  void anAnswerLostAndAWorkerDownAfterItStillLeaveTheIntention() {
    declared();
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, 1, Kind.TIMED_OUT, Effect.DONE);
    world.connect.failing(Operation.READ, World.QUICK.tries(), Kind.UNREACHABLE, Effect.NOT_DONE);

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.FAILED);
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.INTENDED);
    world.settle();
    assertThat(world.watched.writes()).containsExactly("create " + ORDERS);
  }

  @Test
  void aRefusalNamesTheKeysAndNeverTheirValues() {
    declared("config: {topic: a-secret-value}");
    Change create = world.onlyChange();
    world.connect.refusing("topic");

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.REFUSED);
    assertThat(ending.detail())
        .contains("topic")
        .contains(Branch.connectorFile(ORDERS))
        .doesNotContain("a-secret-value");
    assertThat(world.ledger().applied(World.id(ORDERS))).isEmpty();
  }

  @Test
  void aRefusalWithoutAKeySaysWhereToLook() {
    declared();
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, 1, Kind.REFUSED, Effect.NOT_DONE);
    world.connect.failing(Operation.REJECTED_KEYS, 1, Kind.WORKER_ERROR, Effect.NOT_DONE);

    assertThat(apply(create).detail()).contains("it does not say which key");
  }

  @Test
  void theKeysThatConnectAddsAreLearntFromItsAnswer() {
    world.connect.adding("added.by.server", "x");
    running("config: {topic: orders}");

    assertThat(world.applied(ORDERS).serverKeys()).containsExactly("added.by.server");
    world.assertQuiet();
  }

  // Trying again.

  @Test
  void anUnknownOutcomeStaysUnknownWhateverFailsAfterIt() {
    declared();
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, 1, Kind.TIMED_OUT, Effect.NOT_DONE);
    world.connect.failing(Operation.CREATE, 1, Kind.REFUSED, Effect.NOT_DONE);

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.FAILED);
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.INTENDED);
  }

  @Test
  void aNewerCommitStopsWhatWouldBeTriedAgain() {
    declared();
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, 1, Kind.REBALANCING, Effect.NOT_DONE);
    world.superseded = true;

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.DEFERRED);
    assertThat(ending.detail()).contains("a newer commit has arrived");
    assertThat(world.connect.count(Operation.CREATE)).isEqualTo(1);
  }

  @Test
  void aNewerCommitMakesAnUnknownOutcomeNoKnownOne() {
    declared();
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, 1, Kind.TIMED_OUT, Effect.NOT_DONE);
    world.connect.failing(Operation.CREATE, 1, Kind.REBALANCING, Effect.NOT_DONE);
    world.watched.after(
        "create", () -> world.watched.after("create", () -> world.superseded = true));

    Ending ending = apply(create);

    assertThat(ending.result()).isEqualTo(Result.FAILED);
    assertThat(world.connect.count(Operation.CREATE)).isEqualTo(2);
    assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.INTENDED);
  }

  @Test
  void aNewerCommitDoesNotKeepFromLookingWhetherItWasDone() {
    declared();
    Change create = world.onlyChange();
    world.connect.failing(Operation.CREATE, 1, Kind.TIMED_OUT, Effect.DONE);
    world.superseded = true;

    assertThat(apply(create)).isEqualTo(Ending.DONE);
  }

  @Test
  void differentFailuresTogetherAreTriedAsOftenAsOne() {
    Change update = editedTopic();
    for (int tried = 0; tried < World.QUICK.tries(); tried++) {
      world.connect.failing(Operation.UPDATE, 1, Kind.REBALANCING, Effect.NOT_DONE);
      world.connect.failing(Operation.UPDATE, 1, Kind.TIMED_OUT, Effect.NOT_DONE);
    }

    assertThat(apply(update).result()).isEqualTo(Result.FAILED);
    assertThat(world.connect.count(Operation.UPDATE)).isEqualTo(World.QUICK.tries());
  }

  @Test
  void theLastTryIsLookedAtToo() {
    Change update = editedTopic();
    world.connect.failing(
        Operation.UPDATE, World.QUICK.tries() - 1, Kind.TIMED_OUT, Effect.NOT_DONE);
    world.connect.failing(Operation.UPDATE, 1, Kind.TIMED_OUT, Effect.DONE);

    assertThat(apply(update)).isEqualTo(Ending.DONE);
  }

  // Update.

  private Change editedTopic() {
    running("config: {topic: old}");
    declared("config: {topic: new}");
    return world.onlyChange();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anUpdateThatFailsInAnyWayConverges(Kind kind, Effect effect) {
    Change update = editedTopic();
    world.connect.failing(Operation.UPDATE, 1, kind, effect);

    Ending ending = apply(update);

    if (kind.remedy() == Remedy.GIVE_UP) {
      assertThat(ending.result()).isEqualTo(kind == Kind.REFUSED ? Result.REFUSED : Result.FAILED);
    } else {
      assertThat(ending).isEqualTo(Ending.DONE);
      assertThat(world.connect.count(Operation.UPDATE)).isEqualTo(effect == Effect.DONE ? 1 : 2);
      assertThat(world.applied(ORDERS).revision()).isEqualTo(world.judged().desired().revision());
    }
    world.settle();
    assertThat(world.connect.stored(ORDERS).get("topic")).contains("new");
    world.assertQuiet();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anUpdateThatKeepsFailingIsNotRemembered(Kind kind) {
    Change update = editedTopic();
    String before = world.applied(ORDERS).revision();
    world.connect.failing(Operation.UPDATE, World.QUICK.tries() * 3, kind, Effect.NOT_DONE);

    Ending ending = apply(update);

    assertThat(ending.result()).isNotEqualTo(Result.DONE);
    assertThat(world.applied(ORDERS).revision()).isEqualTo(before);
    assertThat(world.connect.stored(ORDERS).get("topic")).contains("old");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anUpdateIsNotSentWhenTheReadBeforeItFails(Kind kind) {
    Change update = editedTopic();
    world.connect.failing(Operation.READ, World.QUICK.tries() * 9, kind, Effect.NOT_DONE);

    Ending ending = apply(update);

    assertThat(ending.result()).isNotEqualTo(Result.DONE);
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void anUpdateDoesNotTouchWhatBecameForeignAfterThePlan() {
    Change update = editedTopic();
    becameForeign();

    assertThat(apply(update).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void anUpdateDoesNotTouchWhatLostItsMarkAfterThePlan() {
    Change update = editedTopic();
    world.foreign(ORDERS, Map.of("connector.class", "A", "topic", "old"));

    assertThat(apply(update).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void anUpdateDoesNotBringBackWhatIsGone() {
    Change update = editedTopic();
    world.connect.givenGone(ORDERS);

    assertThat(apply(update).result()).isEqualTo(Result.DEFERRED);
    assertThat(world.connect.has(ORDERS)).isFalse();
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void anUpdateThatIsFoundToBeThereAlreadyIsNotSent() {
    Change update = editedTopic();
    assertThat(apply(update)).isEqualTo(Ending.DONE);
    world.connect.forgetCounts();

    assertThat(apply(update)).as("planned by a worker that lagged behind").isEqualTo(Ending.DONE);
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void anUpdateLooksAgainBeforeItIsSentAgain() {
    Change update = editedTopic();
    world.connect.failing(Operation.UPDATE, 1, Kind.REBALANCING, Effect.NOT_DONE);
    world.watched.after("update", this::becameForeign);

    assertThat(apply(update).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.watched.writes()).containsExactly("update " + ORDERS);
  }

  @Test
  void anUpdateWhoseAnswerWasLostIsNotRepeatedOnAWorkerThatMasks() {
    world.connect.masking("password");
    running("config: {password: '${file:a:b}'}");
    declared("config: {password: '${file:a:c}'}");
    Change update = world.onlyChange();
    world.connect.failing(Operation.UPDATE, 1, Kind.TIMED_OUT, Effect.DONE);

    assertThat(apply(update)).isEqualTo(Ending.DONE);
    assertThat(world.connect.count(Operation.UPDATE)).isEqualTo(1);
    world.assertQuiet();
  }

  @Test
  void anUpdateThatOnlyRemovesAKeyIsNotTakenForDoneWhereMarksStandInTheLedger() {
    world.branch.cluster("shared", "marks: ledger");
    running("config: {topic: orders, obsolete: x}");
    declared("config: {topic: orders}");
    Change update = world.onlyChange();
    world.connect.failing(Operation.UPDATE, 1, Kind.TIMED_OUT, Effect.NOT_DONE);

    assertThat(apply(update)).isEqualTo(Ending.DONE);
    assertThat(world.connect.stored(ORDERS).has("obsolete")).isFalse();
    assertThat(world.applied(ORDERS).serverKeys()).isEmpty();
  }

  @Test
  void whatSomebodyAddedWhileAnAnswerWasLostIsNoServerKey() {
    Change update = editedTopic();
    world.connect.failing(Operation.UPDATE, 1, Kind.TIMED_OUT, Effect.DONE);
    world.watched.after(
        "update",
        () -> {
          Map<String, String> edited = new TreeMap<>(world.connect.stored(ORDERS).entries());
          edited.put("by.hand", "x");
          world.connect.given(ORDERS, edited);
        });

    apply(update);

    assertThat(world.applied(ORDERS).serverKeys()).isEmpty();
    world.settle();
    assertThat(world.connect.stored(ORDERS).has("by.hand")).isFalse();
  }

  @Test
  void aFailedTaskIsRestartedAfterTheUpdate() {
    running("config: {topic: old}");
    declared("config: {topic: new}");
    world.connect.givenFailedTask(ORDERS, "boom");

    assertThat(apply(world.onlyChange())).isEqualTo(Ending.DONE);
    assertThat(world.watched.writes())
        .containsExactly("update " + ORDERS, "restartFailed " + ORDERS);
  }

  @Test
  void aHealthyTaskIsNotRestartedAfterTheUpdate() {
    assertThat(apply(editedTopic())).isEqualTo(Ending.DONE);
    assertThat(world.watched.writes()).containsExactly("update " + ORDERS);
  }

  @Test
  void anUpdateIsDoneEvenWhenTheRestartAfterItFails() {
    running("config: {topic: old}");
    declared("config: {topic: new}");
    world.connect.givenFailedTask(ORDERS, "boom");
    Change update = world.onlyChange();
    world.connect.failing(Operation.RESTART_FAILED, 1, Kind.WORKER_ERROR, Effect.NOT_DONE);

    Ending ending = apply(update);

    assertThat(ending.result()).isEqualTo(Result.DONE);
    assertThat(ending.detail()).contains("could not be restarted");
  }

  @Test
  void anUpdateOfWhatNobodyRemembersAsksForNoState() {
    world.marked(ORDERS, Map.of("connector.class", "A", "topic", "old"));
    declared("config: {topic: new}", "state: paused");

    assertThat(apply(only(ChangeKind.UPDATE))).isEqualTo(Ending.DONE);

    assertThat(world.applied(ORDERS).state()).isEqualTo(DeclaredState.UNMANAGED);
    Change pause = world.onlyChange();
    assertThat(pause.kind()).isEqualTo(ChangeKind.SET_STATE);
    assertThat(pause.cause()).isEqualTo(Cause.COMMIT);
    assertThat(apply(pause)).isEqualTo(Ending.DONE);
    world.assertQuiet();
  }

  @Test
  void anUpdateOfWhatNobodyRemembersLearnsTheStateFromTheNextLook() {
    world.marked(ORDERS, Map.of("connector.class", "A", "topic", "old"));
    declared("config: {topic: new}", "state: running");

    assertThat(apply(world.onlyChange())).isEqualTo(Ending.DONE);

    Change remember = world.onlyChange();
    assertThat(remember.kind()).isEqualTo(ChangeKind.REMEMBER);
    assertThat(apply(remember)).isEqualTo(Ending.DONE);
    assertThat(world.applied(ORDERS).state()).isEqualTo(DeclaredState.RUNNING);
    world.assertQuiet();
  }

  // Set state.

  private Change pausedByCommit() {
    running("state: running");
    declared("state: paused");
    return world.onlyChange();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aStateThatCannotBeSetConverges(Kind kind, Effect effect) {
    Change pause = pausedByCommit();
    world.connect.failing(Operation.PAUSE, 1, kind, effect);

    Ending ending = apply(pause);

    boolean retried = kind.remedy() == Remedy.RETRY;
    assertThat(ending.result() == Result.DONE).isEqualTo(retried);
    assertThat(world.applied(ORDERS).state())
        .isEqualTo(retried ? DeclaredState.PAUSED : DeclaredState.RUNNING);
    world.settle();
    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.PAUSED);
    assertThat(world.applied(ORDERS).state()).isEqualTo(DeclaredState.PAUSED);
    world.assertQuiet();
  }

  @Test
  void aStateIsNotSetOnWhatBecameForeignAfterThePlan() {
    Change pause = pausedByCommit();
    becameForeign();

    assertThat(apply(pause).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void aStateIsNotSetOnWhatIsGone() {
    Change pause = pausedByCommit();
    world.connect.givenGone(ORDERS);

    assertThat(apply(pause).result()).isEqualTo(Result.DEFERRED);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.applied(ORDERS).state()).isEqualTo(DeclaredState.RUNNING);
  }

  @Test
  void aStateLooksAgainBeforeItIsSetAgain() {
    Change pause = pausedByCommit();
    world.connect.failing(Operation.PAUSE, 1, Kind.UNREACHABLE, Effect.NOT_DONE);
    world.watched.after("pause", this::becameForeign);

    assertThat(apply(pause).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.watched.writes()).containsExactly("pause " + ORDERS);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNNING", "PAUSED", "STOPPED"})
  void everyDeclaredStateIsReached(DeclaredState state) {
    running("state: " + (state == DeclaredState.PAUSED ? "running" : "paused"));
    declared("state: " + state.name().toLowerCase(Locale.ROOT));

    assertThat(apply(world.onlyChange())).isEqualTo(Ending.DONE);
    assertThat(world.connect.target(ORDERS).name()).isEqualTo(state.name());
    assertThat(world.applied(ORDERS).state()).isEqualTo(state);
  }

  @Test
  void aStateSetOnWhatNobodyRemembersIsAllThatIsRememberedOfIt() {
    world.marked(ORDERS, Map.of("connector.class", "A"));
    declared("state: paused");

    assertThat(apply(world.onlyChange())).isEqualTo(Ending.DONE);

    assertThat(world.applied(ORDERS))
        .satisfies(
            it -> {
              assertThat(it.state()).isEqualTo(DeclaredState.PAUSED);
              assertThat(it.origin()).isEqualTo(Origin.APPLIED);
              assertThat(it.digests()).isEmpty();
              assertThat(it.path()).isEqualTo(Branch.connectorFile(ORDERS));
            });
    Change remember = world.onlyChange();
    assertThat(remember.kind()).isEqualTo(ChangeKind.REMEMBER);
    assertThat(apply(remember)).isEqualTo(Ending.DONE);
    assertThat(world.applied(ORDERS).digests()).containsOnlyKeys("connector.class");
    world.assertQuiet();
  }

  @Test
  void aStateSetOnWhatNobodyRemembersIsDriftOnceSomebodyChangesIt() {
    world.marked(ORDERS, Map.of("connector.class", "A"));
    declared("state: paused");
    apply(world.onlyChange());
    world.connect.givenState(ORDERS, RunState.RUNNING);

    assertThat(world.onlyChange().cause()).isEqualTo(Cause.DRIFT);
  }

  // Delete.

  private Change deletedByCommit() {
    world.branch.connector("payments-kept");
    running();
    world.branch.withoutConnector(ORDERS);
    world.commit();
    return world.onlyChange();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aDeletionThatFailsInAnyWayConverges(Kind kind, Effect effect) {
    Change delete = deletedByCommit();
    world.connect.failing(Operation.DELETE, 1, kind, effect);

    Ending ending = apply(delete);

    if (kind.remedy() == Remedy.GIVE_UP) {
      assertThat(ending.result()).isNotEqualTo(Result.DONE);
      assertThat(world.applied(ORDERS).origin()).isEqualTo(Origin.APPLIED);
    } else {
      assertThat(ending).isEqualTo(Ending.DONE);
      assertThat(world.ledger().applied(World.id(ORDERS))).isEmpty();
      assertThat(world.connect.count(Operation.DELETE)).isEqualTo(effect == Effect.DONE ? 1 : 2);
    }
    world.settle();
    assertThat(world.connect.has(ORDERS)).isFalse();
    assertThat(world.ledger().applied()).containsOnlyKeys(World.id("payments-kept"));
    world.assertQuiet();
  }

  @Test
  void aDeletionIsCompleteOnlyWhenTheConnectorIsGone() {
    Change delete = deletedByCommit();
    world.connect.lingering(3);

    assertThat(apply(delete)).isEqualTo(Ending.DONE);
    assertThat(world.connect.count(Operation.IS_GONE)).isEqualTo(4);
  }

  @Test
  void aDeletionWhoseTasksNeverStopIsDeferredAndRemembered() {
    Change delete = deletedByCommit();
    world.connect.lingering(10_000);

    Ending ending = apply(delete);

    assertThat(ending.result()).isEqualTo(Result.DEFERRED);
    assertThat(world.ledger().applied(World.id(ORDERS))).isPresent();
  }

  @Test
  void aDeletionDoesNotTouchWhatBecameForeignAfterThePlan() {
    Change delete = deletedByCommit();
    becameForeign();

    assertThat(apply(delete).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.connect.has(ORDERS)).isTrue();
  }

  @Test
  void aDeletionDoesNotTouchWhatLostItsMarkAfterThePlan() {
    Change delete = deletedByCommit();
    world.foreign(ORDERS, Map.of("connector.class", "A"));

    assertThat(apply(delete).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.connect.has(ORDERS)).isTrue();
  }

  @Test
  void aDeletionLooksAgainBeforeItIsSentAgain() {
    Change delete = deletedByCommit();
    world.connect.failing(Operation.DELETE, 1, Kind.REBALANCING, Effect.NOT_DONE);
    world.watched.after("delete", this::becameForeign);

    assertThat(apply(delete).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.connect.has(ORDERS)).isTrue();
  }

  @Test
  void aDeletionOfWhatIsGoneAlreadySendsNothing() {
    Change delete = deletedByCommit();
    world.connect.givenGone(ORDERS);

    assertThat(apply(delete)).isEqualTo(Ending.DONE);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.ledger().applied(World.id(ORDERS))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDeletionIsNotSentWhenTheReadBeforeItFails(Kind kind) {
    Change delete = deletedByCommit();
    world.connect.failing(Operation.READ, World.QUICK.tries() * 9, kind, Effect.NOT_DONE);

    assertThat(apply(delete).result()).isNotEqualTo(Result.DONE);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.ledger().applied(World.id(ORDERS))).isPresent();
  }

  @Test
  void aKillRightAfterTheDeletionLosesNothing() {
    deletedByCommit();
    world.watched.killAfter("delete");
    world.walkIntoDeath();

    world.restart().settle();

    assertThat(world.connect.has(ORDERS)).isFalse();
    assertThat(world.ledger().applied()).containsOnlyKeys(World.id("payments-kept"));
    assertThat(world.watched.writes()).containsExactly("delete " + ORDERS);
  }

  // What only the ledger hears of.

  @Test
  void anAdoptionWritesNothingToTheCluster() {
    world.connect.given(ORDERS, CURL);
    declared("adopt: true");

    Change adopt = world.onlyChange();

    assertThat(adopt.kind()).isEqualTo(ChangeKind.ADOPT);
    assertThat(apply(adopt)).isEqualTo(Ending.DONE);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.applied(ORDERS))
        .satisfies(
            it -> {
              assertThat(it.origin()).isEqualTo(Origin.ADOPTED);
              assertThat(it.digests()).isEmpty();
            });
  }

  @Test
  void theFirstUpdateOfWhatWasAdoptedIsRememberedAlthoughItsAnswerWasLost() {
    world.connect.masking("password").given(ORDERS, CURL);
    declared("adopt: true", "config: {password: '${file:a:b}'}");
    apply(only(ChangeKind.ADOPT));
    world.watched.killAfter("update");
    world.walkIntoDeath();

    world.restart().settle();

    assertThat(world.watched.writes()).containsExactly("update " + ORDERS);
    assertThat(world.applied(ORDERS))
        .satisfies(
            it -> {
              assertThat(it.origin()).isEqualTo(Origin.APPLIED);
              assertThat(it.digests()).containsOnlyKeys("connector.class", "password");
            });
    world.assertQuiet();
  }

  @Test
  void whatWasAdoptedAndLostItsMarkAfterThePlanIsNotDeleted() {
    world.connect.given(ORDERS, CURL);
    world.branch.connector("payments-kept");
    declared("adopt: true", "config: {topic: orders}");
    apply(only(ChangeKind.ADOPT));
    // Updated, and killed before that was noted: marked, and ADOPTED in the ledger.
    world.watched.killAfter("update");
    world.walkIntoDeath();
    world.branch.withoutConnector(ORDERS);
    world.restart();
    Change delete = only(ChangeKind.DELETE);
    world.foreign(ORDERS, CURL);

    assertThat(apply(delete).result()).isEqualTo(Result.FOREIGN);
    assertThat(world.connect.has(ORDERS)).isTrue();
  }

  @Test
  void forgettingLeavesTheConnectorAndEndsOurRight() {
    running("onRemoval: forget");
    world.branch.withoutConnector(ORDERS);
    world.commit();

    Change forget = world.onlyChange();

    assertThat(forget.kind()).isEqualTo(ChangeKind.FORGET);
    assertThat(apply(forget)).isEqualTo(Ending.DONE);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.connect.has(ORDERS)).isTrue();
    assertThat(world.applied(ORDERS).isManaged()).isFalse();
  }

  @Test
  void aMoveToAnotherFileIsOnlyRemembered() {
    running("config: {topic: orders}");
    String text = world.branch.files().get(Branch.connectorFile(ORDERS));
    world.branch.withoutConnector(ORDERS);
    world.branch.file("teams/payments/connectors/moved.yaml", String.valueOf(text));
    world.commit();

    Change remember = world.onlyChange();

    assertThat(remember.kind()).isEqualTo(ChangeKind.REMEMBER);
    assertThat(apply(remember)).isEqualTo(Ending.DONE);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.applied(ORDERS).path()).isEqualTo("teams/payments/connectors/moved.yaml");
    world.assertQuiet();
  }

  @Test
  void whatIsGoneFromGitAndFromTheClusterIsDiscarded() {
    deletedByCommit();
    world.connect.givenGone(ORDERS);

    Change discard = world.onlyChange();

    assertThat(discard.kind()).isEqualTo(ChangeKind.DISCARD);
    assertThat(apply(discard)).isEqualTo(Ending.DONE);
    assertThat(world.ledger().applied(World.id(ORDERS))).isEmpty();
    assertThat(world.connect.writes()).isZero();
  }
}
