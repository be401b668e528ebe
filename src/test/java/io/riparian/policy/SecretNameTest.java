package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNameTest {
  private static boolean refers(String name, String key, String value) {
    return SecretName.of(name).orElseThrow().isReferredToBy(ConnectorConfig.of(Map.of(key, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "database.password, ${vault:payments/db:password}",
    "connection.url, jdbc:postgresql://h/d?user=u&password=${vault:payments/db:password}&ssl=true",
    "transforms.mask.secret, ${vault:payments/db:password}",
    "value.converter.basic.auth.user.info, me:${vault:payments/db:password}",
    "producer.override.sasl.jaas.config, 'x password=\"${vault:payments/db:password}\";'",
    "two, ${vault:other/db:password}${vault:payments/db:password}",
    "spelled, ${vault:payments/./db:password}",
    "spelled, ${vault:payments//db/:password}",
    "spelled, ${vault:payments/x/../db:password}",
    "spelled, ${vault:payments%2Fdb:password}",
    "opened.twice, $${vault:payments/db:password}",
  })
  void aReferenceIsFoundWhereverItStandsAndHoweverItIsWritten(String key, String value) {
    assertThat(refers("vault:payments/db:password", key, value)).isTrue();
    assertThat(refers("vault:payments/db", key, value)).isTrue();
    assertThat(refers("${vault:payments/db:password}", key, value)).isTrue();
    assertThat(refers(" vault:payments/x/../db ", key, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "${vault:payments/db-2:password}",
    "${vault:payments/db/more:password}",
    "${vault:payments:password}",
    "${vault:orders/payments/db:password}",
    "${vault:/payments/db:password}",
    "${vaults:payments/db:password}",
    "${file:payments/db:password}",
    "${vault:payments/db:passwords}",
    "${vault:payments/db:user}",
    "${vault:payments/db}",
    "vault:payments/db:password",
    "${vault:payments/db:password",
    "${a:b${vault:payments/db:password}",
  })
  void aNeighbourIsAnother(String value) {
    assertThat(refers("vault:payments/db:password", "k", value)).isFalse();
  }

  @Test
  void withoutAKeyEveryKeyOfThePathIsMeantAndNoOtherPath() {
    assertThat(refers("vault:payments/db", "k", "${vault:payments/db:user}")).isTrue();
    assertThat(refers("vault:payments/db", "k", "${vault:payments/db}")).isTrue();
    assertThat(refers("vault:payments/db", "k", "${vault:payments/db-2:user}")).isFalse();
    assertThat(refers("vault:payments", "k", "${vault:payments/db:user}")).isFalse();
  }

  @Test
  void whatIsAskedForWithoutAPathIsKnownByThat() {
    SecretName variable = SecretName.of("env:DB_PASSWORD").orElseThrow();

    assertThat(variable.isReferredToBy(ConnectorConfig.of(Map.of("k", "${env:DB_PASSWORD}"))))
        .isTrue();
    assertThat(variable.isWithoutPathIn(ConnectorConfig.of(Map.of("k", "${env:DB_PASSWORD}"))))
        .isTrue();
    assertThat(variable.isWithoutPathIn(ConnectorConfig.of(Map.of("k", "${env:DB_PASSWORD:x}"))))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "vault:",
        ":x",
        "${vault:a:b",
        "${vault:a}${vault:b}",
        "a:b}c",
        "x${vault:a:b}",
        "a:${b:c}"
      })
  void anythingElseIsNoName(String text) {
    assertThat(SecretName.of(text)).isEmpty();
  }

  @Test
  void itIsToldAsItIsCompared() {
    assertThat(SecretName.of("${vault:a/./b:c}").orElseThrow().text()).isEqualTo("vault:a/b:c");
    assertThat(SecretName.of("vault:a/b").orElseThrow().text()).isEqualTo("vault:a/b");
  }
}
