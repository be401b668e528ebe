package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riparian.repo.SigningKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What an owner is proven to have agreed to comes into force, and nothing else does. */
class AgreedChangesIT {
  private static final Manifest PAYMENTS = connector("payments-a");
  private static final Manifest ORDERS = connector("orders-a");

  private static JsonNode unit(World world, String name) {
    for (JsonNode unit : world.daemon().get("/api/v1/units")) {
      if (unit.path("unit").asText().equals(name)) {
        return unit;
      }
    }
    throw new AssertionError(name + " is no unit");
  }

  @Test
  void whatNoOwnerAgreedToWaitsAloneAndFlowsOnceOneDoes() {
    try (World world = World.ofOneCluster().withTeam("orders")) {
      Path keys = world.directory().path().resolve("signers");
      SigningKey olga = SigningKey.ssh(world.directory().path());
      SigningKey pia = SigningKey.ssh(world.directory().path());
      olga.trustIn(keys, "olga");
      pia.trustIn(keys, "pia");
      world
          .daemon()
          .set("riparian.ownership.file", "CODEOWNERS")
          .set("riparian.ownership.platform-owners", "@pat")
          .set("riparian.evidence.mode", "signed")
          .set("riparian.evidence.signers", keys.toString());
      world
          .git()
          .put("CODEOWNERS", "* @pat\n/teams/payments/ @pia\n/teams/orders/ @olga\n")
          .declare(PAYMENTS, ORDERS);
      String baseline = world.git().push();
      world.daemon().start();
      eventually(
          () ->
              assertThat(world.daemon().status().path("standing").asText())
                  .isEqualTo("first-start"));
      eventually(() -> assertThat(world.door().calls()).isNotEmpty());
      assertThat(world.writes()).isEmpty();

      eventually(
          () ->
              assertThat(world.daemon().riparian("apply", "--accept-baseline", baseline).code())
                  .isZero());
      eventually(
          () -> {
            assertThat(world.daemon().syncOf(SHARED, "payments-a")).isEqualTo("synced");
            assertThat(world.daemon().syncOf(SHARED, "orders-a")).isEqualTo("synced");
          });

      String both =
          world
              .git()
              .signedBy(olga)
              .declare(PAYMENTS.with("batch.size", "7"), ORDERS.with("batch.size", "7"))
              .push();
      world.daemon().walk(both);

      assertThat(world.curl().config("orders-a")).containsEntry("batch.size", "7");
      assertThat(world.curl().config("payments-a")).doesNotContainKey("batch.size");
      assertThat(world.daemon().syncOf(SHARED, "payments-a")).isEqualTo("owner-approval-missing");
      RunningDaemon.Ending status = world.daemon().riparian("status");
      assertThat(status.code()).isEqualTo(3);
      String approve = unit(world, "payments").path("approve").asText();
      assertThat(status.out())
          .contains("! payments is held at " + baseline)
          .contains("owner-approval-missing teams/payments/connectors/payments-a.yaml: needs @pia")
          .contains(approve);

      String agreed = world.git().signedBy(pia).push(approve);
      world.daemon().walk(agreed);

      assertThat(world.curl().config("payments-a")).containsEntry("batch.size", "7");
      assertThat(world.daemon().syncOf(SHARED, "payments-a")).isEqualTo("synced");
      assertThat(unit(world, "payments").path("evidence").asText()).contains("@pia (SHA256:");
      world.git().signedBy(pia).remove(PAYMENTS);
      String given =
          world
              .git()
              .put("teams/orders/connectors/taken.yaml", PAYMENTS.with("batch.size", "7").yaml())
              .push();
      world.daemon().walk(given).walk();
      assertThat(world.curl().config("payments-a")).containsEntry("batch.size", "7");
      assertThat(world.daemon().changes()).doesNotContain("delete payments-a commit");

      RunningDaemon.Ending audit = world.daemon().riparian("audit");
      assertThat(audit.code()).isZero();
      assertThat(audit.out())
          .contains("hold-unit  payments")
          .contains("accept-unit  payments")
          .contains("olive  accept-baseline  " + baseline)
          .contains("The trail is intact.");
    }
  }

  @Test
  void anOperatorLetsAHeldChangeInAndSaysWhy() {
    try (World world = World.ofOneCluster()) {
      Path keys = world.directory().path().resolve("signers");
      SigningKey.ssh(world.directory().path()).trustIn(keys, "pia");
      world
          .daemon()
          .set("riparian.ownership.file", "CODEOWNERS")
          .set("riparian.ownership.platform-owners", "@pat")
          .set("riparian.evidence.mode", "signed")
          .set("riparian.evidence.signers", keys.toString());
      world.git().put("CODEOWNERS", "* @pat\n/teams/payments/ @pia\n").declare(PAYMENTS);
      String baseline = world.git().push();
      String unsigned = world.git().declare(PAYMENTS.with("batch.size", "7")).push();
      world.daemon().start();
      eventually(
          () ->
              assertThat(world.daemon().riparian("apply", "--accept-baseline", baseline).code())
                  .isZero());
      eventually(
          () ->
              assertThat(world.daemon().syncOf(SHARED, "payments-a"))
                  .isEqualTo("owner-approval-missing"));
      world.daemon().walk(unsigned);
      assertThat(world.curl().config("payments-a")).doesNotContainKey("batch.size");
      assertThat(world.daemon().changes()).containsExactly("create payments-a commit");
      String release = unit(world, "payments").path("release").asText();

      assertThat(world.daemon().riparian("apply", "--acknowledge", release).err())
          .contains("reason");
      assertThat(
              world
                  .daemon()
                  .riparian("apply", "--acknowledge", release, "--reason", "Pia is ill")
                  .code())
          .isZero();

      eventually(
          () -> assertThat(world.curl().config("payments-a")).containsEntry("batch.size", "7"));
      assertThat(world.daemon().riparian("audit").out()).contains("Pia is ill");
    }
  }
}
