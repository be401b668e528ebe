package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import io.riparian.model.PartitionOffsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final ConnectorConfig ORDERS = ConnectorConfig.of(Map.of("topics", "orders"));

  private Progress progress = Progress.NONE;

  private void seen(int minute, Position position) {
    progress = progress.after(Map.of("orders", position), START.plus(Duration.ofMinutes(minute)));
  }

  private static Position sink(long committed, long end) {
    return sink("run", committed, end);
  }

  private static Position sink(String run, long committed, long end) {
    return Position.ofSink(
        run,
        ORDERS,
        List.of(new PartitionOffsets("orders", 0, committed, OptionalLong.of(end))),
        Progress.USUAL);
  }

  private static Position source(String digest) {
    return Position.ofSource("run", digest, Duration.ofHours(3));
  }

  private Verdict verdict() {
    return Objects.requireNonNull(progress.stalled().get("orders"));
  }

  @Test
  void aSinkThatStandsStillForAQuarterOfAnHourWhileRecordsWaitIsStalled() {
    seen(0, sink(100, 1_100));
    seen(14, sink(100, 1_100));
    assertThat(progress.stalled()).isEmpty();

    seen(15, sink(100, 1_303));

    assertThat(verdict())
        .returns(FailureClass.UNKNOWN, Verdict::failureClass)
        .returns("stalled", Verdict::rule)
        .returns(0.7, Verdict::confidence)
        .returns(
            "its consumer group has not moved for 15 min while 1,203 records wait,"
                + " 203 more than at first",
            Verdict::evidence);
    assertThat(verdict().answer().recipient()).isEqualTo(Recipient.TEAM);
    assertThat(verdict().answer().retry()).isEqualTo(Retry.NO);
    assertThat(verdict().action()).contains("the system that it writes to").contains("freshness");
  }

  @Test
  void recordsThatJustWaitAreEnough() {
    seen(0, sink(100, 1_303));
    seen(16, sink(100, 1_303));

    assertThat(verdict().evidence())
        .isEqualTo("its consumer group has not moved for 16 min while 1,203 records wait");
  }

  @Test
  void aSinkWithNothingToReadIsNeverStalled() {
    seen(0, sink(100, 100));
    seen(600, sink(100, 100));

    assertThat(progress.stalled()).isEmpty();
    assertThat(progress.isKnown("orders")).isTrue();
  }

  @Test
  void theTimeBeginsWhenSomethingWaits() {
    seen(0, sink(100, 100));
    seen(600, sink(100, 150));
    seen(614, sink(100, 200));
    assertThat(progress.stalled()).isEmpty();

    seen(615, sink(100, 200));

    assertThat(progress.stalled()).containsKey("orders");
  }

  @Test
  void whatMovesHoweverSlowlyBeginsAnew() {
    seen(0, sink(100, 1_000));
    seen(14, sink(101, 5_000));
    seen(28, sink(101, 9_000));
    assertThat(progress.stalled()).isEmpty();

    seen(29, sink(101, 9_000));
    assertThat(progress.stalled()).containsKey("orders");
    seen(30, sink(102, 9_000));
    assertThat(progress.stalled()).isEmpty();
  }

  @Test
  void aLagThatShrinksIsNoStandstill() {
    seen(0, sink(100, 1_000));
    seen(14, sink(100, 900));
    seen(16, sink(100, 900));

    assertThat(progress.stalled()).isEmpty();
  }

  @Test
  void whatRunsAsAnotherBeginsAnew() {
    seen(0, sink("first", 100, 1_000));
    seen(20, sink("second", 100, 1_000));
    assertThat(progress.stalled()).isEmpty();

    seen(35, sink("second", 100, 1_000));
    assertThat(progress.stalled()).containsKey("orders");
  }

  @Test
  void whatWasRestartedBeginsAnew() {
    seen(0, sink(100, 1_000));
    seen(20, sink(100, 1_000));

    progress = progress.without("orders");
    assertThat(progress.stalled()).isEmpty();
    seen(21, sink(100, 1_000));
    seen(35, sink(100, 1_000));

    assertThat(progress.stalled()).isEmpty();
  }

  @Test
  void whatDoesNotRunIsNotStalledAndBeginsAnewOnceItDoes() {
    seen(0, sink(100, 1_000));
    seen(20, sink(100, 1_000));
    assertThat(progress.keeping(Map.of("orders", "run"))).isEqualTo(progress);

    progress = progress.keeping(Map.of("payments", "run"));
    assertThat(progress.stalled()).isEmpty();
    seen(21, sink(100, 1_000));

    assertThat(progress.stalled()).isEmpty();
  }

  @Test
  void whatIsNotToldIsUnknownAndNotStalled() {
    seen(0, sink(100, 1_000));
    seen(20, Position.untold("run"));

    assertThat(progress.stalled()).isEmpty();
    assertThat(progress.isKnown("orders")).isFalse();
  }

  @Test
  void aGapDoesNotHideThatItHasStoodStill() {
    seen(0, sink(100, 1_000));
    seen(10, Position.untold("run"));
    seen(16, sink(100, 1_000));

    assertThat(verdict().evidence()).contains("for 16 min");
  }

  @Test
  void theTimeOfWhatWasNeverToldBeginsWithTheFirstAnswer() {
    seen(0, Position.untold("run"));
    seen(20, sink(100, 1_000));

    assertThat(progress.stalled()).isEmpty();
    assertThat(progress.isKnown("orders")).isTrue();
  }

  @Test
  void aSourceIsStalledWhenItIsSilentForLongerThanItsFileSays() {
    seen(0, source("same"));
    seen(179, source("same"));
    assertThat(progress.stalled()).isEmpty();

    seen(200, source("same"));

    assertThat(verdict().evidence())
        .isEqualTo("its offsets have not changed for 3 h, and its file expects it within 3 h");
    assertThat(verdict().action()).contains("the system that it reads from");
  }

  @Test
  void aSourceThatMovesBeginsAnew() {
    seen(0, source("one"));
    seen(179, source("two"));
    seen(200, source("two"));

    assertThat(progress.stalled()).isEmpty();
  }

  @Test
  void nobodySaysAnythingOfWhatWasNotLookedAt() {
    assertThat(Progress.NONE.isKnown("orders")).isFalse();
    assertThat(Progress.NONE.stalled()).isEmpty();
  }
}
