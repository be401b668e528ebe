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
  void aPatchStraightOnTheWorkerIsRevertedAndReportedAsDrift() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      Map<String, String> before = world.curl().config("payments-orders");

      world.curl().patch("payments-orders", Map.of("topic", "elsewhere"));

      eventually(() -> assertThat(world.curl().config("payments-orders")).isEqualTo(before));
      eventually(
          () -> assertThat(world.daemon().changes()).contains("update payments-orders drift"));
    }
  }

  @Test
  void aConfigurationReadChangedAndPutBackIsRevertedAsDrift() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      Map<String, String> before = world.curl().config("payments-orders");
      Map<String, String> edited = new TreeMap<>(before);
      edited.remove("topic");
      edited.put("topic", "elsewhere");
      edited.put("batch.size", "3");

      world.curl().put("payments-orders", edited);

      eventually(() -> assertThat(world.curl().config("payments-orders")).isEqualTo(before));
      eventually(
          () -> assertThat(world.daemon().changes()).contains("update payments-orders drift"));
    }
  }

  @Test
  void aPauseStraightOnTheWorkerIsRevertedAsDrift() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      eventually(() -> assertThat(world.curl().state("payments-orders")).isEqualTo("running"));

      world.curl().pause("payments-orders");

      eventually(
          () -> assertThat(world.daemon().changes()).contains("set-state payments-orders drift"));
      eventually(() -> assertThat(world.curl().state("payments-orders")).isEqualTo("running"));
    }
  }

  @Test
  void aConnectorDeletedStraightOnTheWorkerComesBackAsDrift() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      world.curl().delete("payments-orders");

      eventually(
          () -> assertThat(world.daemon().changes()).contains("create payments-orders drift"));
      eventually(
          () ->
              assertThat(world.curl().config("payments-orders"))
                  .containsAllEntriesOf(ORDERS.expected()));
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
