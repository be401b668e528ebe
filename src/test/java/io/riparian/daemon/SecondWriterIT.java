package io.riparian.daemon;

import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.sandbox.RealConnect;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker that calls itself what Strimzi calls its pods is looked at, and not written to. */
class SecondWriterIT {
  private static final String POD = "orders-connect-0.orders-connect.kafka.svc";

  @Test
  void nothingIsWrittenWhereAnOperatorMayBeAndEverythingOnceThePlatformHasLooked() {
    LocalWorker pod =
        RealConnect.get().another("second-writer", Map.of("rest.advertised.host.name", POD));
    try (pod;
        World world = World.of(pod)) {
      world.curl().create("by-hand", connector("by-hand").expected());
      Eventually.eventually(() -> assertThat(world.curl().everythingOf("by-hand")).contains(POD));

      world.running(connector("payments-orders"));

      assertThat(world.daemon().heldBack(SHARED)).containsExactly("SECOND_WRITER");
      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("SECOND_WRITER");
      assertThat(world.writes()).isEmpty();

      world.daemon().walk(world.observing(SHARED).git().push());

      assertThat(world.daemon().heldBack(SHARED)).isEmpty();
      assertThat(world.daemon().connector(SHARED, "payments-orders").path("sync").asText())
          .isEqualTo("pending");
      assertThat(world.daemon().connector(SHARED, "by-hand").path("sync").asText())
          .isEqualTo("unmanaged");
      assertThat(world.writes()).isEmpty();

      world.saying(SHARED, "strimziConnectorResources: false");
      world.daemon().walk(world.git().push());

      assertThat(world.daemon().heldBack(SHARED)).isEmpty();
      assertThat(world.daemon().changes()).contains("create payments-orders commit");
    }
  }
}
