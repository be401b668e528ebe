package io.riparian.daemon;

import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cluster that is only observed is planned for and never written to. */
class ObserveModeIT {
  private static final Manifest ORDERS = connector("payments-orders");
  private static final Manifest REFUNDS = connector("payments-refunds").stopped();
  private static final Manifest CLICKS = connector("payments-clicks").stopped();

  @Test
  void pendingChangesAreShownAndNothingIsWritten() {
    try (World world = World.ofOneCluster().running(ORDERS, REFUNDS, CLICKS)) {
      world.daemon().walk(world.observing(SHARED).git().push());
      world.forgetCalls();

      world.git().declare(ORDERS.with("batch.size", "7"), REFUNDS.paused()).remove(CLICKS);
      world.git().declare(connector("payments-new"));
      world.daemon().walk(world.git().push());
      world.curl().patch("payments-orders", Map.of("topic", "elsewhere"));
      world.daemon().walk().walk();

      assertThat(world.daemon().changes())
          .contains(
              "update payments-orders commit",
              "set-state payments-refunds commit",
              "delete payments-clicks commit",
              "create payments-new commit");
      assertThat(world.daemon().connector(SHARED, "payments-new").path("sync").asText())
          .isEqualTo("pending");
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void aFirstStartThatOnlyObservesWritesNothing() {
    try (World world = World.ofOneCluster()) {
      world.curl().create("by-hand", connector("by-hand").expected());
      world.observing(SHARED).running(ORDERS, REFUNDS.adopted());

      world.daemon().walk().walk();

      assertThat(world.daemon().connector(SHARED, "payments-orders").path("sync").asText())
          .isEqualTo("pending");
      assertThat(world.writes()).isEmpty();
    }
  }
}
