package io.riparian.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process or a bad disk leaves behind, and how the mirror gets over it. */
class GitMirrorRecoveryTest {
  private Path dir;
  private Path store;
  private Upstream upstream;
  private String first;

  /** Held so that the level stays set: JGit reports each damaged pack with its whole stack. */
  private static final Logger JGIT = Logger.getLogger("org.eclipse.jgit");

  @BeforeAll
  static void quiet() {
    JGIT.setLevel(Level.OFF);
  }

  @AfterAll
  static void loud() {
    JGIT.setLevel(null);
  }

  @BeforeEach
  void upstream(@TempDir Path directory) {
    dir = directory;
    store = dir.resolve("mirror/mirror.git");
    upstream = new Upstream(dir.resolve("upstream.git"));
    first = upstream.file("a.yaml", "a: 1\n").commit("begin");
  }

  @AfterEach
  void closeUpstream() {
    upstream.close();
  }

  private GitMirror mirror() {
    return GitMirror.open(upstream.source(), dir.resolve("mirror"));
  }

  private String step() {
    return upstream.file("a.yaml", "a: 2\n").commit("step");
  }

  @Test
  void staleLocksOfAKilledProcessAreRemoved() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    List<Path> stale =
        Stream.of(
                "packed-refs.lock",
                "index.lock",
                "config.lock",
                "shallow.lock",
                "refs/riparian/fetched.lock",
                "refs/riparian/accepted.lock",
                "objects/pack/incoming_1.pack")
            .map(store::resolve)
            .toList();
    for (Path lock : stale) {
      Files.writeString(lock, "");
    }
    String second = step();

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Advanced(first, second));
    }
    assertThat(stale).noneMatch(Files::exists);
  }

  @Test
  void aLockThatTurnsUpWhileRunningDoesNotStick() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      String second = step();
      Files.writeString(store.resolve("refs/riparian/accepted.lock"), "");

      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Advanced(first, second));
    }
  }

  @Test
  void damagedPacksAreFetchedAgainAndTheHeadIsRemembered() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    damagePacks();
    String second = step();

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.head()).contains(first);
      assertThatThrownBy(() -> mirror.tree(first))
          .isInstanceOf(RepositoryUnreadableException.class);

      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Advanced(first, second));
      assertThat(mirror.tree(first).entries()).hasSize(1);
    }
    assertThat(dir.resolve("mirror")).isDirectoryNotContaining("glob:**mirror.git.*");
  }

  @Test
  void anIndexThatClaimsTooMuchDoesNotEatTheMemory() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    try (Stream<Path> files = Files.list(store.resolve("objects/pack"))) {
      for (Path index : files.filter(file -> file.toString().endsWith(".idx")).toList()) {
        byte[] bytes = Files.readAllBytes(index);
        // The last fan-out entry of a version 2 index, which is how many objects there are.
        int count = 8 + 255 * 4;
        bytes[count] = 0x04;
        assertThat(index.toFile().setWritable(true)).isTrue();
        Files.write(index, bytes);
      }
    }

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(first));
      assertThat(mirror.tree(first).entries()).hasSize(1);
    }
  }

  @Test
  void damageIsHealedThoughTheBranchStoodStill() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    damagePacks();

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(first));
      RevisionTree tree = mirror.tree(first);
      assertThat(tree.read(tree.entries().get(0), 100)).asString(UTF_8).isEqualTo("a: 1\n");
    }
  }

  @Test
  void damageFoundByAReaderIsHealedByTheNextFetch() throws IOException {
    upstream.file("big.bin", GitMirrorOverHttpTest.noise(100_000));
    String tip = upstream.commit("grow");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    try (GitMirror mirror = mirror()) {
      RevisionTree tree = mirror.tree(tip);
      TreeEntry big = tree.entries().get(1);
      overwriteMiddleOfPacks();

      assertThatThrownBy(() -> tree.read(big, 1 << 20))
          .isInstanceOf(RepositoryUnreadableException.class);

      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(tip));
      assertThat(tree.read(big, 1 << 20)).hasSize(100_000);
    }
  }

  @Test
  void whileTheServerIsAwayADamagedMirrorStaysAsItIs() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    damagePacks();
    Path away = dir.resolve("away.git");
    Files.move(dir.resolve("upstream.git"), away);

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.fetch()).isInstanceOf(FetchResult.Failed.class);
      assertThat(mirror.head()).contains(first);

      Files.move(away, dir.resolve("upstream.git"));
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(first));
    }
  }

  @Test
  void aLostStoreIsNotAFirstStart() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    BareStore.delete(store);
    String candidate = upstream.file("a.yaml", "a: 9\n").commitOn(List.of(), "rewritten");

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Rewritten(first, candidate));
      assertThat(mirror.acknowledge(candidate)).isTrue();
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(candidate));
    }
  }

  @Test
  void aStoreDeletedUnderTheRunningProcessIsFetchedAgain() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      BareStore.delete(store);
      String second = step();

      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Advanced(first, second));
    }
  }

  @Test
  void aRuinedConfigAndHeadDoNotKeepItDown() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    Files.writeString(store.resolve("config"), "[[[ not a config");
    Files.writeString(store.resolve("HEAD"), "\0\0\0\0");
    Files.writeString(store.resolve("refs/riparian/accepted"), "");

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.head()).contains(first);
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(first));
    }
  }

  @Test
  void theAnchorStandsInForALostMemory() throws IOException {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    Files.delete(dir.resolve("mirror/accepted"));

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.head()).contains(first);
    }
  }

  @Test
  void aProcessKilledInTheMiddleOfAFetchLeavesAMirrorThatGoesOn() throws Exception {
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    upstream.file("big.bin", GitMirrorOverHttpTest.noise(2_000_000));
    String second = upstream.commit("grow");
    try (SmartHttpServer server = new SmartHttpServer(upstream.repository())) {
      server.stallsAfter(1_000_000);
      Process fetching =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  FetchOnce.class.getName(),
                  server.url(),
                  dir.resolve("mirror").toString())
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("child.log").toFile())
              .start();
      assertThat(server.stalled.await(60, TimeUnit.SECONDS)).isTrue();
      fetching.destroyForcibly().waitFor();
    }

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.head()).contains(first);
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Advanced(first, second));
    }
    try (Stream<Path> files = Files.walk(store)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("incoming_") || name.endsWith(".lock"));
    }
  }

  /** The process to kill. */
  static final class FetchOnce {
    public static void main(String[] args) {
      GitSource source =
          new GitSource(args[0], Upstream.MAIN, new GitCredentials.None(), Duration.ofMinutes(5));
      try (GitMirror mirror = GitMirror.open(source, Path.of(args[1]))) {
        System.out.println(mirror.fetch());
      }
    }
  }

  @Test
  void twoMirrorsDoNotShareADirectory() {
    try (GitMirror mirror = mirror()) {
      assertThatThrownBy(this::mirror)
          .isInstanceOf(RepositoryUnreadableException.class)
          .hasMessageContaining("use");
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.First(first));
    }
  }

  private void damagePacks() throws IOException {
    for (Path pack : packs()) {
      Files.write(pack, new byte[] {1, 2, 3});
    }
  }

  private void overwriteMiddleOfPacks() throws IOException {
    for (Path pack : packs()) {
      byte[] bytes = Files.readAllBytes(pack);
      for (int i = bytes.length / 2; i < bytes.length / 2 + 100; i++) {
        bytes[i] ^= 0x55;
      }
      // In place: the process has the file open.
      assertThat(pack.toFile().setWritable(true)).isTrue();
      Files.write(pack, bytes);
    }
  }

  private List<Path> packs() throws IOException {
    try (Stream<Path> files = Files.list(store.resolve("objects/pack"))) {
      List<Path> packs = files.filter(file -> file.toString().endsWith(".pack")).toList();
      packs.forEach(pack -> assertThat(pack.toFile().setWritable(true)).isTrue());
      return packs;
    }
  }
}
