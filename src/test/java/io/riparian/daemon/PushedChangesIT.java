package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.daemon.Door.Answer;
import io.riparian.daemon.Door.Call;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

  @Test
  void aClusterFileThatChangesDuringAnApplyWaitsForTheCallUnderWay() throws Exception {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      Held held = new Held();
      world.door().add(held);
      world.git().declare(ORDERS.with("batch.size", "1")).push();
      assertThat(held.begun.await(60, TimeUnit.SECONDS)).isTrue();
      world.forgetCalls();

      String file = "platform/clusters/shared.yaml";
      world.git().put(file, world.git().files().get(file) + "  variables: {any: thing}\n");
      String commit = world.git().declare(ORDERS.with("batch.size", "2")).push();
      eventually(
          () -> assertThat(world.daemon().status().path("revision").asText()).isEqualTo(commit));
      String fetched = world.daemon().status().path("lastFetch").asText();
      eventually(
          () ->
              assertThat(world.daemon().status().path("lastFetch").asText()).isNotEqualTo(fetched));

      assertThat(world.door().calls()).as("the next one waits for the one before").isEmpty();
      held.release.countDown();
      eventually(
          () ->
              assertThat(world.curl().config("payments-orders")).containsEntry("batch.size", "2"));
    }
  }

  /** Holds the first change of a configuration at the door. */
  private static final class Held implements Door.Fault {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    public @Nullable Answer before(Call call) {
      if (call.method().equals("PUT") && call.path().endsWith("/config")) {
        begun.countDown();
        try {
          release.await();
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
        }
      }
      return null;
    }
  }
}
