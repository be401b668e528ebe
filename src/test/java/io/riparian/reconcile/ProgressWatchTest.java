package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.connect.kafka.KafkaCluster;
import io.riparian.connect.kafka.KafkaFailure;
import io.riparian.health.Verdict;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.PartitionOffsets;
import io.riparian.model.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressWatchTest {
  private static final String SINK = "payments-sink";
  private static final String SOURCE = "payments-source";
  private static final String READS = "config: {topics: orders}";
  private static final String WITH_KAFKA = "bootstrapServers: 'kafka:9092'";

  private final FakeConnect connect = new FakeConnect();
  private final FakeKafka kafka = new FakeKafka();
  private final Queue<Runnable> pending = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  private Judged judged = judged(Branch.oneTeam());
  private ProgressWatch watch = watch(Runnable::run);

  private static Judged judged(Branch branch) {
    return Judged.of(
        new RevisionReader(InMemoryLedger.begun(), World.KEYS, InstantSource.system())
            .judge(branch.commit()));
  }

  private ProgressWatch watch(Executor aside) {
    Cluster cluster = Objects.requireNonNull(judged.desired().clusters().get("shared"));
    return new ProgressWatch(cluster, connect, kafka, aside, () -> now);
  }

  private void givenFiles(Branch branch) {
    judged = judged(branch);
    watch = watch(Runnable::run);
  }

  /** A sink on a cluster whose Kafka is known. */
  private void givenSink(String... more) {
    givenFiles(
        Branch.oneTeam()
            .cluster("shared", WITH_KAFKA)
            .connector(
                SINK, Stream.concat(Stream.of(READS), Stream.of(more)).toArray(String[]::new)));
    connect.given(SINK, Map.of("connector.class", "x.FileSink", "topics", "orders"));
  }

  private void givenSource(String... spec) {
    givenFiles(Branch.oneTeam().cluster("shared", WITH_KAFKA).connector(SOURCE, spec));
    connect.given(SOURCE, Map.of("connector.class", "A"));
  }

  private SortedMap<String, Verdict> look() {
    return watch.stalled(judged, connect.connectors(), connect.statuses());
  }

  private SortedMap<String, Verdict> lookAfter(Duration time) {
    now = now.plus(time);
    return look();
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void aSinkThatStandsStillWhileRecordsWaitIsStalled() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);

    look();
    assertThat(lookAfter(minutes(14))).isEmpty();

    assertThat(lookAfter(minutes(1))).containsOnlyKeys(SINK);
    assertThat(watch.isKnown(SINK)).isTrue();
    assertThat(kafka.open).isZero();
  }

  @Test
  void itsOwnFreshnessSaysHowLongASinkMayStandStill() {
    givenSink("freshness: 2h");
    kafka.given("connect-payments-sink", "orders", 100, 1_303);

    look();
    assertThat(lookAfter(minutes(119))).isEmpty();
    assertThat(lookAfter(minutes(1))).containsOnlyKeys(SINK);
  }

  @Test
  void aGroupOfAnotherNameIsTheOneThatIsAskedAfter() {
    givenSink();
    connect.given(
        SINK,
        Map.of(
            "connector.class", "x.FileSink",
            "topics", "orders",
            "consumer.override.group.id", "payments-own"));

    look();

    assertThat(kafka.asked).containsExactly(Set.of("payments-own"));
  }

  @Test
  void aLookIsMadeOnceAMinuteAndForAllSinksAtOnce() {
    givenFiles(
        Branch.oneTeam()
            .cluster("shared", WITH_KAFKA)
            .connector("payments-a", READS)
            .connector("payments-b", READS));
    connect.given("payments-a", Map.of("connector.class", "x.FileSink", "topics", "orders"));
    connect.given("payments-b", Map.of("connector.class", "x.FileSink", "topics", "orders"));

    look();
    lookAfter(Duration.ofSeconds(59));
    assertThat(kafka.asked).containsExactly(Set.of("connect-payments-a", "connect-payments-b"));

    lookAfter(Duration.ofSeconds(1));
    assertThat(kafka.asked).hasSize(2);
  }

  @Test
  void whatProvesNothingCostsNoCall() {
    givenFiles(
        Branch.oneTeam()
            .connector(SINK, READS)
            .connector("payments-elsewhere", READS)
            .connector(SOURCE));
    connect.given(SINK, Map.of("connector.class", "x.FileSink", "topics", "orders"));
    connect.given(SOURCE, Map.of("connector.class", "A"));
    connect.given(
        "payments-elsewhere",
        Map.of(
            "connector.class", "x.FileSink",
            "topics", "orders",
            "consumer.override.bootstrap.servers", "other:9092"));

    look();

    assertThat(kafka.asked).isEmpty();
    assertThat(connect.count(Operation.OFFSETS)).isZero();
    assertThat(watch.isKnown(SINK)).isFalse();
    assertThat(watch.isKnown(SOURCE)).isFalse();
  }

  @Test
  void aSinkThatReadsFromAnotherKafkaIsNotAskedAfterHere() {
    givenSink();
    connect.given(
        SINK,
        Map.of(
            "connector.class", "x.FileSink",
            "topics", "orders",
            "consumer.override.bootstrap.servers", "other:9092"));

    look();

    assertThat(kafka.asked).isEmpty();
  }

  @Test
  void whatNobodyDeclaresIsNotLookedAt() {
    givenFiles(Branch.oneTeam().cluster("shared", WITH_KAFKA));
    connect.given("strange", Map.of("connector.class", "x.FileSink", "topics", "orders"));

    look();

    assertThat(kafka.asked).isEmpty();
  }

  @Test
  void whatWasPausedBeginsAnewOnceItRuns() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    look();
    assertThat(lookAfter(minutes(16))).isNotEmpty();

    connect.givenState(SINK, RunState.PAUSED);
    assertThat(look()).isEmpty();
    connect.givenState(SINK, RunState.RUNNING);
    assertThat(lookAfter(minutes(1))).isEmpty();
    assertThat(lookAfter(minutes(14))).isEmpty();
    assertThat(lookAfter(minutes(1))).isNotEmpty();
  }

  @Test
  void aFailedTaskIsNoStandstill() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    look();
    lookAfter(minutes(16));

    connect.givenFailedTask(SINK, "x.Boom: no");

    assertThat(look()).isEmpty();
  }

  @Test
  void whatWasRestartedBeginsAnew() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    look();
    assertThat(lookAfter(minutes(16))).isNotEmpty();

    watch.beginAnew(SINK);

    assertThat(look()).isEmpty();
    assertThat(lookAfter(minutes(1))).isEmpty();
  }

  @Test
  void whatRunsWithAnotherConfigurationBeginsAnew() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    look();
    assertThat(lookAfter(minutes(16))).isNotEmpty();

    connect.given(
        SINK, Map.of("connector.class", "x.FileSink", "topics", "orders", "batch.size", "1"));

    assertThat(look()).isEmpty();
  }

  @Test
  void aRefusedGroupIsUnknownAndHidesNoOther() {
    givenFiles(
        Branch.oneTeam()
            .cluster("shared", WITH_KAFKA)
            .connector("payments-a", READS)
            .connector("payments-b", READS));
    connect.given("payments-a", Map.of("connector.class", "x.FileSink", "topics", "orders"));
    connect.given("payments-b", Map.of("connector.class", "x.FileSink", "topics", "orders"));
    kafka.given("connect-payments-a", "orders", 100, 1_303);

    look();

    assertThat(lookAfter(minutes(16))).containsOnlyKeys("payments-a");
    assertThat(watch.isKnown("payments-b")).isFalse();
  }

  @Test
  void aTopicThatWeMayNotSeeLeavesProgressUnknown() {
    givenSink();
    connect.given(
        SINK, Map.of("connector.class", "x.FileSink", "topics", "orders,secret, bad name"));
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    kafka.hidden = Set.of("secret");
    look();
    assertThat(lookAfter(minutes(16))).isEmpty();
    assertThat(watch.isKnown(SINK)).isFalse();

    // One that only holds nothing yet hides nothing.
    kafka.hidden = Set.of();
    lookAfter(minutes(1));
    assertThat(watch.isKnown(SINK)).isTrue();
    assertThat(kafka.lookedAt).isEqualTo(Set.of("secret"));
  }

  @Test
  void aKafkaThatDoesNotAnswerLeavesProgressUnknown() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    look();
    kafka.down = true;

    assertThat(lookAfter(minutes(16))).isEmpty();
    assertThat(watch.isKnown(SINK)).isFalse();
    Instant since = now;
    assertThat(kafkaAwaySince()).as("one look in vain").isEmpty();
    lookAfter(minutes(1));
    assertThat(kafkaAwaySince()).contains(since);

    kafka.down = false;
    assertThat(lookAfter(minutes(1))).containsOnlyKeys(SINK);
    assertThat(kafkaAwaySince()).isEmpty();
  }

  @Test
  void aKafkaThatTookItsSinksAlongIsAskedUntilItAnswers() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 100);
    look();
    kafka.down = true;
    lookAfter(minutes(1));
    connect.givenState(SINK, RunState.FAILED);
    lookAfter(minutes(1));
    lookAfter(minutes(1));
    assertThat(kafkaAwaySince()).isPresent();
    kafka.down = false;
    lookAfter(minutes(1));

    assertThat(kafkaAwaySince()).isEmpty();
    assertThat(watch.kafka().orElseThrow().isUntold(now)).isFalse();
    assertThat(kafka.open).as("closed again").isZero();
  }

  @Test
  void aKafkaThatNoFileNamesIsNotAsked() {
    assertThat(watch.kafka()).isEmpty();
  }

  private Optional<Instant> kafkaAwaySince() {
    return watch.kafka().orElseThrow().awaySince(now);
  }

  @Test
  void aMistakeOfOursLeavesProgressUnknownAndTheNextLookIsMade() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    kafka.broken = true;
    look();
    assertThat(watch.isKnown(SINK)).isFalse();

    kafka.broken = false;
    lookAfter(minutes(1));

    assertThat(watch.isKnown(SINK)).isTrue();
  }

  @Test
  void aSourceIsStalledWhenItsOffsetsStayTheSameForLongerThanItsFileSays() {
    givenSource("freshness: 30m");
    connect.givenOffsets(SOURCE, "7");

    look();
    assertThat(lookAfter(minutes(29))).isEmpty();
    assertThat(lookAfter(minutes(1))).containsOnlyKeys(SOURCE);

    connect.givenOffsets(SOURCE, "8");
    assertThat(lookAfter(minutes(1))).isEmpty();
    assertThat(kafka.asked).isEmpty();
  }

  @Test
  void aSourceThatNamesTopicsIsStillASource() {
    givenFiles(
        Branch.oneTeam()
            .cluster("shared", WITH_KAFKA)
            .connector(SOURCE, "freshness: 30m", "config: {topics: '.*'}"));
    connect.given(SOURCE, Map.of("connector.class", "A", "topics", ".*"));

    look();

    assertThat(connect.count(Operation.OFFSETS)).isEqualTo(1);
    assertThat(kafka.asked).isEmpty();
  }

  @Test
  void aWorkerThatCannotTellOffsetsLeavesProgressUnknown() {
    connect.version("3.4.0");
    givenSource("freshness: 30m");

    look();

    assertThat(lookAfter(minutes(31))).isEmpty();
    assertThat(watch.isKnown(SOURCE)).isFalse();
  }

  @Test
  void aWorkerThatDoesNotAnswerIsNotAskedAfterEachSource() {
    givenFiles(
        Branch.oneTeam()
            .connector("payments-a", "freshness: 30m")
            .connector("payments-b", "freshness: 30m"));
    connect.given("payments-a", Map.of("connector.class", "A"));
    connect.given("payments-b", Map.of("connector.class", "A"));
    connect.failing(Operation.OFFSETS, 1, Kind.TIMED_OUT, Effect.NOT_DONE);

    look();
    assertThat(connect.count(Operation.OFFSETS)).isEqualTo(1);
    assertThat(watch.isKnown("payments-b")).isFalse();

    // Whoever was left comes first; a failure over one alone hides no other.
    connect.failing(Operation.OFFSETS, 1, Kind.WORKER_ERROR, Effect.NOT_DONE);
    lookAfter(minutes(1));
    assertThat(watch.isKnown("payments-a")).isTrue();
    assertThat(watch.isKnown("payments-b")).isFalse();
  }

  @Test
  void nobodyWaitsForALookAndThereIsNeverMoreThanOne() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    watch = watch(pending::add);

    look();
    lookAfter(minutes(5));
    assertThat(kafka.asked).isEmpty();
    assertThat(pending).hasSize(1);

    pending.remove().run();
    assertThat(watch.isKnown(SINK)).isTrue();
    look();
    assertThat(pending).hasSize(1);
  }

  @Test
  void whatIsPausedDuringALookIsNotKnownByIt() {
    givenSink();
    kafka.given("connect-payments-sink", "orders", 100, 1_303);
    watch = watch(pending::add);
    look();

    connect.givenState(SINK, RunState.PAUSED);
    look();
    pending.remove().run();

    assertThat(watch.isKnown(SINK)).isFalse();
  }

  /** Tells of the groups that it was given, and of no other. */
  private static final class FakeKafka implements ConnectDoor, KafkaCluster {
    private final SortedMap<String, List<PartitionOffsets>> groups = new TreeMap<>();
    private final List<Set<String>> asked = new ArrayList<>();
    private Set<String> hidden = Set.of();
    private Set<String> lookedAt = Set.of();
    private boolean down;
    private boolean broken;
    private int open;

    void given(String group, String topic, long committed, long end) {
      groups.put(group, List.of(new PartitionOffsets(topic, 0, committed, OptionalLong.of(end))));
    }

    @Override
    public ConnectCluster open(Cluster cluster) {
      throw new IllegalStateException("the cluster is open already");
    }

    @Override
    public Optional<KafkaCluster> openKafka(Cluster cluster) {
      if (down) {
        throw new KafkaFailure(KafkaFailure.Kind.UNREACHABLE, "nobody is there");
      }
      open++;
      return Optional.of(this);
    }

    @Override
    public SortedMap<String, List<PartitionOffsets>> groupOffsets(Set<String> named) {
      if (broken) {
        throw new IllegalStateException("a promise was broken");
      }
      asked.add(Set.copyOf(named));
      SortedMap<String, List<PartitionOffsets>> told = new TreeMap<>(groups);
      told.keySet().retainAll(named);
      return told;
    }

    @Override
    public Identity identity() {
      return new Identity("k", 1);
    }

    @Override
    public NavigableSet<String> topicNames() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<WorkerGroup> workerGroups(Set<String> named) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Topic> topics(Set<String> names) {
      lookedAt = Set.copyOf(names);
      return names.stream()
          .map(
              name ->
                  Topic.unseen(name, hidden.contains(name) ? Presence.REFUSED : Presence.ABSENT))
          .toList();
    }

    @Override
    public void close() {
      open--;
    }
  }
}
