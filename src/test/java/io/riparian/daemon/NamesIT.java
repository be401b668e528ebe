package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.OTHER;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a name is, and what becomes of the connector when it changes hands. */
class NamesIT {
  private static final Manifest ORDERS = connector("payments-orders").with("batch.size", "7");
  private static final Manifest STAYS = connector("payments-stays").stopped();
  private static final String TAKEN = "teams/orders/connectors/taken.yaml";
  private static final String SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";

  /** Lists exactly this name in the grant of the team {@code orders}. */
  private static void grantToOrders(World world, String name) {
    String grant = "platform/teams/orders.yaml";
    String before = String.valueOf(world.git().files().get(grant));
    world
        .git()
        .put(grant, before.replace("connectors:\n", "connectors:\n    names: [" + name + "]\n"));
  }

  private static List<String> mistakes(World world) {
    return world.daemon().get("/api/v1/plan").findValuesAsText("rule");
  }

  @Test
  void aRunningConnectorIsHandedOverByMovingItsFileAndNoCallIsMade() {
    try (World world = World.ofOneCluster().withTeam("orders").running(ORDERS, STAYS)) {
      assertThat(world.daemon().connector(SHARED, "payments-orders").path("team").asText())
          .isEqualTo("payments");
      world.forgetCalls();

      grantToOrders(world, "payments-orders");
      String moved = world.git().remove(ORDERS).put(TAKEN, ORDERS.yaml()).push();
      world.daemon().walk(moved).walk();

      assertThat(world.daemon().connector(SHARED, "payments-orders").path("team").asText())
          .isEqualTo("orders");
      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("synced");
      assertThat(world.daemon().changes()).contains("remember payments-orders commit");
      assertThat(world.writes()).isEmpty();

      String changed = world.git().put(TAKEN, ORDERS.with("batch.size", "8").yaml()).push();
      world.daemon().walk(changed);
      assertThat(world.curl().config("payments-orders")).containsEntry("batch.size", "8");
      world.daemon().walk(world.git().removeAll(TAKEN).push());
      eventually(() -> assertThat(world.curl().names()).containsOnly("payments-stays"));
    }
  }

  @Test
  void aLaterClaimantGetsNothingAndWhatRunsStaysAsItIs() {
    try (World world = World.ofOneCluster().withTeam("orders").running(ORDERS, STAYS)) {
      world.forgetCalls();

      grantToOrders(world, "payments-orders");
      String claimed = world.git().put(TAKEN, ORDERS.with("batch.size", "8").yaml()).push();
      world.daemon().walk(claimed).walk();

      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("OWN-105");
      assertThat(mistakes(world)).contains("OWN-111", "OWN-113");
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void ofTwoClaimsInOneCommitNeitherIsMet() {
    try (World world = World.ofOneCluster().running(ORDERS, STAYS)) {
      world.forgetCalls();

      Manifest twice = connector("payments-twice");
      world.git().declare(twice).put("teams/payments/connectors/copy.yaml", twice.yaml());
      world.daemon().walk(world.git().push()).walk();

      assertThat(mistakes(world)).containsExactly("OWN-109", "OWN-109");
      assertThat(world.writes()).isEmpty();
      assertThat(world.curl().names()).containsOnly("payments-orders", "payments-stays");
    }
  }

  @Test
  void aConsumerGroupIsNotSharedByTwoClustersOnOneKafka() {
    Manifest sink =
        connector("payments-sink")
            .stopped()
            .with("topics", "orders")
            .with("consumer.override.group.id", "ledger");
    try (World world = World.ofTwoClusters().withTeam("orders").running(ORDERS, STAYS)) {
      world.git().put(sink.path(), sink.yaml().replace(Manifest.FILE_SOURCE, SINK));
      world.daemon().walk(world.git().push());
      assertThat(world.curl().names()).contains("payments-sink");
      world.forgetCalls();

      Manifest second =
          new Manifest("orders-sink", OTHER, sink.extra(), sink.state(), sink.config());
      world.git().put(second.path(), second.yaml().replace(Manifest.FILE_SOURCE, SINK));
      world.daemon().walk(world.git().push()).walk();

      assertThat(mistakes(world)).containsExactlyInAnyOrder("OWN-116", "OWN-117");
      assertThat(world.writes()).isEmpty();
      assertThat(world.curl(OTHER).names()).isEmpty();
      assertThat(world.daemon().syncOf(SHARED, "payments-sink")).isEqualTo("synced");
    }
  }

  @Test
  void aNameLastOwnedByAnotherTeamWaitsUntilItsLeftoversAreAcknowledged() {
    try (World world = World.ofOneCluster().withTeam("orders").running(ORDERS, STAYS)) {
      world.daemon().walk(world.git().remove(ORDERS).push());
      eventually(() -> assertThat(world.curl().names()).containsOnly("payments-stays"));
      world.daemon().walk();
      world.forgetCalls();

      grantToOrders(world, "payments-orders");
      world.daemon().walk(world.git().put(TAKEN, ORDERS.yaml()).push()).walk();

      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("LEFTOVER_OFFSETS");
      assertThat(world.writes()).isEmpty();

      String digest =
          world.daemon().get("/api/v1/plan").findValuesAsText("acknowledge").stream()
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElseThrow();
      assertThat(world.daemon().riparian("apply", "--acknowledge", digest).code()).isZero();

      eventually(
          () -> assertThat(world.curl().names()).containsOnly("payments-orders", "payments-stays"));
    }
  }
}
