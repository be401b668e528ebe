package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.health.AlarmTimes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration GLANCE = Duration.ofSeconds(10);
  private static final Duration OBSERVE = Duration.ofMinutes(5);

  private final World world = new World();
  private final Schedule schedule =
      new Schedule(
          new Pace(
              Duration.ofMinutes(1),
              GLANCE,
              OBSERVE,
              1,
              World.QUICK,
              World.SOON,
              AlarmTimes.USUAL));

  /** Walks; how long until the next full look. */
  private Duration walk() {
    Instant now = World.START;
    schedule.after(world.walk(), now);
    Duration until = Duration.ZERO;
    while (!schedule.isFullDue(now.plus(until))) {
      until = until.plusSeconds(1);
    }
    return until;
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private void failingCreations() {
    world.connect.failing(Operation.CREATE, 1_000, Kind.WORKER_ERROR, Effect.NOT_DONE);
    world.branch.connector("payments-a");
    world.commit();
  }

  @Test
  void aQuietClusterIsLookedAtInFullAtTheLongInterval() {
    assertThat(walk()).isEqualTo(OBSERVE);
  }

  @Test
  void whatWasWrittenIsLookedAtSoon() {
    walk();
    world.branch.connector("payments-a");
    world.commit();

    assertThat(walk()).isEqualTo(GLANCE);
    assertThat(walk()).as("and found to be as asked").isEqualTo(OBSERVE);
  }

  @Test
  void whatFailsIsTriedAgainLessAndLessOften() {
    failingCreations();

    assertThat(walk()).isEqualTo(seconds(1));
    assertThat(walk()).isEqualTo(seconds(2));
    assertThat(walk()).isEqualTo(seconds(4));
    for (int walk = 0; walk < 10; walk++) {
      assertThat(walk()).isLessThanOrEqualTo(OBSERVE);
    }
    assertThat(walk()).isEqualTo(OBSERVE);
  }

  @Test
  void anotherCommitBeginsAnew() {
    failingCreations();
    walk();
    walk();
    walk();
    world.branch.connector("payments-b");
    world.commit();

    assertThat(walk()).isEqualTo(seconds(1));
    assertThat(walk()).isEqualTo(seconds(2));
  }

  @Test
  void aClusterThatAnswersAgainBeginsAnew() {
    failingCreations();
    walk();
    walk();
    walk();
    world.connect.down(true);
    walk();
    world.connect.down(false);

    assertThat(walk()).isEqualTo(seconds(1));
  }

  @Test
  void whatHasNotShownYetIsLookedAtAgainAtOnce() {
    world.connect.lagging(
        1_000, Operation.CONNECTORS, Operation.CONNECTORS_WITHOUT_STATUS, Operation.NAMES);
    world.branch.connector("payments-a");
    world.commit();
    walk();

    assertThat(walk()).isEqualTo(seconds(1));
    assertThat(walk()).isEqualTo(seconds(2));
  }
}
