package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.ledger.Birth;
import io.riparian.ledger.ClusterIdentity;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.RewrittenHistory;
import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.model.Observation;
import io.riparian.model.OnRemoval;
import io.riparian.model.RunState;
import io.riparian.model.Worker;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import io.riparian.plan.Recalled.Standing;
import io.riparian.plan.Unmarked;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class ClusterWalkTest {
  private static final String ORDERS = "payments-orders";
  private static final Map<String, String> CLASS_A = Map.of("connector.class", "A");

  private static World running(String... spec) {
    World world = new World();
    world.branch.connector(ORDERS, spec);
    world.commit().settle();
    return world;
  }

  /** Five connectors that run, so that all of them are more than any budget. */
  private static World runningFive() {
    World world = new World();
    for (int number = 1; number <= 5; number++) {
      world.branch.connector("payments-" + number);
    }
    return world.commit().settle();
  }

  private static DeferralReason onlyReason(ClusterPlan plan) {
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.deferrals()).extracting(Deferral::reason).containsOnly(reason(plan));
    return reason(plan);
  }

  private static DeferralReason reason(ClusterPlan plan) {
    return plan.deferrals().get(0).reason();
  }

  private static void assertNothingRemembered(Ledger ledger) {
    assertThat(ledger.birth()).isEmpty();
    assertThat(ledger.applied()).isEmpty();
    assertThat(ledger.acceptedUnits()).isEmpty();
    assertThat(ledger.identity("shared")).isEmpty();
  }

  // A name that changes hands.

  private static String takenFile() {
    return "teams/logistics/connectors/taken.yaml";
  }

  /** The team logistics declares the connector, whose name its grant lists. */
  private static void giveToLogistics(World world) {
    world.branch.team("logistics");
    world.branch.file(
        "platform/teams/logistics.yaml",
        "apiVersion: riparian/v1",
        "kind: Grant",
        "metadata: {name: logistics}",
        "spec: {connectors: {names: [" + ORDERS + "]}, clusters: [shared]}");
    String text =
        String.valueOf(new Branch().connector(ORDERS).files().get(Branch.connectorFile(ORDERS)));
    world.branch.withoutConnector(ORDERS).file(takenFile(), text.stripTrailing());
    world.commit();
  }

  @Test
  void aHandOverWritesNothingAndIsRemembered() {
    World world = running();
    world.connect.forgetCounts();

    giveToLogistics(world);
    world.walk();

    assertThat(world.connect.writes()).isZero();
    assertThat(world.applied(ORDERS).team()).isEqualTo("logistics");
    world.assertQuiet();
  }

  @Test
  void aNameThatWasDeletedWaitsForAnotherTeamAndForgetsTheAgreementOnceUsed() {
    World world = running();
    world.branch.connector("payments-stays");
    world.commit().settle();
    world.branch.withoutConnector(ORDERS);
    world.commit().settle();
    assertThat(world.connect.has(ORDERS)).isFalse();

    giveToLogistics(world);
    ClusterPlan held = world.walk().plan();

    assertThat(onlyReason(held)).isEqualTo(DeferralReason.LEFTOVER_OFFSETS);
    assertThat(world.connect.has(ORDERS)).isFalse();
    world.ledger().acknowledge(held.deferrals().get(0).digest(), "anna", World.START);
    world.settle();
    assertThat(world.connect.has(ORDERS)).isTrue();
    assertThat(world.ledger().acknowledged()).isEmpty();
  }

  private static final String READS = "config: {topics: t}";

  private static World retiredElsewhere(String kafka, String... spec) {
    World last = running(READS);
    AppliedConnector there =
        new AppliedConnector(
            new ConnectorId("other", "payments-late"),
            "logistics",
            Branch.connectorFile("payments-late"),
            "c1",
            Map.of(),
            Set.of(),
            DeclaredState.RUNNING,
            OnRemoval.DELETE,
            AppliedConnector.Origin.APPLIED,
            World.START);
    last.ledger().record(there);
    last.ledger().retire(there.id(), World.START);
    last.ledger().identify(new ClusterIdentity("other", kafka, World.START));
    last.branch.connector("payments-late", spec);
    return last.commit();
  }

  private static String kafkaOf(World world) {
    return world.ledger().identity("shared").orElseThrow().kafkaClusterId();
  }

  @Test
  void whatASinkLeftLiesOnTheKafkaClusterWhateverConnectClusterItRanOn() {
    String kafka = kafkaOf(running());

    assertThat(onlyReason(retiredElsewhere(kafka, READS).walk().plan()))
        .isEqualTo(DeferralReason.LEFTOVER_OFFSETS);
    assertThat(retiredElsewhere("another", READS).walk().plan().deferrals()).isEmpty();
    assertThat(retiredElsewhere(kafka, "config: {topic: t}").walk().plan().deferrals())
        .as("a source's lie with its own Connect cluster")
        .isEmpty();
  }

  // The second walk.

  @Test
  void theSecondWalkWritesNothing() {
    World world = running("state: paused", "config: {topic: orders}");

    world.assertQuiet();
    assertThat(world.connect.target(ORDERS)).isEqualTo(RunState.PAUSED);
  }

  @Test
  void aQuietWalkIsNotWorthALine() {
    World world = running();
    int before = world.ledger().cycles(100).size();

    world.assertQuiet();

    assertThat(world.ledger().cycles(100)).hasSize(before);
  }

  @Test
  void aWalkThatDidSomethingIsRecordedWithEachOutcomeAudited() {
    World world = running();

    assertThat(world.ledger().cycles(10))
        .anySatisfy(cycle -> assertThat(cycle.outcomesJson()).contains("create"));
    assertThat(world.ledger().auditAfter(0, 10))
        .anySatisfy(
            line -> {
              assertThat(line.action()).isEqualTo("create");
              assertThat(line.subject()).isEqualTo("shared/" + ORDERS);
            });
  }

  @Test
  void whatIsRefusedInTheSameWordsAgainIsToldOnce() {
    World world = new World();
    world.branch.connector(ORDERS, "config: {topic: orders}");
    world.connect.refusing("topic");
    world.commit().walk();
    int cycles = world.ledger().cycles(100).size();
    int told = world.ledger().auditAfter(0, 100).size();

    world.walk();

    assertThat(world.ledger().cycles(100)).hasSize(cycles);
    assertThat(world.ledger().auditAfter(0, 100)).hasSize(told);
  }

  @Test
  void anotherCommitThatIsRefusedIsToldAgain() {
    World world = new World();
    world.branch.connector(ORDERS, "config: {topic: orders}");
    world.connect.refusing("topic");
    world.commit().walk();
    int cycles = world.ledger().cycles(100).size();

    world.branch.connector("payments-other");
    world.commit().walk();

    assertThat(world.ledger().cycles(100)).hasSize(cycles + 1);
  }

  @Test
  void driftIsRevertedOnce() {
    World world = running("config: {topic: orders}");
    Map<String, String> edited = new TreeMap<>(world.connect.stored(ORDERS).entries());
    edited.put("topic", "by.hand");
    world.connect.given(ORDERS, edited);

    ClusterWalk.Result result = world.walk();

    assertThat(result.outcomes())
        .extracting(outcome -> outcome.kind() + " " + outcome.cause())
        .containsExactly("UPDATE DRIFT");
    assertThat(world.connect.stored(ORDERS).get("topic")).contains("orders");
    world.assertQuiet();
  }

  @Test
  void maskedValuesDoNotLoop() {
    World world = new World();
    world.connect.masking("password");
    world.branch.connector(ORDERS, "config: {password: '${file:a:b}'}");
    world.commit().settle();

    world.assertQuiet();
    world.restart().assertQuiet();
  }

  @Test
  void aMaskedValueThatWasOnlyIntendedIsSentAgain() {
    World world = new World();
    world.connect.masking("password");
    world.branch.connector(ORDERS, "config: {password: '${file:a:new}'}");
    world.commit();
    world.watched.before(
        "create",
        () -> {
          // Another create of ours, of an earlier commit, arrives late.
          world.marked(ORDERS, Map.of("connector.class", "A", "password", "${file:a:old}"));
          throw new WatchedConnect.Killed();
        });
    world.walkIntoDeath();

    world.restart().settle();

    assertThat(world.connect.stored(ORDERS).get("password")).contains("${file:a:new}");
  }

  @Test
  void keysThatTheServerAddsDoNotLoop() {
    World world = new World();
    world.connect.adding("added.by.server", "x");
    world.branch.connector(ORDERS);
    world.commit().settle();

    world.assertQuiet();
    world.branch.connector(ORDERS, "config: {topic: orders}");
    world.commit().settle();
    world.assertQuiet();
    assertThat(world.connect.identicalUpdates()).isZero();
  }

  // Who may write.

  @Test
  void aClusterThatIsOnlyObservedIsNeverWrittenTo() {
    World world = new World();
    world.branch.cluster("shared", "mode: observe").connector(ORDERS);
    world.commit();

    ClusterWalk.Result result = world.walk();

    assertThat(result.plan().changes()).hasSize(1);
    assertThat(result.outcomes()).isEmpty();
    assertThat(world.connect.writes()).isZero();
    assertThat(world.ledger().applied()).isEmpty();
  }

  @Test
  void aRewrittenHistoryStopsEveryWrite() {
    World world = new World();
    world.branch.connector(ORDERS);
    world.commit();
    world.ledger().freeze(new RewrittenHistory("c1", "c2", World.START));

    ClusterWalk.Result result = world.walk();

    assertThat(onlyReason(result.plan())).isEqualTo(DeferralReason.HISTORY_REWRITTEN);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.ledger().applied()).isEmpty();
    assertThat(world.ledger().identity("shared")).isEmpty();
  }

  // What an empty ledger means.

  @Test
  void aFirstStartBeginsTheLedgerOnceEveryClusterWasSeenWithoutAMark() {
    World world = new World(new InMemoryLedger());
    world.branch.connector(ORDERS);
    world.commit();

    ClusterWalk.Result result = world.walk();

    assertThat(result.outcomes()).extracting(Outcome::kind).containsExactly(ChangeKind.CREATE);
    assertThat(world.ledger().birth())
        .hasValueSatisfying(birth -> assertThat(birth.kind()).isEqualTo(Birth.Kind.FIRST_START));
    assertThat(world.ledger().accepted())
        .hasValueSatisfying(
            accepted ->
                assertThat(accepted.revision()).isEqualTo(world.judged().desired().revision()));
  }

  @Test
  void aFirstStartWaitsForTheClusterThatDoesNotAnswer() {
    World world = new World(new InMemoryLedger());
    world.branch.cluster("other").connector(ORDERS);
    world.commit();

    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.FIRST_START);
    assertThat(world.connect.writes()).isZero();
    assertNothingRemembered(world.ledger());

    world.beginning().saw(world.cluster("other"), false);
    assertThat(world.walk().outcomes()).hasSize(1);
  }

  @Test
  void aFirstStartWaitsForTheClusterWhoseFileIsBroken() {
    World world = new World(new InMemoryLedger());
    world.branch.file(Branch.clusterFile("other"), "no: cluster").connector(ORDERS);
    world.commit();

    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.FIRST_START);
    assertNothingRemembered(world.ledger());
  }

  @Test
  void anEmptyLedgerAndAMarkIsALostLedger() {
    World world = new World(new InMemoryLedger());
    world.branch.connector(ORDERS, "config: {topic: new}").connector("payments-more");
    world.marked(ORDERS, CLASS_A).commit();

    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.LEDGER_LOST);
    assertThat(world.connect.writes()).isZero();
    assertNothingRemembered(world.ledger());
  }

  @Test
  void aMarkOnOneClusterStopsTheOthersToo() {
    World world = new World(new InMemoryLedger());
    world.branch.cluster("other").connector(ORDERS);
    world.commit();
    world.beginning().saw(world.cluster("other"), true);

    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.LEDGER_LOST);
    assertNothingRemembered(world.ledger());
  }

  @Test
  void aMarkOfAnotherInstanceIsNoLostLedger() {
    World world = new World(new InMemoryLedger());
    world.branch.connector(ORDERS);
    world.foreign(
        "payments-theirs",
        Map.of("connector.class", "A", "riparian.mark", "v1:other:shared:digest:signature"));
    world.commit();

    assertThat(world.walk().outcomes()).hasSize(1);
    world.assertForeignUntouched();
  }

  @Test
  void aWorkerThatIsStartingDoesNotMakeALostLedgerAFirstStart() {
    World world = new World(new InMemoryLedger());
    world.branch.connector(ORDERS);
    world.marked(ORDERS, CLASS_A).commit();
    world.connect.starting(true);

    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.FIRST_START);
    assertNothingRemembered(world.ledger());

    world.connect.starting(false);
    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.LEDGER_LOST);
    assertNothingRemembered(world.ledger());
  }

  @Test
  void aWorkerThatIsStartingDoesNotHideAMarkWhereNothingIsDeclaredEither() {
    World world = new World(new InMemoryLedger());
    world.marked(ORDERS, CLASS_A).commit();
    world.connect.starting(true);

    world.walk();
    assertNothingRemembered(world.ledger());

    world.connect.starting(false);
    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.LEDGER_LOST);
  }

  @Test
  void aFirstStartOnAWorkerTooOldToSaySoTakesTwoLooks() {
    World world = new World(new InMemoryLedger());
    world.connect.version("3.8.0");
    world.branch.connector(ORDERS);
    world.commit();

    assertThat(world.walk().outcomes()).isEmpty();
    assertNothingRemembered(world.ledger());
    world.pass(Duration.ofSeconds(10));

    assertThat(world.walk().outcomes())
        .extracting(Outcome::kind)
        .containsExactly(ChangeKind.CREATE);
  }

  @Test
  void lookingOnlyNeverBeginsTheLedger() {
    World world = new World(new InMemoryLedger());
    world.commit();
    world.line().observe(world.judged());

    assertThat(world.beginning().outlook(world.judged())).isEqualTo(Standing.NORMAL);
    assertNothingRemembered(world.ledger());
  }

  // Which cluster this is.

  @Test
  void theKafkaClusterIsRememberedAndAnotherOneRefused() {
    World world = running();
    world.branch.connector("payments-more");
    world.commit();
    world.connect.kafkaClusterId("kafka-2").forgetCounts();

    ClusterPlan plan = world.walk().plan();

    assertThat(onlyReason(plan)).isEqualTo(DeferralReason.TARGET_CHANGED);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.ledger().identity("shared"))
        .hasValueSatisfying(it -> assertThat(it.kafkaClusterId()).isEqualTo("kafka-1"));
  }

  @Test
  void anAcknowledgedKafkaClusterIsTheOneRememberedFromThenOn() {
    World world = running();
    world.connect.kafkaClusterId("kafka-2");
    acknowledge(world, world.walk().plan());

    assertThat(world.walk().plan().isBlocked()).isFalse();
    assertThat(world.ledger().identity("shared"))
        .hasValueSatisfying(it -> assertThat(it.kafkaClusterId()).isEqualTo("kafka-2"));
    assertThat(world.ledger().acknowledged()).as("used up").isEmpty();
  }

  @Test
  void theKafkaClusterIsNotRememberedWhileNothingMayBeDone() {
    World world = new World(new InMemoryLedger());
    world.marked(ORDERS, CLASS_A).commit();

    world.walk();

    assertThat(world.ledger().identity("shared")).isEmpty();
  }

  private static void acknowledge(World world, ClusterPlan plan) {
    world.ledger().acknowledge(plan.deferrals().get(0).digest(), "operator", World.START);
  }

  // What is missing.

  @Test
  void aWorkerThatIsStartingGetsNoCreation() {
    World world = running();
    world.connect.starting(true).forgetCounts();

    for (int walk = 0; walk < 20; walk++) {
      assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.ABSENCE_UNCONFIRMED);
      world.pass(Duration.ofMillis(200));
    }
    assertThat(world.connect.writes()).isZero();

    world.connect.starting(false);
    world.assertQuiet();
  }

  @Test
  void aWorkerThatIsStartingDoesNotMakeUsForgetThatAConnectorWasForgotten() {
    World world = running("onRemoval: forget");
    world.branch.connector("payments-stays").withoutConnector(ORDERS);
    world.commit().settle();
    AppliedConnector forgotten = world.applied(ORDERS);

    world.connect.starting(true);
    world.walk();

    assertThat(world.applied(ORDERS)).isEqualTo(forgotten);
    world.connect.starting(false);
    world.assertQuiet();

    world.connect.givenGone(ORDERS);
    world.pass(Duration.ofMinutes(1));
    world.walk();
    assertThat(world.ledger().applied(World.id(ORDERS))).as("gone at last").isEmpty();
  }

  @Test
  void aMarkThatWasAskedForIsWrittenOnceAndMakesTheConnectorOurs() {
    World world = new World();
    world.connect.given(ORDERS, Map.of("connector.class", "A"));
    world.branch.connector(ORDERS, "adopt: true");
    world.commit().walk();
    world.assertQuiet();
    Unmarked unmarked = new Unmarked(World.id(ORDERS));

    world.ledger().acknowledge(unmarked.digest(), "operator", World.START);
    world.walk();

    assertThat(world.connect.stored(ORDERS).has(MarkKeys.MARK)).isTrue();
    assertThat(world.ledger().acknowledged()).as("used up").isEmpty();
    world.assertQuiet();
  }

  @Test
  void whatLetsMarksBeWrittenIsUsedUpOnlyByWritingOne() {
    World world = new World();
    world.connect.given(ORDERS, Map.of("connector.class", "A"));
    world.branch.connector(ORDERS, "adopt: true");
    world.commit().settle();
    Unmarked unmarked = new Unmarked(World.id(ORDERS));
    world.ledger().acknowledge(unmarked.digest(), "operator", World.START);
    world.branch.connector(ORDERS, "adopt: true", "state: paused");
    world.commit();
    world.connect.failing(Operation.UPDATE, 1, Kind.WORKER_ERROR, Effect.NOT_DONE);

    assertThat(world.walk().outcomes())
        .extracting(outcome -> outcome.kind() + " " + outcome.result())
        .containsExactly("SET_STATE DONE", "UPDATE FAILED");
    assertThat(world.ledger().acknowledged()).hasSize(1);

    world.walk();
    assertThat(world.connect.stored(ORDERS).has(MarkKeys.MARK)).isTrue();
    assertThat(world.ledger().acknowledged()).as("used up").isEmpty();
  }

  @Test
  void aClusterThatIsDownGetsNothingAndRecovers() {
    World world = running();
    world.connect.down(true);

    ClusterWalk.Result result = world.walk();

    assertThat(onlyReason(result.plan())).isEqualTo(DeferralReason.CLUSTER_UNREACHABLE);
    assertThat(result.observation()).isInstanceOf(Observation.Unanswered.class);
    world.connect.down(false);
    world.assertQuiet();
  }

  @Test
  void oneConnectorThatSomebodyDeletedIsCreatedAgain() {
    World world = running();
    world.connect.givenGone(ORDERS);

    assertThat(world.walk().outcomes())
        .extracting(outcome -> outcome.kind() + " " + outcome.cause() + " " + outcome.result())
        .containsExactly("CREATE DRIFT DONE");
  }

  @Test
  void aClusterReplacedByAnEmptyOneGetsNoCreation() {
    World world = runningFive();
    world.connect.replacedByAnEmptyOne().forgetCounts();

    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.CLUSTER_REPLACED);
    assertThat(world.connect.writes()).isZero();
    assertThat(world.ledger().applied()).hasSize(5);
  }

  @Test
  void anAcknowledgementLetsAReplacedClusterBeFilledOnceAndNotTwice() {
    World world = runningFive();
    world.connect.replacedByAnEmptyOne();
    acknowledge(world, world.walk().plan());

    assertThat(world.walk().outcomes()).hasSize(5);
    world.assertQuiet();
    world.connect.replacedByAnEmptyOne().forgetCounts();

    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.CLUSTER_REPLACED);
    assertThat(world.connect.writes()).isZero();
  }

  @Test
  void anAcknowledgedPruneIsNotAnAgreementToTheNextOne() {
    World world = runningFive();
    world.branch.connector("payments-kept");
    world.commit().settle();
    removeFive(world);
    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.PRUNE_BUDGET);
    acknowledge(world, world.walk().plan());
    world.settle();
    assertThat(world.connect.has("payments-1")).isFalse();

    for (int number = 1; number <= 5; number++) {
      world.branch.connector("payments-" + number);
    }
    world.commit().settle();
    removeFive(world);

    assertThat(onlyReason(world.walk().plan())).isEqualTo(DeferralReason.PRUNE_BUDGET);
    assertThat(world.connect.has("payments-1")).isTrue();
  }

  private static void removeFive(World world) {
    for (int number = 1; number <= 5; number++) {
      world.branch.withoutConnector("payments-" + number);
    }
    world.commit();
  }

  @Test
  void anAcknowledgementStandsUntilSomethingCameOfIt() {
    World world = runningFive();
    world.connect.replacedByAnEmptyOne();
    acknowledge(world, world.walk().plan());
    world.connect.failing(
        Operation.CREATE, 5 * World.QUICK.tries(), Kind.REBALANCING, Effect.NOT_DONE);

    assertThat(world.walk().outcomes())
        .extracting(Outcome::result)
        .containsOnly(Outcome.Result.DEFERRED);

    assertThat(world.walk().outcomes())
        .extracting(Outcome::result)
        .containsOnly(Outcome.Result.DONE);
  }

  @Test
  void anAcknowledgementIsNotUsedUpByAChangeThatNeededNone() {
    World world = runningFive();
    world.branch.connector("payments-kept");
    world.commit().settle();
    removeFive(world);
    acknowledge(world, world.walk().plan());
    world.branch.connector("payments-new");
    world.commit();
    world.connect.failing(
        Operation.DELETE, 5 * World.QUICK.tries(), Kind.REBALANCING, Effect.NOT_DONE);

    assertThat(world.walk().outcomes())
        .extracting(outcome -> outcome.kind() + " " + outcome.result())
        .containsOnly("CREATE DONE", "DELETE DEFERRED");
    assertThat(world.ledger().acknowledged()).as("nothing came of it yet").hasSize(1);

    assertThat(world.walk().outcomes())
        .extracting(outcome -> outcome.kind() + " " + outcome.result())
        .containsOnly("DELETE DONE");
    assertThat(world.ledger().acknowledged()).as("used up").isEmpty();
  }

  @Test
  void anAcknowledgedKafkaClusterIsUsedUpWhateverBecomesOfTheChanges() {
    World world = running();
    world.branch.connector("payments-more");
    world.commit();
    world.connect.kafkaClusterId("kafka-2");
    acknowledge(world, world.walk().plan());
    world.connect.failing(Operation.CREATE, World.QUICK.tries(), Kind.REBALANCING, Effect.NOT_DONE);

    assertThat(world.walk().outcomes())
        .extracting(Outcome::result)
        .containsExactly(Outcome.Result.DEFERRED);

    assertThat(world.ledger().acknowledged()).isEmpty();
  }

  @Test
  void anAcknowledgedKafkaClusterIsUsedUpWhereWeOnlyObserve() {
    World world = running();
    world.branch.cluster("shared", "mode: observe");
    world.commit();
    world.connect.kafkaClusterId("kafka-2");
    acknowledge(world, world.walk().plan());

    assertThat(world.walk().plan().isBlocked()).isFalse();

    assertThat(world.ledger().acknowledged()).isEmpty();
  }

  @Test
  void anUnansweredLookIsNoWorker() {
    World world = running();

    assertThat(world.walk().observation())
        .isInstanceOfSatisfying(
            Observation.Answered.class,
            seen -> assertThat(seen.worker()).isEqualTo(new Worker("4.3.1", "kafka-1")));
  }

  // A ledger that fails.

  @Test
  void aCycleIsRecordedAlsoWhenSomethingElseOfItCannotBeNoted() {
    AtomicBoolean failed = new AtomicBoolean();
    World world =
        new World(
            failing(
                (method, arguments) ->
                    method.equals("identify") && failed.compareAndSet(false, true)));
    world.branch.connector("payments-1");
    world.commit();

    assertThatThrownBy(world::walk).isInstanceOf(IllegalStateException.class);

    assertThat(world.ledger().lastCycle("shared").orElseThrow().outcomesJson())
        .contains("payments-1", "\"done\"");
  }

  /** The ledger, except that it cannot take this one entry of the audit trail. */
  private static Ledger failingOnceOver(String subject) {
    AtomicBoolean failed = new AtomicBoolean();
    return failing(
        (method, arguments) ->
            method.equals("audit")
                && subject.equals(arguments[3])
                && failed.compareAndSet(false, true));
  }

  private static Ledger failing(BiPredicate<String, Object[]> when) {
    Ledger sound = InMemoryLedger.begun();
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              if (when.test(method.getName(), arguments)) {
                throw new IllegalStateException("the disk is full for a moment");
              }
              return Passage.invoke(sound, method, arguments);
            });
  }

  @Test
  void whatWasDoneWhenTheLedgerFailedForAMomentIsInTheCycle() {
    World world = new World(failingOnceOver("shared/payments-2"));
    world.branch.connector("payments-1").connector("payments-2").connector("payments-3");
    world.commit();

    assertThatThrownBy(world::walk).isInstanceOf(BrokenOff.class);

    assertThat(world.ledger().lastCycle("shared").orElseThrow().outcomesJson())
        .contains("payments-1", "payments-2", "payments-3", "\"deferred\"");
    world.settle();
    assertThat(world.connect.count(Operation.CREATE)).isEqualTo(3);
  }
}
