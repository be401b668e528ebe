package io.riparian.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTreeTest {
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

  @Test
  void everyKindOfEntryIsListedAsWhatItIs() {
    upstream
        .file("plain.yaml", "a: 1\n")
        .entry("run.sh", FileMode.EXECUTABLE_FILE, upstream.blob("#!\n".getBytes(UTF_8)))
        .entry("link.yaml", FileMode.SYMLINK, upstream.blob("/etc/passwd".getBytes(UTF_8)))
        .entry(
            "module",
            FileMode.GITLINK,
            ObjectId.fromString("1234567890123456789012345678901234567890"));
    try (GitMirror mirror = fetched(upstream.commit("all kinds"))) {
      RevisionTree tree = tip(mirror);

      assertThat(tree.entries())
          .extracting(TreeEntry::path, TreeEntry::kind)
          .containsExactly(
              tuple("link.yaml", EntryKind.SYMLINK),
              tuple("module", EntryKind.SUBMODULE),
              tuple("plain.yaml", EntryKind.FILE),
              tuple("run.sh", EntryKind.EXECUTABLE));
      assertThat(tree.read(tree.entries().get(2), 100)).asString(UTF_8).isEqualTo("a: 1\n");
      assertThat(tree.read(tree.entries().get(3), 100)).asString(UTF_8).isEqualTo("#!\n");
      for (int notAFile = 0; notAFile < 2; notAFile++) {
        TreeEntry entry = tree.entries().get(notAFile);
        assertThatThrownBy(() -> tree.read(entry, 100)).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void aFileIsReadUpToTheLimitAndNotBeyond() {
    upstream.file("big.yaml", new byte[1000]);
    try (GitMirror mirror = fetched(upstream.commit("big"))) {
      RevisionTree tree = tip(mirror);
      TreeEntry big = tree.entries().get(0);

      assertThat(tree.read(big, 1000)).hasSize(1000);
      assertThatThrownBy(() -> tree.read(big, 999))
          .isInstanceOfSatisfying(
              FileTooLargeException.class,
              e -> {
                assertThat(e.path()).isEqualTo("big.yaml");
                assertThat(e.size()).isEqualTo(1000);
                assertThat(e.limit()).isEqualTo(999);
              });
    }
  }

  @Test
  void anEmptyFileIsAFile() {
    upstream.file("empty.yaml", "");
    try (GitMirror mirror = fetched(upstream.commit("empty"))) {
      RevisionTree tree = tip(mirror);

      assertThat(tree.read(tree.entries().get(0), 0)).isEmpty();
    }
  }

  @Test
  void aDirectoryTooDeepIsNamedAndItsNeighboursStay() {
    String deep = "teams/payments/" + "d/".repeat(TreeListing.MAX_DEPTH) + "x.yaml";
    upstream.file(deep, "x: 1\n").file("teams/payments/team.yaml", "t: 1\n");
    try (GitMirror mirror = fetched(upstream.commit("deep"))) {
      RevisionTree tree = tip(mirror);

      assertThat(tree.entries())
          .extracting(TreeEntry::path, TreeEntry::kind)
          .containsExactly(
              tuple("teams/payments" + "/d".repeat(TreeListing.MAX_DEPTH - 1), EntryKind.OVERSIZED),
              tuple("teams/payments/team.yaml", EntryKind.FILE));
    }
  }

  @Test
  void aTreeThatUnfoldsWithoutEndCostsOnlyTheTeamThatHasIt() {
    ObjectId bomb = upstream.blob("x: 1\n".getBytes(UTF_8));
    FileMode mode = FileMode.REGULAR_FILE;
    for (int level = 0; level < 10; level++) {
      TreeFormatter tree = new TreeFormatter();
      for (char name = '0'; name <= '9'; name++) {
        tree.append(String.valueOf(name), mode, bomb);
      }
      bomb = upstream.insert(inserter -> inserter.insert(tree));
      mode = FileMode.TREE;
    }
    ObjectId payments = bomb;
    ObjectId blob = upstream.blob("t: 1\n".getBytes(UTF_8));
    ObjectId ordinary = tree("team.yaml", FileMode.REGULAR_FILE, blob);
    TreeFormatter teams = new TreeFormatter();
    teams.append("accounts", FileMode.TREE, ordinary);
    teams.append("payments", FileMode.TREE, payments);
    teams.append("sales", FileMode.TREE, ordinary);
    ObjectId root =
        tree("teams", FileMode.TREE, upstream.insert(inserter -> inserter.insert(teams)));

    try (GitMirror mirror = fetched(upstream.commitTree(root, List.of(), "bomb"))) {
      assertThat(tip(mirror).entries())
          .containsExactly(
              new TreeEntry("teams/accounts/team.yaml", blob.name(), EntryKind.FILE),
              new TreeEntry("teams/payments", payments.name(), EntryKind.OVERSIZED),
              new TreeEntry("teams/sales/team.yaml", blob.name(), EntryKind.FILE));
    }
  }

  @Test
  void aTreeLargerThanAnyLimitIsUnreadable() {
    ObjectId blob = upstream.blob("x: 1\n".getBytes(UTF_8));
    TreeFormatter root = new TreeFormatter();
    for (int i = 0; i <= TreeListing.MAX_ENTRIES; i++) {
      root.append(String.format("%06d", i), FileMode.REGULAR_FILE, blob);
    }
    String tip =
        upstream.commitTree(upstream.insert(inserter -> inserter.insert(root)), List.of(), "crowd");

    try (GitMirror mirror = fetched(tip)) {
      assertThatThrownBy(() -> mirror.tree(tip))
          .isInstanceOf(RepositoryUnreadableException.class)
          .hasMessageContaining("entries");
    }
  }

  @Test
  void namesThatOnlySomeFileSystemsDislikeAreFindings() {
    upstream
        .file("teams/payments/aux.yaml", "a: 1\n")
        .file("teams/payments/orders.yaml", "a: 1\n")
        .file("teams/payments/Orders.yaml", "a: 2\n")
        .file("teams/Payments/x.yaml", "a: 3\n")
        .file("teams/Payments/refunds.yaml", "a: 3\n")
        .file("teams/payments/Refunds.yaml", "a: 3\n")
        .file("teams/sales/a:b.yaml", "a: 4\n")
        .file("teams/sales/.g\u200cit", "a: 5\n");
    try (GitMirror mirror = fetched(upstream.commit("names"))) {
      assertThat(tip(mirror).pathProblems())
          .extracting(PathProblem::path)
          .containsExactlyInAnyOrder(
              "teams/Payments",
              "teams/payments/Orders.yaml",
              "teams/payments/aux.yaml",
              "teams/sales/a:b.yaml",
              "teams/sales/.g\u200cit");
    }
  }

  @Test
  void ordinaryNamesAreNoFinding() {
    upstream.file("CODEOWNERS", "*").file("teams/payments/connectors/orders.v2_x-1.yaml", "a: 1\n");
    try (GitMirror mirror = fetched(upstream.commit("names"))) {
      assertThat(tip(mirror).pathProblems()).isEmpty();
    }
  }

  private ObjectId tree(String name, FileMode mode, ObjectId id) {
    TreeFormatter tree = new TreeFormatter();
    tree.append(name, mode, id);
    return upstream.insert(inserter -> inserter.insert(tree));
  }

  private GitMirror fetched(String tip) {
    GitMirror mirror = GitMirror.open(upstream.source(), dir.resolve("mirror"));
    assertThat(mirror.fetch()).isEqualTo(new FetchResult.First(tip));
    return mirror;
  }

  private static RevisionTree tip(GitMirror mirror) {
    return mirror.tree(mirror.head().orElseThrow());
  }
}
