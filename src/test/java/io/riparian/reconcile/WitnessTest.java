package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** What happens is told once, when it happens. */
class WitnessTest {
  private static final String ORDERS = "payments-orders";
  private final World world = new World();

  private List<String> heard() {
    return world.overheard.lines;
  }

  @Test
  void aCycleIsToldFromItsBeginningToItsEnd() {
    world.branch.connector(ORDERS);

    world.commit().walk();

    assertThat(heard())
        .containsExactly(
            "begins shared " + world.judged().desired().revision(),
            "changing payments-orders CREATE COMMIT",
            "changed payments-orders DONE",
            "change over",
            "ends shared",
            "over shared");
  }

  @Test
  void aChangeThatWasNotDoneIsTriedAgain() {
    world.branch.connector(ORDERS, "config: {topic: orders}");
    world.connect.refusing("topic");
    world.commit().walk();

    world.walk();

    assertThat(heard())
        .containsOnlyOnce("changed payments-orders REFUSED")
        .containsOnlyOnce("changed payments-orders REFUSED again");
  }

  @Test
  void whatIsHeldBackIsToldWhenItBegins() {
    world.connect.given(ORDERS, Map.of("connector.class", "A"));
    world.branch.connector(ORDERS);
    world.commit().walk();

    world.walk();
    assertThat(heard()).containsOnlyOnce("deferred payments-orders NOT_ADOPTED");

    world.branch.connector(ORDERS, "adopt: true");
    world.commit().settle();
    assertThat(heard()).containsOnlyOnce("deferred payments-orders NOT_ADOPTED");
  }

  @Test
  void driftThatStandsIsCountedOnceAndDriftThatComesBackAgain() {
    world.branch.cluster("shared", "drift: report");
    world.branch.connector(ORDERS, "config: {topic: orders}");
    world.commit().settle();

    edit("else");
    world.walk();
    world.walk();
    assertThat(heard()).containsOnlyOnce("drifted 1 UPDATE");

    edit("orders");
    world.walk();
    edit("else");
    world.walk();
    assertThat(heard()).filteredOn("drifted 1 UPDATE"::equals).hasSize(2);
  }

  private void edit(String topic) {
    Map<String, String> config = new TreeMap<>(world.connect.stored(ORDERS).entries());
    config.put("topic", topic);
    world.connect.given(ORDERS, config);
  }

  @Test
  void aChangeIsUnderWayWhileItsCallsAreMadeAndOverWhenItBreaksOff() {
    world.branch.connector(ORDERS);
    world.alsoBeforeWrite = write -> heard().add(write);
    world.watched.killAfter("create");

    world.commit().walkIntoDeath();

    assertThat(heard())
        .containsSubsequence(
            "changing payments-orders CREATE COMMIT", "create payments-orders", "change over")
        .doesNotContain("changed payments-orders DONE");
  }

  @Test
  void aCycleThatBreaksOffIsOverTooAndLeavesNothingOnItsThread() {
    ClusterWalk broken = world.line();

    assertThatThrownBy(
            () ->
                broken.walk(
                    "test",
                    World.START,
                    world.judged(),
                    plan -> {
                      assertThat(MDC.get(CycleScope.CLUSTER)).isEqualTo("shared");
                      assertThat(MDC.get(CycleScope.CYCLE)).isNotNull();
                      assertThat(MDC.get(CycleScope.TRACE)).isEqualTo("trace-1");
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(heard()).endsWith("over shared").doesNotContain("ends shared");
    assertThat(MDC.get(CycleScope.CYCLE)).isNull();
    assertThat(MDC.get(CycleScope.TRACE)).isNull();
  }

  @Test
  void aWitnessThatMakesMistakesStopsNothing() {
    world.branch.connector(ORDERS);
    world.overheard.isBroken = true;

    world.commit().settle();

    assertThat(world.connect.has(ORDERS)).isTrue();
    assertThat(world.ledger().lastCycle("shared")).isPresent();
  }
}
