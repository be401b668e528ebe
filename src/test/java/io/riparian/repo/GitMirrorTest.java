package io.riparian.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.repo.FetchResult.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitMirrorTest {
  private static final int ANY_SIZE = 1 << 20;

  private Path dir;
  private Upstream upstream;

  @BeforeEach
  void upstream(@TempDir Path directory) {
    dir = directory;
    upstream = new Upstream(dir.resolve("upstream.git"));
  }

  @AfterEach
  void closeUpstream() {
    upstream.close();
  }

  private GitMirror mirror() {
    return GitMirror.open(upstream.source(), dir.resolve("mirror"));
  }

  @Test
  void firstFetchBringsTheTip() {
    String tip = upstream.file("a.yaml", "a: 1\n").commit("begin");

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.head()).isEmpty();
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.First(tip));
      assertThat(mirror.head()).contains(tip);
      assertThat(text(mirror.tree(tip), "a.yaml")).isEqualTo("a: 1\n");
    }
  }

  @Test
  void fetchFollowsTheBranch() {
    String first = upstream.file("a.yaml", "a: 1\n").file("b.yaml", "b: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      upstream.file("a.yaml", "a: 2\n").commit("step");
      String tip = upstream.without("b.yaml").commit("remove b");

      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Advanced(first, tip));

      assertThat(paths(mirror.tree(tip))).containsExactly("a.yaml");
      assertThat(paths(mirror.tree(first))).containsExactly("a.yaml", "b.yaml");
    }
  }

  @Test
  void anUntouchedFileKeepsItsObjectId() {
    String first = upstream.file("a.yaml", "a: 1\n").file("b.yaml", "b: 1\n").commit("begin");
    String second = upstream.file("b.yaml", "b: 2\n").commit("change b");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();

      assertThat(mirror.tree(second).entries())
          .containsAnyElementsOf(mirror.tree(first).entries())
          .doesNotContain(entry(mirror.tree(first), "b.yaml"));
    }
  }

  @Test
  void theLastCommitThatChangedAFileIsKnown() {
    String first = upstream.file("a.yaml", "a: 1\n").commit("begin");
    String second = upstream.file("b.yaml", "b: 1\n").commit("bring b");
    String third = upstream.file("a.yaml", "a: 2\n").commit("change a");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();

      assertThat(mirror.lastChange("a.yaml", third)).map(FileCommit::id).contains(third);
      assertThat(mirror.lastChange("a.yaml", second)).map(FileCommit::id).contains(first);
      assertThat(mirror.lastChange("b.yaml", third)).map(FileCommit::id).contains(second);
      assertThat(mirror.lastChange("c.yaml", third)).isEmpty();
    }
  }

  @Test
  void nothingNewIsUnchanged() {
    String tip = upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();

      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(tip));
    }
  }

  @Test
  void headSurvivesARestart() {
    String first = upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    String second = upstream.file("a.yaml", "a: 2\n").commit("step");

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.head()).contains(first);
      assertThat(text(mirror.tree(first), "a.yaml")).isEqualTo("a: 1\n");
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Advanced(first, second));
    }
  }

  @Test
  void otherBranchesStayAway() throws Exception {
    String tip = upstream.file("a.yaml", "a: 1\n").commit("begin");
    String elsewhere = upstream.file("secret.yaml", "s: 1\n").commit("on a branch");
    var update = upstream.repository().updateRef("refs/heads/main-2");
    update.setNewObjectId(ObjectId.fromString(elsewhere));
    update.update();
    upstream.pointMainAt(tip);

    try (GitMirror mirror = mirror()) {
      mirror.fetch();

      assertThat(mirror.resolve(elsewhere)).isEmpty();
    }
  }

  @Test
  void aVanishedBranchKeepsTheLastGoodRevision() {
    String tip = upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      upstream.deleteMain();

      assertThat(failure(mirror.fetch(), tip)).isEqualTo(Reason.REF_MISSING);
      assertThat(paths(mirror.tree(tip))).containsExactly("a.yaml");
    }
  }

  @Test
  void anEmptyRepositoryHasNoRevision() {
    try (GitMirror mirror = mirror()) {
      FetchResult result = mirror.fetch();

      assertThat(result.head()).isEmpty();
      assertThat(result).extracting("reason").isEqualTo(Reason.REF_MISSING);
    }
  }

  @Test
  void aMissingRepositoryIsNamed() {
    GitSource nowhere =
        new GitSource(
            "file://" + dir.resolve("nowhere"),
            Upstream.MAIN,
            new GitCredentials.None(),
            Duration.ofSeconds(5));
    try (GitMirror mirror = GitMirror.open(nowhere, dir.resolve("mirror"))) {
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.REPOSITORY_MISSING);
    }
  }

  @Test
  void aRefToABlobIsNoRevision() throws Exception {
    ObjectId blob = upstream.blob("x".getBytes(UTF_8));
    var update = upstream.repository().updateRef("refs/tags/odd");
    update.setNewObjectId(blob);
    update.update();
    GitSource odd =
        new GitSource(
            upstream.url(), "refs/tags/odd", new GitCredentials.None(), Duration.ofSeconds(5));

    try (GitMirror mirror = GitMirror.open(odd, dir.resolve("mirror"))) {
      assertThat(mirror.fetch()).extracting("reason").isEqualTo(Reason.REF_NOT_A_COMMIT);
    }
  }

  @Test
  void aRewrittenHistoryFreezes() {
    String base = upstream.file("a.yaml", "a: 1\n").commit("begin");
    String accepted = upstream.file("a.yaml", "a: 2\n").commit("good");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      String candidate = upstream.file("a.yaml", "a: 3\n").commitOn(List.of(base), "rewritten");

      FetchResult.Rewritten frozen = new FetchResult.Rewritten(accepted, candidate);
      assertThat(mirror.fetch()).isEqualTo(frozen);
      assertThat(mirror.fetch()).as("again and again").isEqualTo(frozen);

      assertThat(mirror.head()).contains(accepted);
      assertThat(text(mirror.tree(accepted), "a.yaml")).isEqualTo("a: 2\n");
      assertThat(text(mirror.tree(candidate), "a.yaml")).isEqualTo("a: 3\n");
    }
  }

  @Test
  void aFreezeOutlivesARestart() {
    String base = upstream.file("a.yaml", "a: 1\n").commit("begin");
    String accepted = upstream.file("a.yaml", "a: 2\n").commit("good");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    upstream.pointMainAt(base);

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Rewritten(accepted, base));
    }
  }

  @Test
  void onlyTheExactCandidateUnfreezes() {
    String base = upstream.file("a.yaml", "a: 1\n").commit("begin");
    String accepted = upstream.file("a.yaml", "a: 2\n").commit("good");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      String seen = upstream.file("a.yaml", "a: 3\n").commitOn(List.of(base), "rewritten");
      mirror.fetch();
      String newer = upstream.file("a.yaml", "a: 4\n").commit("sneaked in behind it");
      mirror.fetch();

      assertThat(mirror.acknowledge(seen)).as("moved on since").isFalse();
      assertThat(mirror.acknowledge(base)).isFalse();
      assertThat(mirror.acknowledge(newer.substring(0, 12))).as("abbreviated").isFalse();
      assertThat(mirror.head()).contains(accepted);

      assertThat(mirror.acknowledge(newer)).isTrue();
      assertThat(mirror.head()).contains(newer);
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(newer));
    }
  }

  @Test
  void thereIsNothingToAcknowledgeInAnOrdinaryHistory() {
    String tip = upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      assertThat(mirror.acknowledge(tip)).isFalse();
      mirror.fetch();
      assertThat(mirror.acknowledge(tip)).isFalse();
    }
  }

  @Test
  void aHistoryPutBackThawsByItself() {
    String base = upstream.file("a.yaml", "a: 1\n").commit("begin");
    String accepted = upstream.file("a.yaml", "a: 2\n").commit("good");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      upstream.pointMainAt(base);
      mirror.fetch();
      upstream.pointMainAt(accepted);

      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(accepted));
      assertThat(mirror.acknowledge(base)).isFalse();
    }
  }

  @Test
  void anotherRepositoryBehindTheUrlIsARewrite() {
    String accepted = upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
    }
    try (Upstream other = new Upstream(dir.resolve("other.git"))) {
      String candidate = other.file("b.yaml", "b: 1\n").commit("unrelated");
      try (GitMirror mirror = GitMirror.open(other.source(), dir.resolve("mirror"))) {
        assertThat(mirror.fetch()).isEqualTo(new FetchResult.Rewritten(accepted, candidate));
      }
    }
  }

  @Test
  void aDangerousTreeIsRefusedAndTheLastGoodOneStays() {
    String good = upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      ObjectId blob = upstream.blob("[core]\n".getBytes(UTF_8));
      TreeFormatter tree = new TreeFormatter();
      tree.append(".GIT", FileMode.REGULAR_FILE, blob);
      ObjectId id = upstream.insert(inserter -> inserter.insert(tree));
      upstream.commitTree(id, List.of(good), "trap");

      assertThat(failure(mirror.fetch(), good)).isEqualTo(Reason.BAD_OBJECT);

      upstream.pointMainAt(good);
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.Unchanged(good));
    }
  }

  @Test
  void aCommitWithoutItsTreeIsRefused() {
    String good = upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      ObjectId nowhere = ObjectId.fromString("1234567890123456789012345678901234567890");
      upstream.commitTree(nowhere, List.of(good), "hollow");

      assertThat(mirror.fetch()).isInstanceOf(FetchResult.Failed.class);
      assertThat(mirror.head()).contains(good);
      assertThat(paths(mirror.tree(good))).containsExactly("a.yaml");
    }
  }

  @Test
  void anOddAuthorIsNoReasonToStop() {
    String tip =
        upstream
            .insert(
                inserter -> {
                  ObjectId tree = inserter.insert(new TreeFormatter());
                  String raw = "tree " + tree.name() + "\nauthor nobody\ncommitter nobody\n\nhm\n";
                  return inserter.insert(Constants.OBJ_COMMIT, raw.getBytes(UTF_8));
                })
            .name();
    upstream.pointMainAt(tip);

    try (GitMirror mirror = mirror()) {
      assertThat(mirror.fetch()).isEqualTo(new FetchResult.First(tip));
      assertThat(mirror.tree(tip).entries()).as("really empty").isEmpty();
    }
  }

  @Test
  void anUnknownRevisionIsNeverAnEmptyTree() {
    upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();

      for (String unknown :
          List.of("1234567890123456789012345678901234567890", "refs/heads/main", "HEAD", "")) {
        assertThatThrownBy(() -> mirror.tree(unknown))
            .isInstanceOf(RepositoryUnreadableException.class);
      }
    }
  }

  @Test
  void aBlobIsNotARevision() {
    String tip = upstream.file("a.yaml", "a: 1\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      String blob = entry(mirror.tree(tip), "a.yaml").objectId();

      assertThatThrownBy(() -> mirror.tree(blob)).isInstanceOf(RepositoryUnreadableException.class);
      assertThat(mirror.resolve(blob)).isEmpty();
    }
  }

  @Test
  void operatorsMayAbbreviateACommit() {
    String first = upstream.file("a.yaml", "a: 1\n").commit("begin");
    String head = upstream.file("a.yaml", "a: 2\n").commit("step");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();

      assertThat(mirror.resolve(first)).contains(first);
      assertThat(mirror.resolve(first.substring(0, 10))).contains(first);
      assertThat(mirror.resolve(first.substring(0, 10).toUpperCase(java.util.Locale.ROOT)))
          .contains(first);
      assertThat(mirror.resolve("main")).contains(head);
      assertThat(mirror.resolve("refs/heads/main")).contains(head);
      assertThat(mirror.resolve(first.substring(0, 3))).as("too short").isEmpty();
      assertThat(mirror.resolve("HEAD~1")).isEmpty();
      assertThat(mirror.resolve("1234567890")).isEmpty();
    }
  }

  @Test
  void descentIsKnownInOneDirection() {
    String first = upstream.file("a.yaml", "a: 1\n").commit("begin");
    String second = upstream.file("a.yaml", "a: 2\n").commit("step");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();

      assertThat(mirror.descends(first, second)).isTrue();
      assertThat(mirror.descends(first, first)).isTrue();
      assertThat(mirror.descends(second, first)).isFalse();
    }
  }

  @Test
  void manySmallFetchesEndInFewPacks() throws Exception {
    upstream.file("a.yaml", "a: 0\n").commit("begin");
    try (GitMirror mirror = mirror()) {
      mirror.fetch();
      for (int i = 1; i <= 60; i++) {
        upstream.file("a.yaml", "a: " + i + "\n").commit("step " + i);
        assertThat(mirror.fetch()).isInstanceOf(FetchResult.Advanced.class);
      }

      try (var packs = java.nio.file.Files.list(dir.resolve("mirror/mirror.git/objects/pack"))) {
        assertThat(packs.filter(file -> file.toString().endsWith(".pack")).count()).isLessThan(20);
      }
      assertThat(text(mirror.tree(mirror.head().orElseThrow()), "a.yaml")).isEqualTo("a: 60\n");
    }
  }

  private static Reason failure(FetchResult result, String lastGood) {
    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    assertThat(result.head()).contains(lastGood);
    return ((FetchResult.Failed) result).reason();
  }

  private static List<String> paths(FileSet files) {
    return files.entries().stream().map(TreeEntry::path).toList();
  }

  private static TreeEntry entry(FileSet files, String path) {
    return files.entries().stream().filter(e -> e.path().equals(path)).findFirst().orElseThrow();
  }

  private static String text(FileSet files, String path) {
    return new String(files.read(entry(files, path), ANY_SIZE), UTF_8);
  }
}
