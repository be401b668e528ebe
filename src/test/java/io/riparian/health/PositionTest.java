package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.health.Position.Kind;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.PartitionOffsets;
import io.riparian.model.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {
  private static final ConnectorConfig ORDERS = ConnectorConfig.of(Map.of("topics", "orders"));

  private static PartitionOffsets partition(String topic, int number, long committed, long end) {
    return new PartitionOffsets(topic, number, committed, OptionalLong.of(end));
  }

  private static Position of(ConnectorConfig config, PartitionOffsets... committed) {
    return Position.ofSink("run", config, List.of(committed), Duration.ofMinutes(15));
  }

  @Test
  void whatWaitsIsTheLagOfAllPartitions() {
    assertThat(of(ORDERS, partition("orders", 0, 100, 1_100), partition("orders", 1, 7, 10)))
        .returns(Kind.SINK, Position::kind)
        .returns(1_003L, Position::waiting);
  }

  @Test
  void theOrderOfPartitionsIsNoMovement() {
    PartitionOffsets first = partition("orders", 0, 5, 9);
    PartitionOffsets second = partition("orders", 1, 6, 9);

    assertThat(of(ORDERS, first, second).offsets())
        .isEqualTo(of(ORDERS, second, first).offsets())
        .isNotEqualTo(of(ORDERS, first, partition("orders", 1, 7, 9)).offsets());
  }

  @Test
  void theMarkerOfATransactionIsNoRecordThatWaits() {
    PartitionOffsets readToItsEnd = partition("orders", 0, 99, 100);

    assertThat(of(ORDERS, readToItsEnd, partition("orders", 1, 4, 5)).waiting()).isZero();
    assertThat(of(ORDERS, readToItsEnd, partition("orders", 1, 4, 6)).waiting()).isEqualTo(3);
  }

  @Test
  void aGroupThatIsAheadOfATopicMadeAnewDoesNotWait() {
    assertThat(of(ORDERS, partition("orders", 0, 100, 3)).waiting()).isZero();
  }

  @Test
  void topicsThatItReadsNoMoreDoNotCount() {
    PartitionOffsets leftOver = partition("old", 0, 1, 400);

    assertThat(of(ORDERS, leftOver, partition("orders", 0, 5, 5)).waiting()).isZero();
    assertThat(of(ORDERS, leftOver).kind()).isEqualTo(Kind.UNTOLD);
  }

  @Test
  void aGroupThatHasCommittedNothingTellsNothing() {
    assertThat(of(ORDERS).kind()).isEqualTo(Kind.UNTOLD);
  }

  @Test
  void onePartitionWhoseEndIsNotToldLeavesTheWholeUntold() {
    PartitionOffsets hidden = new PartitionOffsets("orders", 1, 5, OptionalLong.empty());

    assertThat(of(ORDERS, partition("orders", 0, 5, 500), hidden).kind()).isEqualTo(Kind.UNTOLD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topics       | orders            | SINK",
        "topics       | a, orders ,b      | SINK",
        "topics       | orders-v2         | UNTOLD",
        "topics.regex | ord.*             | SINK",
        "topics.regex | rd                | UNTOLD",
        "topics.regex | (?!x)orders       | UNTOLD",
        "topics.regex | (                 | UNTOLD",
        "file         | orders            | UNTOLD",
      })
  void whatItReadsIsWhatItsConfigurationSays(String key, String value, Kind kind) {
    ConnectorConfig config = ConnectorConfig.of(Map.of(key, value));

    assertThat(of(config, partition("orders", 0, 1, 9)).kind()).isEqualTo(kind);
  }

  @Test
  void itRunsAsAnotherWithAnotherConfigurationOrElsewhere() {
    ConnectorConfig changed = ORDERS.with("batch.size", "7");

    assertThat(
            List.of(
                Position.run(status("w1:8083", "w1:8083"), ORDERS),
                Position.run(status("w1:8083", "w2:8083"), ORDERS),
                Position.run(status("w2:8083", "w1:8083"), ORDERS),
                Position.run(status("w1:8083", "w1:8083"), changed)))
        .doesNotHaveDuplicates();
    assertThat(Position.run(status("w1:8083", "w1:8083"), ORDERS))
        .isEqualTo(Position.run(status("w1:8083", "w1:8083"), ORDERS));
  }

  private static ConnectorStatus status(String worker, String taskWorker) {
    return new ConnectorStatus(
        RunState.RUNNING, worker, "", List.of(new TaskStatus(0, RunState.RUNNING, taskWorker, "")));
  }
}
