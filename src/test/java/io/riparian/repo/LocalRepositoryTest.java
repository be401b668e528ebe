package io.riparian.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.repo.LocalRepository.Merge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {
  private Path dir;
  private Upstream upstream;
  private String first;

  @BeforeEach
  void oneCommit(@TempDir Path directory) {
    dir = directory;
    upstream = new Upstream(dir.resolve("upstream.git"));
    first = upstream.file("a", "1\n2\n3\n").file("b", "b\n").file("sub/c", "c\n").commit("first");
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private LocalRepository bare() {
    return LocalRepository.around(dir.resolve("upstream.git"));
  }

  private Path clone(int depth) throws GitAPIException {
    Path into = dir.resolve("clone");
    var clone =
        Git.cloneRepository().setURI(upstream.url()).setBranch("main").setDirectory(into.toFile());
    if (depth > 0) {
      clone.setDepth(depth);
    }
    clone.call().close();
    return into;
  }

  private static String text(RevisionTree tree, String path) {
    return new String(tree.read(Objects.requireNonNull(tree.byPath().get(path)), 100), UTF_8);
  }

  private static Set<String> paths(RevisionTree tree) {
    return tree.byPath().keySet();
  }

  /** Every file below, with its size. */
  private static Set<String> everything(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file + " " + file.toFile().length())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void whatBothSidesChangedIsMergedAndNothingIsWritten() throws IOException {
    String head = upstream.file("a", "one\n2\n3\n").request(1, "theirs");
    String base = upstream.file("a", "1\n2\nthree\n").without("b").commit("ours");
    Set<String> before = everything(dir);
    Path apart;

    try (LocalRepository repository = bare()) {
      Merge merge = repository.merge(base, head);

      assertThat(merge.from()).containsExactly(first);
      RevisionTree merged = merge.files().orElseThrow();
      assertThat(merged.revision()).isEqualTo(head);
      assertThat(paths(merged)).containsExactlyInAnyOrder("a", "sub/c");
      assertThat(text(merged, "a")).isEqualTo("one\n2\nthree\n");
      assertThat(text(repository.tree(base), "a")).isEqualTo("1\n2\nthree\n");
      apart = repository.placeOfWhatIsMade().orElseThrow();
      assertThat(apart).isNotEmptyDirectory();
    }
    assertThat(apart).doesNotExist();
    assertThat(everything(dir)).isEqualTo(before);
  }

  @Test
  void aConflictNamesItsPaths() {
    String head = upstream.file("a", "theirs\n").file("b", "x\n").request(1, "theirs");
    String base = upstream.file("a", "ours\n").without("b").commit("ours");

    try (LocalRepository repository = bare()) {
      Merge merge = repository.merge(base, head);

      assertThat(merge.files()).isEmpty();
      assertThat(merge.conflicts()).containsExactly("a", "b");
    }
  }

  @Test
  void aHeadOnTopOfTheBaseIsItself() {
    String head = upstream.file("a", "more\n").request(1, "more");

    try (LocalRepository repository = bare()) {
      Merge merge = repository.merge(first, head);

      assertThat(merge.from()).containsExactly(first);
      assertThat(text(merge.files().orElseThrow(), "a")).isEqualTo("more\n");
    }
  }

  @Test
  void whatIsMergedAlreadyChangesNothing() {
    String base = upstream.file("a", "more\n").commit("more");

    try (LocalRepository repository = bare()) {
      assertThat(repository.merge(base, first).files().orElseThrow().entries())
          .isEqualTo(repository.tree(base).entries());
    }
  }

  @Test
  void historiesWithNothingInCommonAreNotMerged() {
    String other = upstream.commitOn(List.of(), "another beginning");

    try (LocalRepository repository = bare()) {
      assertThatThrownBy(() -> repository.merge(first, other))
          .isInstanceOf(RepositoryUnreadableException.class)
          .hasMessageContaining("no commit in common");
    }
  }

  @Test
  void itIsFoundFromBelowAndFromALinkedWorkTree() throws Exception {
    Path clone = clone(0);
    Path linked = dir.resolve("linked");
    Process git =
        new ProcessBuilder(
                "git",
                "-C",
                clone.toString(),
                "worktree",
                "add",
                "-q",
                "-b",
                "side",
                linked.toString(),
                "HEAD")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(git.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(git.waitFor()).isZero();

    for (Path place : List.of(clone, clone.resolve("sub"), linked, linked.resolve("sub"))) {
      try (LocalRepository repository = LocalRepository.around(place)) {
        assertThat(repository.commit("HEAD")).as("%s", place).isEqualTo(first);
        assertThat(repository.commit("main")).isEqualTo(first);
        assertThat(text(repository.tree(first), "sub/c")).isEqualTo("c\n");
      }
    }
    try (LocalRepository repository = LocalRepository.around(linked)) {
      assertThat(repository.commit("side")).isEqualTo(first);
    }
  }

  @Test
  void aCommitHasManyNames() throws Exception {
    String second = upstream.file("a", "x\n").commit("second");
    try (Git git = Git.open(clone(0).toFile())) {
      git.tag().setName("v1").setAnnotated(true).setMessage("m").setSigned(false).call();
    }

    try (LocalRepository repository = LocalRepository.around(dir.resolve("clone"))) {
      for (String name :
          List.of(second, second.substring(0, 8), "main", "refs/heads/main", "origin/main", "v1")) {
        assertThat(repository.commit(name)).as(name).isEqualTo(second);
      }
      assertThat(repository.commit("main~1")).isEqualTo(first);
    }
  }

  @Test
  void whatNamesNoCommitIsSaidToAndWhereItMayBe() throws Exception {
    upstream.point("refs/heads/release", first);

    try (LocalRepository repository = LocalRepository.around(clone(0))) {
      for (String name :
          List.of("nonsense", "", "-x", "a..b", "main:a", "^", "@{", "0".repeat(40))) {
        assertThatThrownBy(() -> repository.commit(name))
            .as(name)
            .isInstanceOf(RepositoryUnreadableException.class)
            .hasMessageContaining("there is no commit '" + name + "' here");
      }
      assertThatThrownBy(() -> repository.commit("release"))
          .hasMessageContaining("do you mean 'origin/release'?");
    }
  }

  @Test
  void aPartOfTheHistoryIsRefusedWithWhatToDo() throws Exception {
    upstream.file("a", "x\n").commit("second");

    assertThatThrownBy(() -> LocalRepository.around(clone(1)))
        .isInstanceOf(RepositoryUnreadableException.class)
        .hasMessageContaining("shallow")
        .hasMessageContaining("`fetch-depth: 0`")
        .hasMessageContaining("`GIT_DEPTH: 0`");
  }

  @Test
  void anObjectThatIsNotHereIsNeverAnEmptyTree() throws IOException {
    String tree = upstream.treeOf(first).name();
    Files.delete(
        dir.resolve("upstream.git/objects")
            .resolve(tree.substring(0, 2))
            .resolve(tree.substring(2)));

    try (LocalRepository repository = bare()) {
      assertThatThrownBy(() -> repository.tree(first))
          .isInstanceOf(RepositoryUnreadableException.class)
          .hasMessageContaining("lacks an object (" + tree);
    }
  }

  @Test
  void withoutGitThereIsNone(@TempDir Path elsewhere) {
    assertThatThrownBy(() -> LocalRepository.around(elsewhere))
        .isInstanceOf(RepositoryUnreadableException.class)
        .hasMessageContaining("is in no Git repository");
    assertThatThrownBy(() -> LocalRepository.around(elsewhere.resolve("nowhere")))
        .isInstanceOf(RepositoryUnreadableException.class);
  }
}
