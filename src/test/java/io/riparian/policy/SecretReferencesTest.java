package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ClusterRails;
import io.riparian.model.GrantRails;
import io.riparian.model.Quota;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferencesTest {
  private static final String SINK = "io.example.Sink";
  private static final String CAMEL = "org.apache.camel.kafkaconnector.x.CamelXSinkConnector";
  private static final SecretReferences RAIL = new SecretReferences();
  private static final ClusterRails PROVIDERS =
      rails(
          Map.of(
              "vault", List.of("teams/{team}/"),
              "file", List.of("/opt/secrets/{team}.properties"),
              "directory", List.of("/opt/secrets/{team}/"),
              "secretsManager", List.of("prod-{team}-"),
              "secrets", List.of("connect-{team}/"),
              "env", List.of("ORDERS_"),
              "ssm", List.of("/teams/{team}/"),
              "closed", List.of()));
  private static final GrantRails GRANT =
      new GrantRails(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of("vault:platform/kafka/", "other:x/"),
          Quota.UNLIMITED);

  private static ClusterRails rails(Map<String, List<String>> providers) {
    return new ClusterRails(
        Optional.empty(),
        List.of(),
        providers,
        Optional.empty(),
        List.of(),
        Map.of(),
        Quota.UNLIMITED);
  }

  private static List<Finding> judged(String connectorClass, String key, String value) {
    return Subjects.of(connectorClass, key, value)
        .withCluster(PROVIDERS)
        .withGrant(GRANT)
        .judgedBy(RAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${vault:teams/orders/db:password}",
        "${vault:teams//orders/./db:password}",
        "${vault:teams/orders/x/../db:password}",
        "${vault:teams/orders:password}",
        "${vault:teams/orders/db?ttl=60:password}",
        "${vault:teams/orders/db:a:b}",
        "${vault:teams/orders/db:path/of/key}",
        "${vault:platform/kafka/jaas:password}",
        "${file:/opt/secrets/orders.properties:password}",
        "${directory:/opt/secrets/orders:password}",
        "${directory:/opt/secrets/orders/db:password}",
        "${secretsManager:prod-orders-db:password}",
        "${secrets:connect-orders/db:password}",
        "${ssm:/teams/orders/db}",
        "jdbc:x://db?user=${vault:teams/orders/db:user}&password=${vault:teams/orders/db:pw}",
        "${topic}-${timestamp}",
        "$[0]",
        "no reference"
      })
  void aReferenceToASecretOfTheTeamPasses(String value) {
    assertThat(judged(SINK, "x", value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${vault:teams/payments/db:password}",
        "${vault:teams/orders-eu/db:password}",
        "${vault:teams/ordersx:password}",
        "${vault:Teams/orders/db:password}",
        "${vault:/teams/orders/db:password}",
        "${vault:teams/orders/../payments/db:password}",
        "${vault:teams/orders/..//payments/db:password}",
        "${vault:teams/orders/..\\payments\\db:password}",
        "${vault:teams/orders/..\\..\\..\\x:password}",
        "${vault:teams/orders/%2e%2e/payments/db:password}",
        "${vault:teams/orders/%2e%2e%2fpayments/db:password}",
        "${vault:teams/orders/%252e%252e%252fpayments/db:password}",
        "${vault:teams/orders/%25252e%25252e/payments/db:password}",
        "${vault:teams/orders/..;x/payments/db:password}",
        "${vault:teams/orders/．．/payments/db:password}",
        "${vault:teams/orders/%c0%ae%c0%ae/payments/db:password}",
        "${vault:teams/payments/..%2forders/db:password}",
        "${vault:../teams/orders/db:password}",
        "${vault:teams/orders/db%00:password}",
        "${vault::password}",
        "${vault:password}",
        "${vault:teams/orders/db:../../payments/db}",
        "${file:/opt/secrets/payments.properties:password}",
        "${file:/opt/secrets/orders.properties.bak:password}",
        "${file:/../opt/secrets/orders.properties:password}",
        "${directory:/opt/secrets/orders2:password}",
        "${directory:/opt/secrets:orders}",
        "${directory:/proc/self:environ}",
        "${secretsManager:prod-payments-db:password}",
        "${secrets:connect-payments/db:password}",
        "${ssm:/teams/payments/db}",
        "${closed:x:y}",
        "a ${vault:teams/orders/db:user} b ${vault:teams/payments/db:password} c"
      })
  void aReferenceToASecretOfAnotherIsRefused(String value) {
    assertThat(judged(SINK, "topics", value))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo(PolicyRule.SECRET_OF_ANOTHER);
              assertThat(it.message() + it.hint()).doesNotContain(value, "payments");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | ${env:HOME}",
        "x | ${env:ORDERS_X}",
        "x | ${ENV:HOME}",
        "x | ${unheard:teams/orders/db:password}",
        "x | ${other:x/y:z}",
        "x | ${${vault:teams/orders/db:password}",
        "x | ${ vault:teams/orders/db:password}",
        "x | ${Vault:teams/orders/db:password}",
        "x | ${date:now:yyyy}",
        "config.providers | own",
        "config.providers.own.class | io.example.Provider",
        "producer.override.config.providers | own",
        "schema.history.internal.consumer.config.providers.own.class | io.example.Provider"
      })
  void aProviderThatTheClusterDoesNotListIsRefused(String key, String value) {
    assertThat(judged(SINK, key, value))
        .singleElement()
        .satisfies(it -> assertThat(it.rule()).isEqualTo(PolicyRule.PROVIDER));
  }

  @Test
  void aClusterThatListsNoProviderLetsNoReferenceThrough() {
    assertThat(Subjects.of(SINK, "x", "${vault:teams/orders/db:pw}").judgedBy(RAIL))
        .extracting(Finding::rule)
        .containsExactly(PolicyRule.PROVIDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${date:now:yyyyMMdd}", "${header:x}", "${body}", "${header.x}"})
  void camelsExpressionsAreNoReferences(String value) {
    assertThat(judged(CAMEL, "camel.sink.endpoint.fileName", value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${env:HOME}", "${file:name}", "${unheard:x}", "{{env:HOME}}", "{{ sys:x }}"})
  void camelReadsTheWorkerNoMoreThanAnybodyElse(String value) {
    assertThat(judged(CAMEL, "camel.sink.endpoint.fileName", value)).hasSize(1);
  }

  @Test
  void aProviderThatIsNamedLikeACamelExpressionIsAProvider() {
    assertThat(
            Subjects.of(CAMEL, "x", "${date:now:yyyy}")
                .withCluster(rails(Map.of("date", List.of("teams/{team}/"))))
                .judgedBy(RAIL))
        .extracting(Finding::rule)
        .containsExactly(PolicyRule.SECRET_OF_ANOTHER);
  }

  @Test
  void whatThePlatformWroteAsADefaultIsReadUnderItsOwnKeyOnly() {
    String platforms = "${vault:platform/own:jaas}";

    assertThat(
            Subjects.of(SINK, "producer.override.sasl.jaas.config", platforms, "topics", platforms)
                .withCluster(PROVIDERS)
                .withDefaults(Map.of("producer.override.sasl.jaas.config", platforms))
                .judgedBy(RAIL))
        .extracting(Finding::key)
        .containsExactly("topics");
  }

  @Test
  void anAliasThatMayBeASecretIsNotTold() {
    assertThat(judged(SINK, "x", "${hunter2 is=my password:x}"))
        .singleElement()
        .satisfies(it -> assertThat(it.message() + it.hint()).doesNotContain("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "../", "%25", "a/", "\\"})
  void aLongPathIsReadInTimeThatGrowsWithItsLength(String part) {
    String path = "teams/payments/" + part.repeat(500_000 / part.length());

    assertThat(judged(SINK, "x", "${vault:" + path + ":x}")).hasSize(1);
  }
}
