package io.riparian.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitSourceTest {
  private static final String MAIN = "refs/heads/main";
  private static final GitCredentials NONE = new GitCredentials.None();
  private static final GitCredentials BASIC = new GitCredentials.Basic("bot", "hunter2");
  private static final GitCredentials TOKEN = new GitCredentials.Token("hunter2");
  private static final GitCredentials KEY =
      new GitCredentials.SshKey(Path.of("id"), "hunter2", Path.of("known_hosts"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://git@git.example.org/team/config.git",
        "ssh://git.example.org:2222/config.git",
        "git@git.example.org:team/config.git",
      })
  void sshIsReachedWithAKey(String url) {
    assertThat(source(url, KEY).url()).isEqualTo(url);
    assertThatThrownBy(() -> source(url, NONE)).hasMessageContaining("private key");
    assertThatThrownBy(() -> source(url, BASIC)).hasMessageContaining("private key");
  }

  @Test
  void httpTakesAPasswordATokenOrNothing() {
    for (GitCredentials credentials : new GitCredentials[] {NONE, BASIC, TOKEN}) {
      assertThat(source("https://git.example.org/config.git", credentials)).isNotNull();
    }
    assertThatThrownBy(() -> source("https://git.example.org/config.git", KEY))
        .hasMessageContaining("private key");
  }

  @Test
  void aFileTakesNoCredentials() {
    assertThat(source("file:///srv/config.git", NONE)).isNotNull();
    assertThatThrownBy(() -> source("file:///srv/config.git", TOKEN))
        .hasMessageContaining("no credentials");
  }

  @ParameterizedTest
  @CsvSource({
    "https://bot:hunter2@git.example.org/config.git, a password",
    "https://hunter2@git.example.org/config.git, a user",
    "https://git.example.org/config.git?token=hunter2, query",
    "https://git.example.org/config.git#hunter2, fragment",
    "ssh://git:hunter2@git.example.org/config.git, a password",
    "ssh://git%3Ahunter2@git.example.org/config.git, a password",
  })
  void aSecretInTheUrlIsRefusedWithoutBeingRepeated(String url, String why) {
    assertThatThrownBy(() -> source(url, url.startsWith("ssh") ? KEY : NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git://git.example.org/config.git",
        "ext::sh -c whoami",
        "ext::whoami",
        "ftp://git.example.org/config.git",
        "amazon-s3://bucket/config.git",
        "jar:file:///tmp/x.jar!/config.git",
        "bundle:///srv/config.bundle",
        "/srv/config.git",
        "../config.git",
        "file:config.git",
        "file://host/config.git",
        "https:///config.git",
        "https://git.example.org/con fig.git",
        "https://git.example.org/config.git\n",
        "ssh://-oProxyCommand=whoami/config.git",
        "-oProxyCommand=whoami:config.git",
        "",
      })
  void anythingElseIsRefused(String url) {
    for (GitCredentials credentials : new GitCredentials[] {NONE, KEY}) {
      assertThatThrownBy(() -> source(url, credentials))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the repository URL");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "heads/main",
        "HEAD",
        "refs/heads/*",
        "refs/heads/",
        "refs/heads/a..b",
        ""
      })
  void theRefIsFullyQualified(String ref) {
    assertThatThrownBy(
            () -> new GitSource("file:///srv/config.git", ref, NONE, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fully qualified");
  }

  @Test
  void theTimeoutIsLongerThanNothing() {
    assertThatThrownBy(() -> new GitSource("file:///srv/config.git", MAIN, NONE, Duration.ZERO))
        .hasMessageContaining("timeout");
  }

  @Test
  void nothingPrintsASecret() {
    assertThat(source("https://git.example.org/config.git", BASIC).toString())
        .contains("https://git.example.org/config.git", MAIN)
        .doesNotContain("bot", "hunter2");
    assertThat(TOKEN.toString()).doesNotContain("hunter2");
    assertThat(KEY.toString()).contains("known_hosts").doesNotContain("hunter2");
  }

  @Test
  void aTokenCannotSmuggleAHeader() {
    assertThatThrownBy(() -> new GitCredentials.Token("x\r\nHost: evil"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void credentialsInTheClearAreNoticed() {
    assertThat(source("http://git.example.org/config.git", TOKEN).exposesCredentials()).isTrue();
    assertThat(source("http://git.example.org/config.git", NONE).exposesCredentials()).isFalse();
    assertThat(source("https://git.example.org/config.git", TOKEN).exposesCredentials()).isFalse();
  }

  private static GitSource source(String url, GitCredentials credentials) {
    return new GitSource(url, MAIN, credentials, Duration.ofSeconds(1));
  }
}
