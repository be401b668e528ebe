package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedHostTest {

  @ParameterizedTest
  @CsvSource({
    "connect.example.com, http://connect.example.com:8083",
    "connect.example.com, https://connect.example.com/shared",
    "Connect.Example.COM, http://connect.example.com",
    "connect.example.com, http://CONNECT.example.com",
    "*.example.com, http://a.example.com",
    "*.example.com, http://a.b.Example.com:1",
    "connect:8083, http://connect:8083",
    "*.example.com:8083, http://a.example.com:8083",
    "connect:80, http://connect",
    "connect:443, https://connect",
    "10.0.0.7, http://10.0.0.7:8083",
    "[::1]:8083, http://[::1]:8083",
  })
  void covers(String listed, String url) {
    assertThat(TrustedHost.parse(listed).covers(URI.create(url))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "connect.example.com, http://connect.example.com.evil.net",
    "connect.example.com, http://evil.net/connect.example.com",
    "connect.example.com, http://a.connect.example.com",
    "connectXexample.com, http://connect.example.com",
    "*.example.com, http://example.com",
    "*.example.com, http://evilexample.com",
    "*.example.com, http://a.example.com.evil.net",
    "connect:8083, http://connect",
    "connect:8083, http://connect:18083",
    "connect:443, http://connect",
    "[::1], http://[::2]",
  })
  void doesNotCover(String listed, String url) {
    assertThat(TrustedHost.parse(listed).covers(URI.create(url))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "*example.com",
        "a.*.com",
        "http://connect",
        "connect/shared",
        "connect:",
        "connect:0",
        "user@connect",
        ".example.com"
      })
  void anythingElseIsNoHost(String listed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedHost.parse(listed))
        .withMessageContaining("`" + listed + "` is no host");
  }
}
