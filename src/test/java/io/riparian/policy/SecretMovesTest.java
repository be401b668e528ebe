package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMovesTest {
  private static final String SECRET = "${vault:teams/orders/db:password}";

  private static SecretMoves between(Map<String, String> before, Map<String, String> after) {
    return SecretMoves.between(ConnectorConfig.of(before), ConnectorConfig.of(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "database.hostname",
        "DATABASE_HOST",
        "connection.url",
        "connectionUri",
        "s3.endpoint",
        "camel.component.jdbc.dataSource.serverName",
        "bootstrap.servers",
        "database.port",
        "solace.host",
        "cassandra.contact.points",
        "mongodb.connection.string",
        "snowflake.url.name",
        "metadata.broker.list",
        "mq.address",
        "mq.connection.name.list",
        "zookeeper.quorum",
        "connect.hazelcast.cluster.members"
      })
  void aSecretThatStaysWhileTheAddressChangesIsTold(String key) {
    SecretMoves moves =
        between(
            Map.of(key, "db", "database.password", SECRET),
            Map.of(key, "attacker", "database.password", SECRET));

    assertThat(moves.areThere()).isTrue();
    assertThat(moves.endpoints()).containsExactly(key);
    assertThat(moves.secrets()).containsOnlyKeys("database.password");
  }

  @ParameterizedTest
  @CsvSource({
    "topics, orders, payments",
    "database.server.name, a, b",
    "database.server.id, 1, 2",
    "hostname.verification, a, b",
    "poll.interval.ms, 1, 2"
  })
  void whatIsNoAddressMovesNothing(String key, String before, String after) {
    assertThat(
            between(
                    Map.of(key, before, "database.password", SECRET),
                    Map.of(key, after, "database.password", SECRET))
                .areThere())
        .isFalse();
  }

  @Test
  void anAddressUnderAnyNameIsOne() {
    assertThat(
            between(
                    Map.of("target", "http://a/x", "database.password", SECRET),
                    Map.of("target", "http://b/x", "database.password", SECRET))
                .areThere())
        .isTrue();
  }

  @Test
  void anAddressThatHoldsItsOwnSecretIsBoth() {
    SecretMoves moves =
        between(
            Map.of("connection.uri", "mongodb://u:" + SECRET + "@a"),
            Map.of("connection.uri", "mongodb://u:" + SECRET + "@b"));

    assertThat(moves.endpoints()).containsExactly("connection.uri");
    assertThat(moves.secrets()).containsOnlyKeys("connection.uri");
  }

  @Test
  void aSecretThatIsAskedForUnderAnotherKeyHasStayed() {
    SecretMoves moves =
        between(
            Map.of("database.hostname", "db", "database.password", SECRET),
            Map.of("http.url", "http://attacker", "http.headers", "X: " + SECRET));

    assertThat(moves.endpoints()).containsExactly("database.hostname", "http.url");
    assertThat(moves.secrets()).containsOnlyKeys("http.headers");
  }

  @Test
  void anotherSecretForAnotherHostIsNoMove() {
    assertThat(
            between(
                    Map.of("database.hostname", "a", "database.password", SECRET),
                    Map.of(
                        "database.hostname", "b", "database.password", "${vault:teams/orders/b:x}"))
                .areThere())
        .isFalse();
  }

  @Test
  void anAddressWithoutASecretMayChange() {
    assertThat(
            between(Map.of("database.hostname", "a"), Map.of("database.hostname", "b")).areThere())
        .isFalse();
  }

  @Test
  void aSecretWithoutAChangedAddressMayChange() {
    Map<String, String> config = Map.of("database.hostname", "a", "database.password", SECRET);

    assertThat(between(config, config)).isEqualTo(between(Map.of(), Map.of()));
  }

  @Test
  void theAddressOfOnePartOfAConnectorSaysNothingOfTheSecretsOfAnother() {
    assertThat(
            between(
                    Map.of("database.hostname", "a", "value.converter.basic.auth.user", SECRET),
                    Map.of("database.hostname", "b", "value.converter.basic.auth.user", SECRET))
                .areThere())
        .isFalse();
    SecretMoves moves =
        between(
            Map.of("value.converter.url", "a", "value.converter.user", SECRET),
            Map.of("value.converter.url", "b", "value.converter.user", SECRET));
    assertThat(moves.endpoints()).containsExactly("value.converter.url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${vault:teams/orders/./db:password}",
        "${vault:teams//orders/db:password}",
        "${vault:teams/orders/x/../db:password}",
        "${vault:teams/orders/d%62:password}",
        "x${vault:teams/orders/db:password}"
      })
  void aSecretWhosePathIsWrittenOtherwiseHasStayed(String same) {
    assertThat(
            between(
                    Map.of("database.hostname", "a", "database.password", SECRET),
                    Map.of("database.hostname", "b", "database.password", same))
                .areThere())
        .isTrue();
  }
}
