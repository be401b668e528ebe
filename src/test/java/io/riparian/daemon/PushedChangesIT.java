package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is pushed happens on the worker, by itself. */
class PushedChangesIT {
  private static final Manifest ORDERS = connector("payments-orders");
  private static final Manifest PAUSED = connector("payments-paused").paused();
  private static final Manifest STOPPED = connector("payments-stopped").stopped();

  @Test
  void connectorsAreCreatedInTheirDeclaredStateAndFollowEachCommit() {
    try (World world = World.ofOneCluster().running(ORDERS, PAUSED, STOPPED)) {
      Curl worker = world.curl();
      eventually(
          () -> {
            assertThat(worker.state("payments-orders")).isEqualTo("running");
            assertThat(worker.state("payments-paused")).isEqualTo("paused");
            assertThat(worker.state("payments-stopped")).isEqualTo("stopped");
          });
      assertThat(worker.config("payments-orders")).containsAllEntriesOf(ORDERS.expected());
      assertThat(world.writes()).hasSize(3).allMatch(Door.Call::isCreation);

      world.git().declare(ORDERS.with("batch.size", "7"), PAUSED.stopped());
      world.git().declare(connector("payments-stopped")).push();

      eventually(
          () -> {
            assertThat(worker.config("payments-orders")).containsEntry("batch.size", "7");
            assertThat(worker.state("payments-paused")).isEqualTo("stopped");
            assertThat(worker.state("payments-stopped")).isEqualTo("running");
          });

      world.git().remove(PAUSED).push();

      eventually(
          () -> assertThat(worker.names()).containsOnly("payments-orders", "payments-stopped"));
    }
  }

  @Test
  void theSecondCycleWritesNothing() {
    try (World world = World.ofOneCluster().running(ORDERS, PAUSED, STOPPED)) {
      world.forgetCalls();

      world.daemon().walk().walk().walk();

      assertThat(world.door().count(Door.Call::isLongLook)).isGreaterThanOrEqualTo(3);
      assertThat(world.writes()).isEmpty();
      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("synced");
    }
  }

  @Test
  void aChangeOfStateAndConfigurationInOneCommitBothHappen() {
    try (World world = World.ofOneCluster().running(ORDERS, STOPPED)) {
      world.git().declare(ORDERS.with("batch.size", "7").stopped());
      world.git().declare(connector("payments-stopped").with("batch.size", "8"));

      world.daemon().walk(world.git().push());

      eventually(
          () -> {
            assertThat(world.curl().state("payments-orders")).isEqualTo("stopped");
            assertThat(world.curl().config("payments-orders")).containsEntry("batch.size", "7");
            assertThat(world.curl().state("payments-stopped")).isEqualTo("running");
            assertThat(world.curl().config("payments-stopped")).containsEntry("batch.size", "8");
          });
    }
  }
}
