package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "database.password",
        "connection.password",
        "ssl.keystore.password",
        "ssl.key.passphrase",
        "db.pwd",
        "DATABASE.PASSWORD",
        "aws.secret.access.key",
        "aws.access.key.id",
        "aws_access_key",
        "client.secret",
        "oauth.token",
        "gcp.credentials.json",
        "api.key",
        "api-key",
        "apikey",
        "snowflake.private.key",
        "azure.account.key",
        "producer.override.sasl.jaas.config",
        "basic.auth.user.info",
        "http.auth.header",
        "request.headers",
        "azure.sas.token",
        "azure.sas",
        "kerberos.keytab",
        "ssl.truststore.certificates",
        "connection.url",
        "connection.uri",
        "azure.connection.string",
        "slack.webhook.url",
        "http.cookie",
        "ssl.keystore.key",
        "tls.client.key",
        "license.key"
      })
  void aValueUnderAKeyThatSoundsSecretIsMasked(String key) {
    assertThat(Redaction.show(key, "plain")).isEqualTo(Redaction.MASK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/x?user=u&password=hunter2",
        "jdbc:sqlserver://db;user=u;Password = hunter2",
        "Server=db;Pwd=hunter2",
        "user=u;pass=hunter2",
        "AccountName=a;AccountKey=aGVsbG8=",
        "https://user:hunter2@example.org/x",
        "mongodb+srv://user:p/a/ss@example.org",
        "jdbc:oracle:thin:scott/tiger@db:1521",
        "https://x.blob.core.windows.net/c?sv=1&sig=abc",
        "https://hooks.slack.com/services/T0/B0/xyz",
        "{\"password\": \"hunter2\"}",
        "{'client_secret':'hunter2'}",
        "{\"private_key\" : \"x\"}",
        "org.apache.kafka.common.security.plain.PlainLoginModule required;",
        "-----BEGIN PRIVATE KEY----- x",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_abcdef",
        "glpat-abcdef",
        "xoxb-1-2",
        "sk_live_abc",
        "eyJhbGciOiJIUzI1NiJ9.e30.x",
        "Bearer abc",
        "Authorization: Basic dXNlcjpwYXNz",
        "dGhpcyBpcyBhIGxvbmcgb3BhcXVlIHNlY3JldA=="
      })
  void aValueThatLooksSecretIsMaskedUnderAnyKey(String value) {
    assertThat(Redaction.show("innocent", value)).isEqualTo(Redaction.MASK);
  }

  @ParameterizedTest
  @CsvSource({
    "connector.class, io.debezium.connector.postgresql.PostgresConnector",
    "tasks.max, 1",
    "topics, orders",
    "topic.prefix, payments",
    "database.hostname, db.example.org",
    "database.user, debezium",
    "key.converter, org.apache.kafka.connect.storage.StringConverter",
    "transforms, unwrap",
    "message.key.columns, inventory.customers:pk",
    "errors.tolerance, all",
    "poll.interval.ms, 5000",
    "pk.mode, record_key",
    "author, jane",
    "topics.regex, orders-.*"
  })
  void whatTellsNothingIsShown(String key, String value) {
    assertThat(Redaction.show(key, value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${vault:payments/orders-db:password}",
        "${file:/etc/secrets/db.properties:password}",
        "${env:DB_PASSWORD}",
        "${secrets:ns/name:key}"
      })
  void aReferenceToASecretIsNoSecret(String reference) {
    assertThat(Redaction.show("database.password", reference)).isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${vault:a:b}hunter2",
        "hunter2${vault:a:b}",
        "${vault:a:b}${hunter2",
        "$hunter2",
        "${hunter2}",
        "{vault:a:b}",
        "${vault:a:{b}}"
      })
  void whatIsOnlyPartlyAReferenceIsMasked(String value) {
    assertThat(Redaction.show("database.password", value)).isEqualTo(Redaction.MASK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"••••", "••••••••", "****", "********", "[hidden]"})
  void theMasksOfWorkersAreKnown(String mask) {
    assertThat(Redaction.isWorkerMask(mask)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "***", ".*", "•", "hidden", "****x", "••••*", "x[hidden]"})
  void whatIsNoMaskIsAValue(String value) {
    assertThat(Redaction.isWorkerMask(value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "database.password"})
  void anEmptyValueStaysEmpty(String key) {
    assertThat(Redaction.show(key, "")).isEmpty();
  }

  @Test
  void nothingThatHoldsAConfigurationPrintsAValue() {
    ConnectorConfig config =
        ConnectorConfig.of(Map.of("database.password", "hunter2", "name", "orders-name"));
    ConnectorStatus status =
        new ConnectorStatus(
            RunState.FAILED,
            "w",
            "trace with hunter2",
            List.of(new ConnectorStatus.TaskStatus(0, RunState.FAILED, "w", "trace with hunter2")));
    DeclaredConnector declared =
        new DeclaredConnector(
            new ConnectorId("shared", "orders"),
            "payments",
            Location.ofFile("f"),
            config,
            DeclaredState.RUNNING,
            false,
            OnRemoval.DELETE,
            AutoRestart.OFF,
            "",
            "");
    Team team =
        new Team(
            "payments",
            Location.ofFile("f"),
            List.of(),
            "",
            config,
            Set.of(),
            Map.of("x", "hunter2"),
            Routes.NONE);

    assertThat(config).hasToString("ConnectorConfig[database.password, name]");
    assertThat(
            Stream.of(
                config,
                status,
                declared,
                team,
                new ObservedConnector("orders", "source", config, status),
                new Variable("hunter2", true)))
        .allSatisfy(one -> assertThat(one.toString()).doesNotContain("hunter2", "orders-name"));
  }

  /**
   * Trying each colon with each other one would take minutes here, and tell nobody that it does.
   */
  @Test
  void aLongValueOfManyColonsIsReadOnce() {
    String listed = "a:".repeat(500_000);

    assertThat(Redaction.isSensitive("innocent", listed)).isFalse();
    assertThat(Redaction.isSensitive("innocent", listed + "b@c")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b:c", ":@", "x:@", "a: b@c", "me@example.org", "12:30 @ noon"})
  void whatOnlyResemblesAUserAndAPasswordIsShown(String value) {
    assertThat(Redaction.show("innocent", value)).isEqualTo(value);
  }
}
