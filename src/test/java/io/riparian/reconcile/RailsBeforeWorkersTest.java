package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.FakeConnect.Operation;
import org.junit.jupiter.api.Test;

/** Connect's validation calls what a configuration names, with real credentials. */
class RailsBeforeWorkersTest {
  private static final String WEB = "payments-web";

  private static World walked(String url) {
    World world = new World();
    world.branch.connector(WEB, "config: {topic: orders, http.url: '" + url + "'}");
    world.commit().walk();
    return world;
  }

  @Test
  void noWorkerIsAskedToValidateWhatBreaksAGuardRail() {
    World world = walked("http://169.254.169.254/latest/meta-data/");

    assertThat(world.connect.count(Operation.REJECTED_KEYS)).isZero();
    assertThat(world.connect.writes()).isZero();
    assertThat(world.connect.has(WEB)).isFalse();
  }

  @Test
  void itsNeighbourIsCreated() {
    assertThat(walked("https://api.example/").connect.has(WEB)).isTrue();
  }
}
