package io.riparian.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {

  @Test
  void noCredentialShowsItsSecret() {
    Credential basic = new Credential.Basic("riparian", "hunter2");
    Credential bearer = new Credential.Bearer("hunter2");
    ConnectEndpoint endpoint = ConnectEndpoint.of(List.of(URI.create("http://a:8083")), bearer);

    assertThat(basic.toString()).doesNotContain("riparian", "hunter2");
    assertThat(bearer.toString()).doesNotContain("hunter2");
    assertThat(endpoint.toString()).contains("http://a:8083").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://riparian:hunter2@a:8083",
        "ftp://a:8083",
        "a:8083",
        "http:///connectors",
        "http://a:8083?x=y"
      })
  void aUrlThatIsNotPlainIsTurnedDownWithoutBeingQuoted(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectEndpoint.of(List.of(URI.create(url)), new Credential.None()))
        .withMessageNotContainingAny("hunter2", "8083");
  }
}
