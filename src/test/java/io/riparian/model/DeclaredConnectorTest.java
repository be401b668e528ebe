package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredConnectorTest {

  @ParameterizedTest
  @CsvSource({
    "90s, PT90S",
    "15m, PT15M",
    "36h, PT36H",
    "999999d, P999999D",
    "'',",
    "0m,",
    "15,",
    "15 minutes,",
    "1000000s,",
  })
  void freshnessIsHowLongItMayBeSilent(String freshness, @Nullable Duration longest) {
    DeclaredConnector connector =
        new DeclaredConnector(
            new ConnectorId("shared", "orders"),
            "payments",
            new Location("teams/payments/connectors/orders.yaml", 1, 1),
            ConnectorConfig.of(Map.of()),
            DeclaredState.RUNNING,
            false,
            OnRemoval.DELETE,
            AutoRestart.OFF,
            freshness,
            "");

    assertThat(connector.longestSilence()).isEqualTo(Optional.ofNullable(longest));
  }
}
