package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.OTHER;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** A dead cluster is not an empty one, and nobody else's concern. */
class DeadWorkerIT {
  private static final Manifest ORDERS = connector("payments-orders");
  private static final Manifest REFUNDS = connector("payments-refunds").stopped();
  private static final Manifest LEDGER = connector("payments-ledger").on(OTHER);

  @Test
  void theOtherClusterGoesOnNothingIsPlannedForTheDeadOneAndItRecoversByItself() {
    try (World world = World.ofTwoClusters().running(ORDERS, REFUNDS, LEDGER)) {
      world.worker(SHARED).kill();
      world.door(SHARED).shut();
      eventually(
          () -> assertThat(world.daemon().heldBack(SHARED)).containsOnly("CLUSTER_UNREACHABLE"));
      world.forgetCalls();

      world.git().declare(ORDERS.with("batch.size", "7"), LEDGER.with("batch.size", "8"));
      world.git().declare(connector("payments-new").stopped()).remove(REFUNDS).push();

      eventually(
          () ->
              assertThat(world.curl(OTHER).config("payments-ledger"))
                  .containsEntry("batch.size", "8"));
      assertThat(changesPlannedFor(world, SHARED)).isEmpty();
      assertThat(world.door(SHARED).calls()).isEmpty();

      world.door(SHARED).open();
      world.worker(SHARED).start();

      eventually(
          () -> {
            assertThat(world.curl().names()).containsOnly("payments-orders", "payments-new");
            assertThat(world.curl().config("payments-orders")).containsEntry("batch.size", "7");
            assertThat(world.daemon().heldBack(SHARED)).isEmpty();
          });
    }
  }

  private static JsonNode changesPlannedFor(World world, String cluster) {
    for (JsonNode one : world.daemon().get("/api/v1/plan").path("clusters")) {
      if (one.path("cluster").asText().equals(cluster)) {
        return one.path("changes");
      }
    }
    throw new AssertionError("there is no plan for " + cluster);
  }
}
