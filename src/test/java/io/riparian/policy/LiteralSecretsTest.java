package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ClusterRails;
import io.riparian.model.Quota;
import io.riparian.model.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSecretsTest {
  private static final String CAMEL = "org.apache.camel.kafkaconnector.x.CamelXSinkConnector";
  private static final LiteralSecrets RAIL = new LiteralSecrets();

  @ParameterizedTest
  @MethodSource("io.riparian.policy.SecretExamples#all")
  void aSecretThatIsWrittenOutIsFoundByItsSign(SecretSign sign, String key, String value) {
    assertThat(SecretSign.in(key, value, false, false)).contains(sign);
  }

  @ParameterizedTest
  @MethodSource("io.riparian.policy.SecretExamples#all")
  void whatIsFoundIsMaskedWhereverItIsShown(SecretSign sign, String key, String value) {
    assertThat(Redaction.show(key, value)).as(sign.name()).isEqualTo(Redaction.MASK);
  }

  @ParameterizedTest
  @MethodSource("io.riparian.policy.SecretExamples#all")
  void whatIsSaidOfItTellsTheKeyAndNotTheValue(SecretSign sign, String key, String value) {
    assertThat(Subjects.of("io.example.Sink", key, value).judgedBy(RAIL))
        .as(sign.name())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo(PolicyRule.SECRET_IN_FILE);
              assertThat(it.key()).isEqualTo(key);
              assertThat(it.message() + it.hint()).doesNotContain(value);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keystore.location",
        "ssl.keystore.type",
        "token.endpoint.url",
        "sasl.oauthbearer.token.endpoint.url",
        "password.encoder.iterations",
        "key.converter",
        "primary.key",
        "message.key",
        "partition.key",
        "routingKey",
        "row.key",
        "public.key",
        "key.field",
        "transforms.key.field",
        "secret.provider.class",
        "secret.name",
        "delete.enabled.on.null.key",
        "pk.mode",
        "tokenizer",
        "analyzer.tokenizer",
        "kms.key.id",
        "sas.key.name",
        "basic.auth.credentials.source",
        "gcs.credentials.path",
        "aws.credentials.provider.class",
        "database.password.file",
        "token.field",
        "bypass",
        "client.id",
        "database.user",
        "max.tokens.per.second",
        "http.authorization",
        "http.authorization.type",
        "gcp.service.account",
        "service.account.id",
        "license",
        "cipher.data.key.identifier",
        "connection.string"
      })
  void aNameThatOnlySpeaksOfSecretsHoldsNone(String key) {
    assertThat(SecretSign.in(key, "something", false, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "database.password | ${vault:teams/orders/db:password}",
        "database.password | ' ${vault:teams/orders/db:password} '",
        "database.password | ''",
        "require.password | true",
        "parser.token | ','",
        "parser.token | 12",
        "gcp.credentials | /etc/secrets/orders/key.json",
        "tls.client.key | /etc/secrets/orders/tls",
        "keyfile | key.json",
        "service.account.key | conf/orders.json",
        "max.output.tokens | 16384",
        "mongodb.connection.string | mongodb://db:27017",
        "azure.connection.string | ${vault:a:b}",
        "catalog.uri | postgres:dbname=x user=u password=${vault:a:b}",
        "source.url | ftp:app@files.example.org:21/in?binary=true",
        "topic.t.mapping | 'id=key.id, token=value.token'",
        "storage.encryption.key | arn:aws:kms:eu-west-1:1:key/x",
        "basic.auth.user.info | app:${vault:teams/orders/db:password}",
        "basic.auth.user.info | ${vault:a:user}:${vault:a:password}",
        "http.authorization.token | Bearer ${vault:a:token}",
        "http.headers | Authorization: Bearer ${vault:a:token}",
        "http.headers | X-Api-Key:${vault:a:token},Accept:text/plain",
        "connection.url | postgresql://app:${vault:a:pw}@db:5432/x",
        "connection.url | postgresql://app@db:5432/x",
        "connection.url | http://db:8080/x@y",
        "connection.url | mongodb://h1:27017,h2:27017/x?replicaSet=rs0",
        "connection.url | jdbc:postgresql://db/x?user=u&password=${vault:a:pw}",
        "connection.url | jdbc:mysql://db/x?allowPublicKeyRetrieval=true&password=",
        "connection.url | jdbc:oracle:thin:@//db:1521/x",
        "my.webhook.url | http://orders.example.org/notify",
        "contact | mailto:me@example.org",
        "filter.condition | value.password == null",
        "query | SELECT token = ? FROM t WHERE secret = 1",
        "pipeline | [{\"$match\": {\"password\": \"x\"}}]",
        "mapping | {\"password\": {\"type\": \"keyword\"}}",
        "key.converter | org.apache.kafka.connect.storage.StringConverter",
        "transforms.x.type | io.example.transforms.VeryLongNameOfATransformation2Value",
        "topics | pksqlc-7y33pABC_ORDERS_01_and_some_more_text",
        "host.name | pkc-4r087.europe-west1.gcp.confluent.cloud",
        "tenant | 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
        "commit | da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "auth.client.id | 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
        "spreadsheet.id | q8Zr3Kx0Wm5Tn7Vb2Yc9Ld4Pf6Hs1Jg0",
        "ssl.ca | -----BEGIN CERTIFICATE----- MIIE -----END CERTIFICATE-----",
        "ssl.x | -----BEGIN PRIVATE KEY-----${vault:a:key}-----END PRIVATE KEY-----",
        "sasl.mechanism | PLAIN",
        "topic.format | ${topic}-${timestamp}",
        "documentation | basic authentication is used"
      })
  void whatIsNoSecretPasses(String key, String value) {
    assertThat(SecretSign.in(key, value, false, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"${vault:a:b}\";",
        "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true keyTab=\"/etc/x\" principal=\"u\";",
        "${vault:teams/orders/kafka:jaas}"
      })
  void aJaasLineWithoutALiteralPasses(String value) {
    assertThat(SecretSign.in("producer.override.sasl.jaas.config", value, true, false)).isEmpty();
  }

  @Test
  void whatTheClassTakesForAPasswordIsOneUnderAnyName() {
    GuardRail typed =
        (subject, found) ->
            LiteralSecrets.check(
                subject, Set.of("twitter.oauth.consumer", "url", "password"), found);

    assertThat(
            Subjects.of(
                    "io.example.Sink",
                    "twitter.oauth.consumer",
                    "abc",
                    "url",
                    "mongodb://db:27017",
                    "twitter.oauth.other",
                    "abc",
                    "password",
                    "told by its name")
                .judgedBy(typed))
        .extracting(Finding::key)
        .containsExactly("twitter.oauth.consumer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${date:now:yyyyMMdd}",
        "${body}",
        "${header.x}",
        "${header:x}",
        "{{db.password}}",
        "RAW(${vault:a:b})",
        "RAW{{{db.password}}}"
      })
  void camelsExpressionsAreNoSecrets(String value) {
    assertThat(Subjects.of(CAMEL, "camel.sink.endpoint.password", value).judgedBy(RAIL)).isEmpty();
    assertThat(Subjects.of(CAMEL, "camel.sink.endpoint.password", "x" + value).judgedBy(RAIL))
        .hasSize(1);
  }

  @Test
  void theHintSaysWhereToPutItAndToReplaceIt() {
    ClusterRails rails =
        new ClusterRails(
            Optional.empty(),
            List.of(),
            Map.of("vault", List.of("teams/{team}/")),
            Optional.empty(),
            List.of(),
            Map.of(),
            Quota.UNLIMITED);

    assertThat(
            Subjects.of("io.example.Sink", "database.password", "hunter2")
                .withCluster(rails)
                .judgedBy(RAIL))
        .singleElement()
        .satisfies(it -> assertThat(it.hint()).contains("${vault:teams/orders/", "replace"));
  }

  /** Each of these would take minutes if something in it were read again from every place. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "${",
        "=",
        ":",
        "://",
        "a=",
        "://a:",
        "eyJ-",
        "jdbc:oracle:x:",
        "{{",
        "/a",
        "a.",
        "-----BEGIN ",
        "basic ",
        "\"a\":",
        "user_a=\"",
        "a=b ",
        "a:?b=",
        "a::b=c;"
      })
  void aLongValueIsReadInTimeThatGrowsWithItsLength(String part) {
    String value = part.repeat(500_000 / part.length());

    assertThat(SecretSign.in("innocent", value, false, true)).isEmpty();
    assertThat(SecretSign.in("api.key", value + "{", false, true)).isPresent();
  }
}
