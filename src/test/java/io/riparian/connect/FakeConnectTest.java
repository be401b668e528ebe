package io.riparian.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeConnectTest extends ConnectClusterContract {
  private static final ConnectorConfig CONFIG = ConnectorConfig.of(Map.of("connector.class", "C"));

  private final FakeConnect fake = new FakeConnect().withoutPlugin("com.acme.Nope").lingering(2);

  FakeConnectTest() {
    fake.having(Definitions.FILE_SOURCE).having(Definitions.INSERT_FIELD);
  }

  @Override
  ConnectCluster cluster() {
    return fake;
  }

  @Test
  void aCallThatFailsAfterwardsHasHadItsEffect() {
    fake.failing(Operation.CREATE, 1, Kind.TIMED_OUT, Effect.DONE);

    assertThatThrownBy(() -> fake.create("a", CONFIG, DeclaredState.RUNNING))
        .isInstanceOf(ConnectFailure.class);

    assertThat(fake.has("a")).isTrue();
  }

  @Test
  void aCallThatFailsBeforehandHasNot() {
    fake.failing(Operation.CREATE, 1, Kind.UNREACHABLE, Effect.NOT_DONE);

    assertThatThrownBy(() -> fake.create("a", CONFIG, DeclaredState.RUNNING))
        .isInstanceOf(ConnectFailure.class);
    assertThat(fake.has("a")).isFalse();

    fake.create("a", CONFIG, DeclaredState.RUNNING);
    assertThat(fake.has("a")).isTrue();
  }

  @Test
  void anIdenticalUpdateIsCounted() {
    fake.create("a", CONFIG, DeclaredState.RUNNING);

    fake.update("a", CONFIG);

    assertThat(fake.identicalUpdates()).isEqualTo(1);
    assertThat(fake.writes()).isEqualTo(2);
  }

  @Test
  void aMaskedValueIsStoredAsItIs() {
    fake.masking("password").given("a", Map.of("password", "hunter2"));

    assertThat(fake.read("a").orElseThrow().config().get("password")).hasValue(FakeConnect.MASK);
    assertThat(fake.stored("a").get("password")).hasValue("hunter2");
  }

  @Test
  void aConnectorWithoutAStatusIsLeftOutOfEveryListThatHasOne() {
    fake.given("slow", Map.of()).givenNoStatus("slow");

    assertThat(fake.statuses()).isEmpty();
    assertThat(fake.connectors()).isEmpty();
    assertThat(fake.connectorsWithoutStatus()).containsOnlyKeys("slow");
    assertThat(fake.names()).containsExactly("slow");
  }
}
