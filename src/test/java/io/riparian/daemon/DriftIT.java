package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The cluster moved and Git did not: what is ours goes back, and nothing else is touched. */
class DriftIT {
  private static final Manifest ORDERS = connector("payments-orders");

  @Test
  void whateverIsDoneStraightOnTheWorkerIsRevertedAndReportedAsDrift() {
    Manifest patched = connector("payments-patched");
    Manifest put = connector("payments-put").stopped();
    Manifest paused = connector("payments-paused");
    Manifest deleted = connector("payments-deleted").stopped();
    try (World world = World.ofOneCluster().running(patched, put, paused, deleted)) {
      eventually(() -> assertThat(world.curl().state("payments-paused")).isEqualTo("running"));
      Map<String, String> beforePatch = world.curl().config("payments-patched");
      Map<String, String> beforePut = world.curl().config("payments-put");
      Map<String, String> readChangedAndPutBack = new TreeMap<>(beforePut);
      readChangedAndPutBack.put("topic", "elsewhere");
      readChangedAndPutBack.put("batch.size", "3");

      world.curl().patch("payments-patched", Map.of("topic", "elsewhere"));
      world.curl().put("payments-put", readChangedAndPutBack);
      world.curl().pause("payments-paused");
      world.curl().delete("payments-deleted");

      eventually(
          () ->
              assertThat(world.daemon().changes())
                  .contains(
                      "update payments-patched drift",
                      "update payments-put drift",
                      "set-state payments-paused drift",
                      "create payments-deleted drift"));
      eventually(
          () -> {
            assertThat(world.curl().config("payments-patched")).isEqualTo(beforePatch);
            assertThat(world.curl().config("payments-put")).isEqualTo(beforePut);
            assertThat(world.curl().state("payments-paused")).isEqualTo("running");
            assertThat(world.curl().state("payments-deleted")).isEqualTo("stopped");
          });
    }
  }

  @Test
  void aPutThatDropsOurMarkIsNotTouchedAndIsReported() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      Map<String, String> theirs = ORDERS.with("topic", "theirs").expected();
      world.forgetCalls();

      world.curl().put("payments-orders", theirs);

      eventually(
          () ->
              assertThat(world.daemon().syncOf(SHARED, "payments-orders"))
                  .isEqualTo("MARK_MISSING"));
      world.daemon().walk().walk();
      assertThat(world.curl().config("payments-orders")).isEqualTo(theirs);
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void aConnectorCreatedByHandStaysAsItIsThroughTenCycles() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      world.curl().create("by-hand", connector("by-hand").expected());
      eventually(() -> assertThat(world.curl().state("by-hand")).isEqualTo("running"));
      String before = world.curl().everythingOf("by-hand");
      world.forgetCalls();

      for (int cycle = 0; cycle < 10; cycle++) {
        world.daemon().walk();
      }

      assertThat(world.door().count(Door.Call::isLongLook)).isGreaterThanOrEqualTo(10);
      assertThat(world.writes()).isEmpty();
      assertThat(world.curl().everythingOf("by-hand")).isEqualTo(before);
      assertThat(world.daemon().syncOf(SHARED, "by-hand")).isEqualTo("undeclared");
    }
  }

  @Test
  void aNameThatIsDeclaredAndRunsAlreadyIsAdoptedOnlyWhenAskedAndWithoutAnyWrite() {
    try (World world = World.ofOneCluster()) {
      world.curl().create(ORDERS);
      world.running(ORDERS);
      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("NOT_ADOPTED");

      world.daemon().walk(world.git().declare(ORDERS.adopted()).push()).walk();

      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("synced");
      assertThat(world.daemon().changes()).contains("adopt payments-orders commit");
      assertThat(world.curl().config("payments-orders")).isEqualTo(ORDERS.expected());
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void anAdoptedConnectorGetsOurMarkWithItsFirstChange() {
    try (World world = World.ofOneCluster()) {
      world.curl().create(ORDERS);
      world.running(ORDERS.adopted());

      world.daemon().walk(world.git().declare(ORDERS.adopted().with("batch.size", "7")).push());

      assertThat(world.curl().config("payments-orders"))
          .containsEntry("batch.size", "7")
          .containsKey("riparian.mark");
    }
  }
}
