package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TempoTest {
  private static final Strain BUSY = new Strain(1, 0);
  private static final Strain SILENT = new Strain(0, 1);

  /** How long a change takes, in seconds, by how many are under way. */
  private IntToDoubleFunction worker = any -> 0.1;

  private final Random random = new Random(20261126);
  private double noise;

  /** A worker that takes so many at once without slowing down, a tenth of a second each. */
  private static IntToDoubleFunction takes(int atOnce) {
    return underWay -> 0.1 * Math.max(1.0, (double) underWay / atOnce);
  }

  /** Full load: whenever a change ends, another one is begun. */
  private void work(Tempo tempo, int changes) {
    for (int change = 0; change < changes; change++) {
      work(tempo, Strain.NONE);
    }
  }

  private void work(Tempo tempo, Strain strain) {
    int underWay = tempo.width();
    double seconds = worker.applyAsDouble(underWay) * (1 + noise * (2 * random.nextDouble() - 1));
    tempo.ended(underWay, Duration.ofNanos((long) (seconds * 1e9)), strain);
  }

  private double rate(int width) {
    return width / worker.applyAsDouble(width);
  }

  @Test
  void itBeginsWithAFewWithinItsLimit() {
    assertThat(new Tempo(32).width()).isEqualTo(4);
    assertThat(new Tempo(2).width()).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> new Tempo(0));
  }

  @Test
  void itRisesToItsLimitWhileMoreHandsAreFaster() {
    Tempo tempo = new Tempo(32);

    work(tempo, 150);

    assertThat(tempo.width()).isEqualTo(32);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8, 12, 20, 32})
  void itFindsAboutAsManyAsTheWorkerTakes(int atOnce) {
    worker = takes(atOnce);
    Tempo tempo = new Tempo(32);

    work(tempo, 2_000);

    assertThat(rate(tempo.width())).isGreaterThanOrEqualTo(0.8 * rate(atOnce));
    assertThat(tempo.width()).isLessThanOrEqualTo(atOnce * 3 / 2 + 1);
  }

  @Test
  void itLosesLittleOnAThousandChangesAlthoughTheirTimesVary() {
    worker = takes(8);
    noise = 0.5;
    Tempo tempo = new Tempo(32);
    double seconds = 0;
    for (int change = 0; change < 1_000; change++) {
      int width = tempo.width();
      seconds += worker.applyAsDouble(width) / width;
      work(tempo, Strain.NONE);
    }

    assertThat(1_000 / seconds).isGreaterThanOrEqualTo(0.9 * rate(8));
  }

  @Test
  void itComesDownWhenMoreHandsOnlyWaitForEachOther() {
    worker = takes(32);
    Tempo tempo = new Tempo(32);
    work(tempo, 500);
    worker = takes(3);

    work(tempo, 3_000);

    assertThat(tempo.width()).isLessThanOrEqualTo(5);
  }

  @Test
  void itRisesAgainOnceTheWorkerTakesMore() {
    worker = takes(2);
    Tempo tempo = new Tempo(32);
    work(tempo, 1_000);
    worker = takes(16);

    work(tempo, 3_000);

    assertThat(tempo.width()).isGreaterThanOrEqualTo(12);
  }

  @Test
  void aCallThatIsNotAnsweredHalvesItOnceForAllThatWereUnderWay() {
    Tempo tempo = new Tempo(32);
    work(tempo, 150);

    work(tempo, SILENT);
    assertThat(tempo.width()).isEqualTo(16);
    for (int alsoUnderWay = 0; alsoUnderWay < 31; alsoUnderWay++) {
      work(tempo, SILENT);
    }
    assertThat(tempo.width()).isEqualTo(16);

    work(tempo, SILENT);
    assertThat(tempo.width()).isEqualTo(8);
  }

  @Test
  void aWorkerThatIsMostlyRebalancingIsAskedLess() {
    Tempo tempo = new Tempo(32);
    work(tempo, 150);

    for (int change = 0; change < 200; change++) {
      work(tempo, BUSY);
    }

    assertThat(tempo.width()).isLessThan(32);
  }

  @Test
  void aPlanThatRunsOutTellsNothing() {
    Tempo tempo = new Tempo(32);
    for (int plan = 0; plan < 200; plan++) {
      tempo.ended(1, Duration.ofMillis(100), Strain.NONE);
    }

    assertThat(tempo.width()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 32})
  void itNeverLeavesItsLimits(int most) {
    noise = 0.9;
    Tempo tempo = new Tempo(most);
    for (int change = 0; change < 20_000; change++) {
      worker = takes(1 + random.nextInt(40));
      int dice = random.nextInt(100);
      work(tempo, dice == 0 ? SILENT : dice < 20 ? BUSY : Strain.NONE);
      assertThat(tempo.width()).isBetween(1, most);
    }
  }
}
