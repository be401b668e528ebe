package io.riparian.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingCopyTest {
  private Path dir;

  @BeforeEach
  void directory(@TempDir Path directory) {
    dir = directory;
  }

  @Test
  void aDirectoryEqualsTheCommitThatHoldsIt() throws IOException {
    Path copy = dir.resolve("copy");
    write(copy.resolve("teams/a/team.yaml"), "t: ü\n");
    write(copy.resolve("teams/a.yaml"), "order\n");
    write(copy.resolve("teams/a-b/team.yaml"), "");
    write(copy.resolve(".gitignore"), "*.yaml\n");
    write(copy.resolve(".git/config"), "[core]\n");
    Files.createDirectories(copy.resolve("empty"));
    Path run = write(copy.resolve("run.sh"), "#!\r\n");
    assertThat(run.toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(copy.resolve("link.yaml"), Path.of("nowhere"));
    Files.createSymbolicLink(copy.resolve("linked"), Path.of("teams"));

    try (Upstream upstream = new Upstream(dir.resolve("upstream.git"))) {
      String tip =
          upstream
              .file("teams/a/team.yaml", "t: ü\n")
              .file("teams/a.yaml", "order\n")
              .file("teams/a-b/team.yaml", "")
              .file(".gitignore", "*.yaml\n")
              .entry("run.sh", FileMode.EXECUTABLE_FILE, upstream.blob("#!\r\n".getBytes(UTF_8)))
              .entry("link.yaml", FileMode.SYMLINK, upstream.blob("nowhere".getBytes(UTF_8)))
              .entry("linked", FileMode.SYMLINK, upstream.blob("teams".getBytes(UTF_8)))
              .commit("the same");
      try (GitMirror mirror = GitMirror.open(upstream.source(), dir.resolve("mirror"))) {
        mirror.fetch();
        RevisionTree committed = mirror.tree(tip);
        WorkingCopy working = WorkingCopy.of(copy);

        assertThat(working.entries()).isEqualTo(committed.entries());
        assertThat(working.revision()).isEqualTo("working-copy");
        for (TreeEntry entry : working.entries()) {
          if (entry.kind().isFile()) {
            assertThat(working.read(entry, 100)).isEqualTo(committed.read(entry, 100));
          }
        }
      }
    }
  }

  @Test
  void aRepositoryInsideIsASubmodule() throws IOException {
    write(dir.resolve("inner/.git"), "gitdir: elsewhere\n");
    write(dir.resolve("inner/x.yaml"), "x: 1\n");

    assertThat(WorkingCopy.of(dir).entries())
        .singleElement()
        .matches(e -> e.path().equals("inner") && e.kind() == EntryKind.SUBMODULE);
  }

  @Test
  void aDirectoryThatIsNotThereIsNotEmpty() {
    assertThatThrownBy(() -> WorkingCopy.of(dir.resolve("nowhere")))
        .isInstanceOf(RepositoryUnreadableException.class);
  }

  @Test
  void aFileTooLargeIsNotLoaded() throws IOException {
    write(dir.resolve("big.yaml"), "x".repeat(1000));
    WorkingCopy working = WorkingCopy.of(dir);
    TreeEntry big = working.entries().get(0);

    assertThat(working.read(big, 1000)).hasSize(1000);
    assertThatThrownBy(() -> working.read(big, 999)).isInstanceOf(FileTooLargeException.class);
  }

  @Test
  void aFileThatChangedSinceTheListingIsNotPassedOff() throws IOException {
    Path file = write(dir.resolve("a.yaml"), "a: 1\n");
    WorkingCopy working = WorkingCopy.of(dir);
    TreeEntry entry = working.entries().get(0);

    write(file, "a: 2\n");
    assertThatThrownBy(() -> working.read(entry, 100))
        .isInstanceOf(RepositoryUnreadableException.class);

    Files.delete(file);
    Files.createSymbolicLink(file, write(dir.resolve("other"), "a: 1\n"));
    assertThatThrownBy(() -> working.read(entry, 100))
        .isInstanceOf(RepositoryUnreadableException.class);
  }

  @Test
  void anEntryFromElsewhereIsNotRead() throws IOException {
    write(dir.resolve("outside.yaml"), "secret\n");
    write(dir.resolve("copy/a.yaml"), "a: 1\n");
    WorkingCopy working = WorkingCopy.of(dir.resolve("copy"));
    TreeEntry foreign =
        new TreeEntry("../outside.yaml", working.entries().get(0).objectId(), EntryKind.FILE);

    assertThatThrownBy(() -> working.read(foreign, 100)).isInstanceOf(IllegalStateException.class);
  }

  private static Path write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
