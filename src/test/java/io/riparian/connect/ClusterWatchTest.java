package io.riparian.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.Observation;
import io.riparian.model.Observation.Problem;
import io.riparian.model.RunState;
import io.riparian.model.Worker;
import io.riparian.model.WorkerStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterWatchTest {
  private static final Set<String> ORDERS = Set.of("orders");

  private final FakeConnect fake = new FakeConnect().given("orders", Map.of("topic", "orders"));
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private ClusterWatch watch = watching(fake);

  private ClusterWatch watching(ConnectCluster cluster) {
    return new ClusterWatch("shared", cluster, () -> now);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private Observation.Answered answered(Set<String> expected) {
    return answered(new Expected(expected, false));
  }

  private Observation.Answered answered(Expected expected) {
    Observation observation = watch.observe(expected);
    assertThat(observation).isInstanceOf(Observation.Answered.class);
    return (Observation.Answered) observation;
  }

  private Observation.Unanswered unanswered() {
    Observation observation = watch.observe(new Expected(ORDERS, false));
    assertThat(observation).isInstanceOf(Observation.Unanswered.class);
    return (Observation.Unanswered) observation;
  }

  private boolean isSurprised() {
    return isSurprised(watch.glance());
  }

  static boolean isSurprised(Glance glance) {
    return glance.fold(seen -> !seen.surprise().isEmpty(), blind -> false);
  }

  /** A watch that has looked both ways, at a world that then stands still. */
  private void settled() {
    answered(Set.of());
    assertThat(isSurprised()).isFalse();
    fake.forgetCounts();
  }

  // The short look.

  @Test
  void aQuietShortLookIsExactlyOneGet() {
    settled();

    Glance glance = watch.glance();

    assertThat(glance)
        .isInstanceOfSatisfying(
            Glance.Seen.class, seen -> assertThat(seen.statuses()).containsOnlyKeys("orders"));
    assertThat(fake.count(Operation.STATUSES)).isEqualTo(1);
    assertThat(fake.reads()).isEqualTo(1);
  }

  @Test
  void theFirstShortLookAsksForALongOne() {
    assertThat(isSurprised()).isTrue();
    assertThat(isSurprised()).isFalse();
  }

  @Test
  void aConnectorThatAppearsSurprisesOnce() {
    settled();

    fake.given("stranger", Map.of());

    assertThat(isSurprised()).isTrue();
    assertThat(isSurprised()).isFalse();
  }

  @Test
  void aConnectorThatDisappearsSurprisesOnce() {
    settled();

    fake.givenGone("orders");

    assertThat(isSurprised()).isTrue();
    assertThat(isSurprised()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = RunState.class,
      names = {"PAUSED", "STOPPED"})
  void aStateSomebodyChangedSurprisesOnce(RunState state) {
    settled();

    fake.givenState("orders", state);

    assertThat(isSurprised()).isTrue();
    assertThat(isSurprised()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = RunState.class,
      names = {"FAILED", "UNASSIGNED", "RESTARTING", "UNKNOWN"})
  void aFailureOrARebalanceChangesNoTargetAndSurprisesNobody(RunState state) {
    settled();

    fake.givenStatus("orders", state);
    assertThat(isSurprised()).isFalse();
    fake.givenStatus("orders", RunState.RUNNING);
    assertThat(isSurprised()).isFalse();
  }

  @Test
  void aChangeHiddenByARebalanceStillSurprises() {
    settled();

    fake.givenStatus("orders", RunState.UNASSIGNED);
    assertThat(isSurprised()).isFalse();
    fake.givenState("orders", RunState.STOPPED);

    assertThat(isSurprised()).isTrue();
  }

  @Test
  void aConnectorWithoutAStatusIsNoSurpriseOnceALongLookHasSeenIt() {
    fake.given("slow", Map.of()).givenNoStatus("slow");
    answered(Set.of("orders", "slow"));

    assertThat(isSurprised()).isFalse();
    fake.givenStatus("slow", RunState.RUNNING);
    assertThat(isSurprised()).isFalse();
  }

  @Test
  void aFailedShortLookIsBlindAndTheNextOneAsksForALongLook() {
    settled();
    fake.down(true);

    assertThat(watch.glance())
        .isInstanceOfSatisfying(
            Glance.Blind.class,
            blind -> assertThat(blind.unanswered().problem()).isEqualTo(Problem.UNREACHABLE));
    assertThat(isSurprised()).isFalse();

    fake.down(false);
    assertThat(isSurprised()).isTrue();
  }

  // The long look.

  @Test
  void aLongLookTellsWhoAnsweredAndEverything() {
    Observation.Answered answered = answered(ORDERS);

    assertThat(answered.cluster()).isEqualTo("shared");
    assertThat(answered.at()).isEqualTo(now);
    assertThat(answered.worker()).isEqualTo(new Worker("4.3.1", "kafka-1"));
    assertThat(answered.connectors()).containsOnlyKeys("orders");
    assertThat(answered.absenceCounts()).isTrue();
    assertThat(fake.reads()).isEqualTo(2);
    assertThat(fake.writes()).isZero();
  }

  @Test
  void aMissingConnectorIsGoneWhenAReadyWorkerListsItTwiceNot() {
    assertThat(answered(Set.of("orders", "gone")).absenceCounts()).isTrue();

    assertThat(fake.count(Operation.READINESS)).isEqualTo(1);
    assertThat(fake.count(Operation.CONNECTORS_WITHOUT_STATUS)).isEqualTo(1);
  }

  @Test
  void aStartingWorkersEmptyListProvesNothing() {
    fake.starting(true);

    Observation.Answered answered = answered(ORDERS);

    assertThat(answered.connectors()).isEmpty();
    assertThat(answered.absenceCounts()).isFalse();
  }

  @Test
  void aWorkerThatBecomesReadyBetweenTwoReadsLosesNothing() {
    fake.starting(true).readyOnceAsked();

    Observation.Answered answered = answered(ORDERS);

    assertThat(answered.connectors()).containsOnlyKeys("orders");
    assertThat(answered.absenceCounts()).isTrue();
  }

  @Test
  void aConnectorThatMerelyHasNoStatusIsThere() {
    fake.given("slow", Map.of("topic", "t")).givenNoStatus("slow");

    Observation.Answered answered = answered(Set.of("orders", "slow"));

    assertThat(answered.absenceCounts()).isTrue();
    assertThat(answered.connectors().get("slow"))
        .isNotNull()
        .satisfies(slow -> assertThat(slow.status()).isEqualTo(ConnectorStatus.NONE));
  }

  @Test
  void anOldWorkersAbsenceCountsOnlyTenSecondsLater() {
    fake.version("3.6.2");
    Set<String> expected = Set.of("orders", "gone");

    assertThat(answered(expected).absenceCounts()).isFalse();
    pass(Duration.ofMillis(9_999));
    assertThat(answered(expected).absenceCounts()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(answered(expected).absenceCounts()).isTrue();
    assertThat(fake.count(Operation.READINESS)).isZero();
  }

  @Test
  void anOldWorkersConnectorThatCameBackStartsTheWaitAnew() {
    fake.version("3.8.1").givenGone("orders");
    assertThat(answered(ORDERS).absenceCounts()).isFalse();

    pass(Duration.ofSeconds(6));
    fake.given("orders", Map.of());
    assertThat(answered(ORDERS).absenceCounts()).isTrue();

    pass(Duration.ofSeconds(6));
    fake.givenGone("orders");
    assertThat(answered(ORDERS).absenceCounts()).isFalse();
  }

  @Test
  void anOldWorkerThatWasDownInBetweenStartsTheWaitAnew() {
    fake.version("3.6.2").starting(true);
    assertThat(answered(ORDERS).absenceCounts()).isFalse();

    pass(Duration.ofSeconds(11));
    fake.down(true);
    assertThat(unanswered().problem()).isEqualTo(Problem.UNREACHABLE);
    fake.down(false);

    assertThat(answered(ORDERS).absenceCounts()).isFalse();
  }

  @Test
  void anOldWorkersAbsenceIsLookedAtAgainByItself() {
    fake.version("3.6.2");
    answered(Set.of("orders", "gone"));

    pass(Duration.ofSeconds(9));
    assertThat(isSurprised()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(isSurprised()).isTrue();
    assertThat(isSurprised()).isFalse();
  }

  @Test
  void aDoubtThatLastsIsFollowedUpOnce() {
    fake.starting(true);
    answered(ORDERS);
    pass(Duration.ofSeconds(10));
    assertThat(isSurprised()).isTrue();
    answered(ORDERS);

    pass(Duration.ofHours(1));
    assertThat(isSurprised()).isFalse();
  }

  private static final Expected PROVEN = new Expected(ORDERS, true);

  @Test
  void aReadyWorkersAnswerIsProvenWholeAlsoWhereNothingIsMissing() {
    assertThat(answered(PROVEN).absenceCounts()).isTrue();
    assertThat(fake.count(Operation.READINESS)).isEqualTo(1);
  }

  @Test
  void aStartingWorkerProvesNothingAlsoWhereNothingIsMissing() {
    fake.starting(true);

    assertThat(answered(new Expected(Set.of(), true)).absenceCounts()).isFalse();
    assertThat(answered(Set.of()).absenceCounts()).as("nobody asked for proof").isTrue();
  }

  @Test
  void anOldWorkersAnswerIsProvenWholeOnlyTenSecondsLater() {
    fake.version("3.6.2");

    assertThat(answered(PROVEN).absenceCounts()).isFalse();
    pass(Duration.ofMillis(9_999));
    assertThat(answered(PROVEN).absenceCounts()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(answered(PROVEN).absenceCounts()).isTrue();
  }

  @Test
  void anOldWorkerThatWasDownInBetweenStartsProvingAnew() {
    fake.version("3.6.2");
    answered(PROVEN);

    pass(Duration.ofSeconds(11));
    fake.down(true);
    unanswered();
    fake.down(false);

    assertThat(answered(PROVEN).absenceCounts()).isFalse();
  }

  @Test
  void anotherKafkaClusterIsTold() {
    answered(ORDERS);

    fake.kafkaClusterId("kafka-2").replacedByAnEmptyOne();

    assertThat(answered(ORDERS).worker().kafkaClusterId()).isEqualTo("kafka-2");
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, UNREACHABLE",
    "TIMED_OUT, UNREACHABLE",
    "REBALANCING, UNREACHABLE",
    "WORKER_ERROR, UNREACHABLE",
    "UNAUTHORISED, UNAUTHORISED",
    "BAD_ANSWER, BAD_ANSWER",
    "NOT_FOUND, BAD_ANSWER"
  })
  void aFailureIsNeverAnEmptyAnswer(Kind kind, Problem problem) {
    fake.failing(Operation.CONNECTORS, 1, kind, Effect.NOT_DONE);

    Observation.Unanswered unanswered = unanswered();

    assertThat(unanswered.problem()).isEqualTo(problem);
    assertThat(unanswered.why()).contains("CONNECTORS").contains("fake:8083");
  }

  @Test
  void aConfirmationThatFailsLeavesTheWholeLookUnanswered() {
    fake.failing(Operation.CONNECTORS_WITHOUT_STATUS, 1, Kind.BAD_ANSWER, Effect.NOT_DONE);

    assertThat(watch.observe(new Expected(Set.of("gone"), false)))
        .isInstanceOf(Observation.Unanswered.class);
  }

  // Several urls.

  @Test
  void urlsThatAgreeAreOneCluster() {
    FakeConnect other = new FakeConnect().given("orders", Map.of());
    watch = watching(new ConnectWorkers(List.of(fake, other)));

    assertThat(answered(ORDERS).absenceCounts()).isTrue();
    assertThat(answered(ORDERS).absenceCounts()).isTrue();
  }

  @Test
  void urlsThatDisagreeOnceAreInDoubtAndTwiceAreRefused() {
    FakeConnect other = new FakeConnect();
    watch = watching(new ConnectWorkers(List.of(fake, other)));

    assertThat(answered(ORDERS).absenceCounts()).isFalse();
    assertThat(unanswered().problem()).isEqualTo(Problem.WORKERS_DISAGREE);
    assertThat(unanswered().problem()).isEqualTo(Problem.WORKERS_DISAGREE);

    other.given("orders", Map.of());
    assertThat(answered(ORDERS).absenceCounts()).isTrue();
    other.givenGone("orders");
    assertThat(answered(ORDERS).absenceCounts()).isFalse();
  }

  @Test
  void urlsOfTwoKafkaClustersDisagreeEvenWhenTheirListsAreEqual() {
    FakeConnect other = new FakeConnect().kafkaClusterId("kafka-2").given("orders", Map.of());
    watch = watching(new ConnectWorkers(List.of(fake, other)));

    answered(ORDERS);
    assertThat(unanswered().problem()).isEqualTo(Problem.WORKERS_DISAGREE);
  }

  @Test
  void aWorkerThatIsDownOrStartingHasNoSay() {
    FakeConnect down = new FakeConnect().down(true);
    FakeConnect starting = new FakeConnect().starting(true);
    watch = watching(new ConnectWorkers(List.of(fake, down, starting)));

    for (int look = 0; look < 3; look++) {
      assertThat(answered(ORDERS).absenceCounts()).isTrue();
    }
  }

  @Test
  void itIsKnownHowEachOfSeveralWorkersIs() {
    FakeConnect down = new FakeConnect().at("down:8083").down(true);
    FakeConnect starting = new FakeConnect().at("starting:8083").starting(true);
    watch = watching(new ConnectWorkers(List.of(fake.at("ready:8083"), down, starting)));
    answered(ORDERS);
    assertThat(watch.workers())
        .containsExactly(
            entry("down:8083", WorkerStanding.AWAY),
            entry("ready:8083", WorkerStanding.READY),
            entry("starting:8083", WorkerStanding.STARTING));
    down.down(false);
    answered(ORDERS);

    assertThat(watch.workers()).containsEntry("down:8083", WorkerStanding.READY);
  }

  @Test
  void theWholeLookIsAskedOfOneWorker() {
    FakeConnect other = new FakeConnect().version("4.0.0").given("orders", Map.of());
    fake.failing(Operation.CONNECTORS, 1, Kind.UNREACHABLE, Effect.NOT_DONE);
    watch = watching(new ConnectWorkers(List.of(fake, other)));

    assertThat(answered(ORDERS).worker().version()).isEqualTo("4.0.0");
  }
}
