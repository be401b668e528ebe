package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.OTHER;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What waits for somebody to agree, and what waits for a later version of ours. */
class HeldBackIT {
  private static final Manifest ORDERS = connector("payments-orders");

  @Test
  void aConnectorThatChangesItsClusterIsDeferredOnBothSides() {
    try (World world = World.ofTwoClusters().running(ORDERS)) {
      world.forgetCalls();

      world.daemon().walk(world.git().declare(ORDERS.on(OTHER)).push()).walk();

      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("MOVE_NOT_AVAILABLE");
      assertThat(world.daemon().syncOf(OTHER, "payments-orders")).isEqualTo("MOVE_NOT_AVAILABLE");
      assertThat(world.writes()).isEmpty();
      assertThat(world.curl(SHARED).names()).containsOnly("payments-orders");
      assertThat(world.curl(OTHER).names()).isEmpty();
    }
  }

  @Test
  void manyDeletionsAtOnceWaitUntilExactlyTheyAreAcknowledged() {
    List<Manifest> ten =
        IntStream.range(0, 10).mapToObj(i -> connector("payments-" + i).stopped()).toList();
    try (World world = World.ofOneCluster().running(ten)) {
      world.forgetCalls();

      world.git().remove(ten.subList(0, 4).toArray(Manifest[]::new));
      world.daemon().walk(world.git().push()).walk();

      assertThat(world.daemon().syncOf(SHARED, "payments-0")).isEqualTo("PRUNE_BUDGET");
      assertThat(world.writes()).isEmpty();
      String digest = digest(world);
      assertThat(world.daemon().riparian("apply", "--acknowledge", "0000000000000000").code())
          .isEqualTo(1);

      // Another set of names is another thing to agree to.
      world.git().remove(ten.get(4));
      world.daemon().walk(world.git().push());
      assertThat(digest(world)).isNotEqualTo(digest);
      RunningDaemon.Ending ending =
          world.daemon().riparian("apply", "--acknowledge", digest(world));

      assertThat(ending.code()).as(ending.toString()).isZero();
      eventually(
          () ->
              assertThat(world.curl().names())
                  .containsOnly(
                      "payments-5", "payments-6", "payments-7", "payments-8", "payments-9"));

      // What was agreed to has happened; the same again is to be agreed to again.
      List<Manifest> five = ten.subList(0, 5);
      world.daemon().walk(world.git().declare(five).push());
      assertThat(world.curl().names()).hasSize(10);
      world.git().remove(five.toArray(Manifest[]::new));
      world.daemon().walk(world.git().push()).walk();

      assertThat(world.daemon().syncOf(SHARED, "payments-0")).isEqualTo("PRUNE_BUDGET");
      assertThat(world.curl().names()).hasSize(10);
    }
  }

  private static String digest(World world) {
    return world.daemon().get("/api/v1/plan").findValuesAsText("acknowledge").stream()
        .filter(digest -> !digest.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRewrittenHistoryFreezesEverythingUntilItsExactCommitIsNamed() {
    try (World world = World.ofOneCluster().running(ORDERS)) {
      String accepted = world.daemon().status().path("revision").asText();
      world.forgetCalls();

      String rewritten = world.git().declare(ORDERS.with("batch.size", "7")).forcePush();
      eventually(
          () -> assertThat(world.daemon().heldBack(SHARED)).containsOnly("HISTORY_REWRITTEN"));
      world.daemon().walk();

      assertThat(world.daemon().status().path("revision").asText()).isEqualTo(accepted);
      assertThat(world.daemon().status().path("candidate").asText()).isEqualTo(rewritten);
      assertThat(acknowledge(world, accepted)).isEqualTo(409);
      assertThat(world.writes()).isEmpty();

      assertThat(acknowledge(world, rewritten)).isEqualTo(200);

      eventually(
          () ->
              assertThat(world.curl().config("payments-orders")).containsEntry("batch.size", "7"));
      assertThat(world.daemon().heldBack(SHARED)).isEmpty();
    }
  }

  private static int acknowledge(World world, String commit) {
    return world
        .daemon()
        .post("/api/v1/history", RunningDaemon.OPERATOR, "{\"commit\":\"" + commit + "\"}")
        .status();
  }
}
