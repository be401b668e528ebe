package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyNameTest {
  @ParameterizedTest
  @CsvSource({
    "ssl.key.password, ssl key password",
    "SSL_KEY-PASSWORD, ssl key password",
    "sslKeyPassword, ssl key password",
    "transforms.x.myAPIKey, transforms x my api key",
    "AWSAccessKeyID, aws access key id",
    "serverURIs, server uris",
    "bootstrapURLsFile, bootstrap urls file",
    "oauth2ClientSecret, oauth2 client secret",
    "..a..b.., a b",
    "ÄÖ, ''",
    "X, x"
  })
  void aKeyIsMadeOfWords(String key, String words) {
    assertThat(String.join(" ", KeyName.of(key).words())).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "key.password, PASSWORD",
    "password.key, NOTHING",
    "password.3, PASSWORD",
    "secret.value, SECRET",
    "value, NOTHING",
    "'', NOTHING",
    "basic.auth.user.info, LOGIN",
    "sasl.jaas.config, JAAS",
    "webhookUri, WEBHOOK",
    "sort.key, NOTHING",
    "apikeys, SECRET"
  })
  void whatAThingIsStandsAtTheEnd(String key, KeyRole role) {
    assertThat(KeyName.of(key).role()).isEqualTo(role);
  }
}
