package io.riparian.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.repo.FetchResult.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitMirrorOverSshTest {
  private Path dir;
  private Upstream upstream;
  private SshGitServer server;
  private KeyPair key;
  private Path ours;
  private String tip;

  @BeforeEach
  void serve(@TempDir Path directory) throws IOException {
    dir = directory;
    upstream = new Upstream(dir.resolve("upstream.git"));
    tip = upstream.file("a.yaml", "a: 1\n").commit("begin");
    key = SshGitServer.newKey();
    ours = SshGitServer.write(key, "", dir.resolve("id"));
    server = new SshGitServer(upstream.repository(), key.getPublic());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    upstream.close();
  }

  @Test
  void ourKeyOpensAServerWeKnow() throws IOException {
    Path known = server.knownAs(server.hostKey(), dir.resolve("known_hosts"));
    try (GitMirror mirror = open(ours, known)) {
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.First(tip));

      String next = upstream.file("a.yaml", "a: 2\n").commit("step");
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Advanced(tip, next));
    }
  }

  @Test
  void aPassphraseUnlocksTheKeyAndAnotherDoesNot() throws IOException {
    Path known = server.knownAs(server.hostKey(), dir.resolve("known_hosts"));
    Path locked = SshGitServer.write(key, "open sesame", dir.resolve("locked"));
    try (GitMirror mirror = open(locked, "open barley", known)) {
      FetchResult result = mirror.fetch();

      assertThat(result).extracting("reason").isEqualTo(Reason.UNAUTHORIZED);
      assertThat(result.toString()).doesNotContain("open barley");
    }
    try (GitMirror mirror = open(locked, "open sesame", known)) {
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.First(tip));
    }
  }

  @Test
  void anUnknownHostIsNotTrustedOnFirstUse() throws IOException {
    Path empty = Files.createFile(dir.resolve("known_hosts"));
    try (GitMirror mirror = open(ours, empty)) {
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.HOST_KEY);
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.HOST_KEY);
      assertThat(empty).isEmptyFile();
    }
  }

  @Test
  void aHostWhoseKeyChangedIsRefused() throws IOException {
    Path other = server.knownAs(SshGitServer.newKey().getPublic(), dir.resolve("known_hosts"));
    String before = Files.readString(other);
    try (GitMirror mirror = open(ours, other)) {
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.HOST_KEY);
      assertThat(other).hasContent(before);
    }
  }

  @Test
  void anotherKeyThanOursIsUnauthorized() throws IOException {
    Path known = server.knownAs(server.hostKey(), dir.resolve("known_hosts"));
    Path stranger = SshGitServer.write(SshGitServer.newKey(), "", dir.resolve("stranger"));
    try (GitMirror mirror = open(stranger, known)) {
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.UNAUTHORIZED);
    }
  }

  @Test
  void filesThatAreNotThereAreNamed() throws IOException {
    Path known = server.knownAs(server.hostKey(), dir.resolve("known_hosts"));
    try (GitMirror mirror = open(dir.resolve("nowhere"), known)) {
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.UNAUTHORIZED);
    }
    try (GitMirror mirror = open(ours, dir.resolve("nowhere"))) {
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.HOST_KEY);
    }
  }

  @Test
  void aServerThatIsAwayIsUnreachable() throws IOException {
    Path known = server.knownAs(server.hostKey(), dir.resolve("known_hosts"));
    try (GitMirror mirror = open(ours, known)) {
      mirror.fetch();
      server.close();

      FetchResult result = mirror.fetch();

      assertThat(result).extracting("reason").isEqualTo(Reason.UNREACHABLE);
      assertThat(result.head()).contains(tip);
    }
  }

  private GitMirror open(Path privateKey, Path knownHosts) {
    return open(privateKey, "", knownHosts);
  }

  private GitMirror open(Path privateKey, String passphrase, Path knownHosts) {
    GitSource source =
        new GitSource(
            server.url(),
            Upstream.MAIN,
            new GitCredentials.SshKey(privateKey, passphrase, knownHosts),
            Duration.ofSeconds(30));
    return GitMirror.open(source, dir.resolve("mirror"));
  }
}
