package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AutoRestart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void thePausesGrowToAnHour() {
    List<Long> pauses = new ArrayList<>();
    RestartBudget budget = RestartBudget.FULL;
    for (int i = 0; i < 9; i++) {
      pauses.add(budget.pause().toMinutes());
      budget = budget.spent(NOW);
    }

    assertThat(pauses).containsExactly(0L, 2L, 6L, 12L, 20L, 30L, 42L, 56L, 60L);
  }

  @Test
  void theFirstRestartIsDueAtOnceAndTheNextAfterItsPause() {
    assertThat(RestartBudget.FULL.isDue(NOW)).isTrue();
    RestartBudget once = RestartBudget.FULL.spent(NOW);

    assertThat(once.isDue(NOW.plus(Duration.ofSeconds(119)))).isFalse();
    assertThat(once.isDue(NOW.plus(Duration.ofMinutes(2)))).isTrue();
  }

  @Test
  void aRunThatIsLongerThanTheNextPauseBeginsAnew() {
    RestartBudget twice = RestartBudget.FULL.spent(NOW).spent(NOW);

    assertThat(twice.afterRunning(NOW, NOW.plus(Duration.ofMinutes(6)))).isEqualTo(twice);
    assertThat(twice.afterRunning(NOW, NOW.plus(Duration.ofMinutes(7))))
        .isEqualTo(RestartBudget.FULL);
  }

  @Test
  void nothingIsLeftAfterAsManyAsAreAllowedNorWhereNoneIs() {
    AutoRestart two = new AutoRestart(true, 2);

    assertThat(RestartBudget.FULL.isSpent(two)).isFalse();
    assertThat(RestartBudget.FULL.spent(NOW).spent(NOW).isSpent(two)).isTrue();
    assertThat(RestartBudget.FULL.isSpent(AutoRestart.OFF)).isTrue();
  }
}
