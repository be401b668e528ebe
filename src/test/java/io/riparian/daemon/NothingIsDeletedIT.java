package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes unreadable, empty or vanishes: nothing is deleted for it, and it is said why.
 */
class NothingIsDeletedIT {
  private static final Manifest ORDERS = connector("payments-orders");
  private static final Manifest REFUNDS = connector("payments-refunds").stopped();
  private static final Manifest RETURNS = connector("orders-returns").stopped();

  private final World world = World.ofOneCluster().withTeam("orders");

  @BeforeEach
  void everythingRuns() {
    world.running(ORDERS, REFUNDS, RETURNS).forgetCalls();
  }

  @AfterEach
  void nothingWasDeleted() {
    try (world) {
      assertThat(world.curl().names())
          .contains("payments-orders", "payments-refunds", "orders-returns");
      assertThat(world.writes()).noneMatch(call -> call.method().equals("DELETE"));
    }
  }

  @Test
  void anEmptyTreeDeletesNothing() {
    String commit = world.git().removeAll("").push();

    world.daemon().walk(commit).walk();

    assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("CLUSTER_NOT_DECLARED");
    assertThat(world.daemon().syncOf(SHARED, "orders-returns")).isEqualTo("CLUSTER_NOT_DECLARED");
    assertThat(world.writes()).isEmpty();
  }

  @Test
  void aVanishedTeamDirectoryKeepsItsConnectorsAndOtherTeamsGoOn() {
    world.git().removeAll("teams/payments/").declare(RETURNS.with("batch.size", "7"));

    world.daemon().walk(world.git().push()).walk();

    assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("TEAM_VANISHED");
    assertThat(world.daemon().syncOf(SHARED, "payments-refunds")).isEqualTo("TEAM_VANISHED");
    assertThat(world.curl().config("orders-returns")).containsEntry("batch.size", "7");
  }

  @Test
  void everyConnectorFileOfEveryTeamGoneWaitsToBeAcknowledged() {
    world.git().remove(ORDERS, REFUNDS, RETURNS);

    world.daemon().walk(world.git().push()).walk();

    assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("ZERO_DECLARED");
    assertThat(world.writes()).isEmpty();
  }

  @Test
  void aBrokenFileKeepsItsConnectorAndTheOthersGoOn() {
    world.git().put(ORDERS.path(), "apiVersion: riparian/v1\nkind: Connector\nmetadata: {name\n");
    world.git().declare(REFUNDS.with("batch.size", "7"));

    world.daemon().walk(world.git().push()).walk();

    assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("INVALID_FILE");
    assertThat(world.daemon().status().path("diagnostics").toString()).contains(ORDERS.path());
    assertThat(world.curl().config("payments-refunds")).containsEntry("batch.size", "7");
  }

  @Test
  void aBrokenClusterFileKeepsWhatRunsThere() {
    world.git().put("platform/clusters/shared.yaml", "kind: Cluster\nspec: [").remove(ORDERS);

    world.daemon().walk(world.git().push()).walk();

    assertThat(world.daemon().status().path("diagnostics").toString())
        .contains("platform/clusters/shared.yaml");
    assertThat(world.writes()).isEmpty();
  }

  @Test
  void anUnreadableRepositoryChangesNothingUntilItIsBack() {
    world.git().moveAway();
    eventually(() -> assertThat(repositoryProblem()).isNotEmpty());
    assertApplyIsRefused();
    untilLookedAtInFull();
    world.git().moveBack();
    world.git().deleteBranch();
    eventually(() -> assertThat(repositoryProblem()).contains("ref"));
    assertApplyIsRefused();
    untilLookedAtInFull();
    assertThat(world.writes()).isEmpty();

    world.git().pointMainAt(world.daemon().status().path("revision").asText());
    world.git().declare(ORDERS.with("batch.size", "7")).push();

    eventually(
        () -> assertThat(world.curl().config("payments-orders")).containsEntry("batch.size", "7"));
    assertThat(repositoryProblem()).isEmpty();
  }

  private void assertApplyIsRefused() {
    RunningDaemon.Reply reply = world.daemon().post("/api/v1/apply", RunningDaemon.OPERATOR, "{}");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
  }

  /** The daemon goes on by itself with what is in force. */
  private void untilLookedAtInFull() {
    String before = lastFullLook();
    eventually(() -> assertThat(lastFullLook()).isNotEqualTo(before));
  }

  private String lastFullLook() {
    return world.daemon().status().path("clusters").path(0).path("lastFullLook").asText();
  }

  private String repositoryProblem() {
    return world.daemon().status().path("repositoryProblem").asText();
  }
}
