package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, whenever, whoever meddles, and wherever it is killed: every {@link Promise} is
 * kept after every step, and once it is over everything declared is so.
 */
class StormTest {
  private static final int WORLDS = Integer.getInteger("stress.worlds", 500);
  private static final int KILLS = Integer.getInteger("stress.kills", 25);
  private static final long FIRST = Long.getLong("stress.seed", 20261126);
  private static final long ONLY = Long.getLong("world.seed", -1);
  private static final int KILL = Integer.getInteger("world.kill", -1);

  @Test
  void everyPromiseIsKeptInEveryWorld() {
    if (ONLY >= 0) {
      Storm.killed(ONLY, KILL);
      return;
    }
    long steps = 0;
    for (int world = 0; world < WORLDS; world++) {
      steps += Storm.of(FIRST + world).steps();
    }
    System.out.printf(
        "%d worlds from seed %d, %d calls and notes: every promise kept%n", WORLDS, FIRST, steps);
    assertThat(steps).isGreaterThan(WORLDS * 100L);
  }

  @Test
  void killedAtAnyStepTheNextProcessGoesOnWhereItWas() {
    List<Integer> killed = new ArrayList<>();
    for (long seed = FIRST; killed.size() < KILLS; seed++) {
      int steps = Storm.of(seed).steps();
      for (int kill = 0; kill < 25 && killed.size() < KILLS; kill++) {
        int at = 1 + (int) ((2L * steps * kill + seed % (2L * steps)) / 25 % (2L * steps));
        Storm.killed(seed, at);
        killed.add(at);
      }
    }
    System.out.printf("%d kill points from seed %d: nothing lost, nothing twice%n", KILLS, FIRST);
    assertThat(killed).hasSize(KILLS);
  }
}
