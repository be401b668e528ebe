package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void doublesUpToTheLongest() {
    assertThat(IntStream.rangeClosed(1, 11).mapToObj(n -> Backoff.USUAL.after(n, 0).toSeconds()))
        .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 1800L, 1800L);
    assertThat(Backoff.USUAL.after(1_000_000, 0)).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void chanceTakesOffUpToAHalf() {
    assertThat(Backoff.USUAL.after(3, 1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Backoff.USUAL.after(3, 0.5)).isEqualTo(Duration.ofSeconds(15));
  }
}
