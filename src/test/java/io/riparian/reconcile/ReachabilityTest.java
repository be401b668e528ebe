package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final Reachability reach = new Reachability();

  private static Instant minute(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  @Test
  void nothingIsKnownBeforeTheFirstLook() {
    assertThat(reach.isUntold(START)).isTrue();
    assertThat(reach.awaySince(START)).isEmpty();
    assertThat(reach.isMissed()).isFalse();
  }

  @Test
  void whatAnsweredIsThere() {
    reach.answered(START);

    assertThat(reach.isUntold(minute(1))).isFalse();
    assertThat(reach.awaySince(minute(1))).isEmpty();
  }

  @Test
  void oneLookInVainSaysNothingYet() {
    reach.answered(START);
    reach.silent(minute(1));

    assertThat(reach.awaySince(minute(1))).isEmpty();
    assertThat(reach.isUntold(minute(1))).isTrue();
    assertThat(reach.isMissed()).isTrue();
  }

  @Test
  void twoInVainSayThatItIsAwaySinceTheFirst() {
    reach.silent(minute(1));
    reach.silent(minute(2));
    reach.silent(minute(3));

    assertThat(reach.awaySince(minute(3))).contains(minute(1));
    assertThat(reach.isUntold(minute(3))).isFalse();
  }

  @Test
  void anAnswerEndsIt() {
    reach.silent(minute(1));
    reach.silent(minute(2));
    reach.answered(minute(3));
    reach.silent(minute(4));

    assertThat(reach.awaySince(minute(4))).isEmpty();
    reach.silent(minute(5));
    assertThat(reach.awaySince(minute(5))).contains(minute(4));
  }

  @Test
  void anOldLookSaysNothingAnyMore() {
    reach.silent(minute(1));
    reach.silent(minute(2));
    assertThat(reach.awaySince(minute(6))).isEmpty();
    assertThat(reach.isUntold(minute(6))).isTrue();

    reach.silent(minute(20));
    assertThat(reach.awaySince(minute(20))).as("one look, after a long time").isEmpty();
  }
}
