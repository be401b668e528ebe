package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Holds, overrides and windows, on a worker that knows nothing of them. */
class TimeIT {
  private static final Manifest ORDERS = connector("payments-orders");
  private static final String HOLD = "teams/payments/holds/move.yaml";

  @Test
  void whatIsHeldStaysAsItIsUntilTheHoldIsGone() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      Instant until = Instant.now().plus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
      world
          .git()
          .put(
              HOLD,
              """
              apiVersion: riparian/v1
              kind: Hold
              metadata: {name: move}
              spec: {connectors: [payments-*], reason: the database moves, until: "%s"}
              """
                  .formatted(until));
      Manifest changed = ORDERS.with("topic", "elsewhere");
      String commit = world.git().declare(changed).push();
      eventually(() -> world.daemon().walk(commit));
      world.curl().pause("payments-orders");

      eventually(
          () -> {
            assertThat(world.daemon().connector(SHARED, "payments-orders").path("why").asText())
                .isEqualTo(
                    "held by %s until %s: the database moves; what waits: update, set state"
                        .formatted(HOLD, until));
            assertThat(world.curl().state("payments-orders")).isEqualTo("paused");
          });
      assertThat(world.daemon().connector(SHARED, "payments-orders").path("sync").asText())
          .isEqualTo("held");
      assertThat(world.curl().config("payments-orders")).doesNotContainEntry("topic", "elsewhere");

      world.git().removeAll(HOLD);
      String released = world.git().push();

      eventually(() -> world.daemon().walk(released));
      eventually(
          () -> {
            assertThat(world.curl().config("payments-orders")).containsEntry("topic", "elsewhere");
            assertThat(world.curl().state("payments-orders")).isEqualTo("running");
            assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("synced");
          });
    }
  }

  @Test
  void anOperatorPausesAConnectorForAWhileAndEndsThat() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      RunningDaemon.Ending paused =
          world
              .daemon()
              .riparian(
                  "pause", "payments-orders", "--cluster", SHARED, "--reason", "disk is full");
      assertThat(paused.code()).as(paused.err()).isZero();
      assertThat(paused.out()).contains("override of shared/payments-orders (running -> paused)");

      eventually(() -> assertThat(world.curl().state("payments-orders")).isEqualTo("paused"));
      eventually(
          () ->
              assertThat(world.daemon().connector(SHARED, "payments-orders").path("sync").asText())
                  .isEqualTo("overridden"));
      assertThat(world.daemon().changes())
          .contains("set-state payments-orders override")
          .doesNotContain("set-state payments-orders drift");

      RunningDaemon.Ending resumed =
          world
              .daemon()
              .riparian("resume", "payments-orders", "--cluster", SHARED, "--end-override");
      assertThat(resumed.code()).as(resumed.err()).isZero();

      eventually(() -> assertThat(world.curl().state("payments-orders")).isEqualTo("running"));
      eventually(
          () -> assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("synced"));
    }
  }

  @Test
  void aFrozenClusterIsChangedWhenTheGlassIsBroken() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      String path = "platform/clusters/shared.yaml";
      world
          .git()
          .put(
              path,
              world.git().files().get(path)
                  + "  windows: [{kind: deny, schedule: '0 0 * * *', duration: 2d, timeZone: UTC}]\n");
      String commit = world.git().declare(ORDERS.with("topic", "elsewhere")).push();

      eventually(() -> world.daemon().walk(commit));
      eventually(
          () ->
              assertThat(world.daemon().syncOf(SHARED, "payments-orders"))
                  .isEqualTo("WINDOW_CLOSED"));
      assertThat(world.curl().config("payments-orders")).doesNotContainEntry("topic", "elsewhere");

      RunningDaemon.Ending applied =
          world.daemon().riparian("apply", "--break-glass", "--reason", "an outage");

      // The broken glass wakes the loop by itself, so that the command may find it done already.
      assertThat(applied.code()).as(applied.toString()).isZero();
      eventually(
          () ->
              assertThat(world.curl().config("payments-orders"))
                  .containsEntry("topic", "elsewhere"));
      assertThat(world.daemon().status().path("interventions").findValuesAsText("reason"))
          .containsExactly("an outage");
    }
  }
}
