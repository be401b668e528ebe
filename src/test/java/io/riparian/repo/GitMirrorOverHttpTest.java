package io.riparian.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.repo.FetchResult.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GitMirrorOverHttpTest {
  private static final GitCredentials NONE = new GitCredentials.None();
  private static final GitCredentials RIGHT = new GitCredentials.Basic("bot", "s3cret-word");

  private Path dir;
  private Upstream upstream;
  private SmartHttpServer server;
  private String tip;

  @BeforeEach
  void serve(@TempDir Path directory) throws IOException {
    dir = directory;
    upstream = new Upstream(dir.resolve("upstream.git"));
    tip = upstream.file("a.yaml", "a: 1\n").commit("begin");
    server = new SmartHttpServer(upstream.repository());
  }

  @AfterEach
  void stop() {
    server.close();
    upstream.close();
  }

  @Test
  void anybodyMayReadAPublicRepository() {
    assertThat(fetch(server.url(), NONE)).isEqualTo(new FetchResult.First(tip));
  }

  @Test
  void aQuietFetchIsOneConversationWithoutAPack() {
    try (GitMirror mirror = open(server.url(), NONE)) {
      mirror.fetch();
      server.requests.clear();

      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(tip));

      assertThat(server.requests)
          .containsExactly(
              "GET /config.git/info/refs?service=git-upload-pack -",
              "POST /config.git/git-upload-pack -");
    }
  }

  @Test
  void theRightPasswordOpens() {
    server.requires(SmartHttpServer.basic("bot", "s3cret-word"));

    assertThat(fetch(server.url(), RIGHT)).isEqualTo(new FetchResult.First(tip));
  }

  @Test
  void theRightTokenOpens() {
    server.requires("Bearer t0ken");

    assertThat(fetch(server.url(), new GitCredentials.Token("t0ken")))
        .isEqualTo(new FetchResult.First(tip));
  }

  @Test
  void aWrongPasswordIsTriedOnceAndNamedWithoutBeingShown() {
    server.requires(SmartHttpServer.basic("bot", "s3cret-word"));

    FetchResult result = fetch(server.url(), new GitCredentials.Basic("bot", "wr0ng-word"));

    assertThat(result).extracting("reason").isEqualTo(Reason.UNAUTHORIZED);
    assertThat(result.toString()).doesNotContain("wr0ng-word");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aWrongTokenIsUnauthorized() {
    server.requires("Bearer t0ken");

    assertThat(fetch(server.url(), new GitCredentials.Token("other")))
        .extracting("reason")
        .isEqualTo(Reason.UNAUTHORIZED);
  }

  @Test
  void noCredentialsAreUnauthorized() {
    server.requires("Bearer t0ken");

    assertThat(fetch(server.url(), NONE)).extracting("reason").isEqualTo(Reason.UNAUTHORIZED);
  }

  @Test
  void credentialsNeverFollowARedirect() throws IOException {
    for (GitCredentials credentials :
        new GitCredentials[] {RIGHT, new GitCredentials.Token("t0ken")}) {
      try (SmartHttpServer elsewhere = new SmartHttpServer(upstream.repository())) {
        server.redirectsTo(elsewhere.url());

        FetchResult result = fetch(server.url(), credentials);

        assertThat(result).extracting("reason").isEqualTo(Reason.REDIRECTED);
        assertThat(elsewhere.requests).isEmpty();
      }
    }
  }

  @Test
  void everyStatusHasItsReason() {
    assertThat(reasonOf(403)).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(reasonOf(404)).isEqualTo(Reason.REPOSITORY_MISSING);
    assertThat(reasonOf(429)).isEqualTo(Reason.UNREACHABLE);
    assertThat(reasonOf(500)).isEqualTo(Reason.UNREACHABLE);
    assertThat(reasonOf(503)).isEqualTo(Reason.UNREACHABLE);
    assertThat(reasonOf(418)).isEqualTo(Reason.PROTOCOL);
  }

  private Object reasonOf(int status) {
    server.answers(status);
    return ((FetchResult.Failed) fetch(server.url(), NONE)).reason();
  }

  @Test
  void aServerOfPlainFilesIsNotFollowed() {
    server.answersPlain(tip + "\trefs/heads/main\n");

    assertThat(fetch(server.url(), NONE)).extracting("reason").isEqualTo(Reason.PROTOCOL);
    assertThat(server.requests).noneMatch(request -> request.contains("objects"));
  }

  @Test
  void aPageInsteadOfGitIsNotUnderstood() {
    server.answersPlain("<html>Please log in</html>");

    assertThat(fetch(server.url(), NONE)).extracting("reason").isEqualTo(Reason.PROTOCOL);
  }

  @Test
  void aServerThatWentAwayKeepsTheLastGoodRevision() {
    try (GitMirror mirror = open(server.url(), NONE)) {
      mirror.fetch();
      server.close();

      FetchResult result = mirror.fetch();

      assertThat(result).extracting("reason").isEqualTo(Reason.UNREACHABLE);
      assertThat(result.head()).contains(tip);
      assertThat(mirror.tree(tip).entries()).hasSize(1);
    }
  }

  @Test
  void anUnknownHostIsUnreachable() {
    assertThat(fetch("http://no-such-host.invalid/config.git", NONE))
        .extracting("reason")
        .isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void aServerThatSaysNothingTimesOut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/config.git";

      assertThat(fetch(url, NONE, Duration.ofSeconds(1)))
          .extracting("reason")
          .isEqualTo(Reason.TIMED_OUT);
    }
  }

  @Test
  @Timeout(60)
  void aServerThatStopsHalfWayTimesOutAndALaterFetchIsWhole() throws Exception {
    upstream.file("big.bin", noise(300_000));
    String bigger = upstream.commit("grow");
    try (GitMirror mirror = open(server.url(), NONE, Duration.ofSeconds(2))) {
      server.stallsAfter(100_000);
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.TIMED_OUT);
      assertThat(mirror.head()).isEmpty();

      server.stallsAfter(Integer.MAX_VALUE);
      FetchResult again = mirror.fetch();
      while (again instanceof FetchResult.Failed) {
        Thread.sleep(50);
        again = mirror.fetch();
      }
      assertThat(again).isEqualTo(new FetchResult.First(bigger));
    }
  }

  static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(7).nextBytes(bytes);
    return bytes;
  }

  private FetchResult fetch(String url, GitCredentials credentials) {
    return fetch(url, credentials, Duration.ofSeconds(20));
  }

  private FetchResult fetch(String url, GitCredentials credentials, Duration timeout) {
    try (GitMirror mirror = open(url, credentials, timeout)) {
      return mirror.fetch();
    }
  }

  private GitMirror open(String url, GitCredentials credentials) {
    return open(url, credentials, Duration.ofSeconds(20));
  }

  private GitMirror open(String url, GitCredentials credentials, Duration timeout) {
    return GitMirror.open(
        new GitSource(url, Upstream.MAIN, credentials, timeout), dir.resolve("mirror"));
  }
}
