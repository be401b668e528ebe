package io.riparian.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitObjectsTest {
  private Path dir;

  @BeforeEach
  void directory(@TempDir Path directory) {
    dir = directory;
  }

  @Test
  void aFileUnderTheNameOfAnotherIsRefused() throws IOException {
    try (Upstream upstream = new Upstream(dir)) {
      ObjectId ours = upstream.blob("team: payments\n".getBytes(UTF_8));
      ObjectId theirs = upstream.blob("team: accounts\n".getBytes(UTF_8));
      GitObjects objects = new GitObjects(upstream.repository());
      TreeEntry entry = new TreeEntry("team.yaml", ours.name(), EntryKind.FILE);
      assertThat(objects.read(entry, 100)).asString(UTF_8).isEqualTo("team: payments\n");

      Files.copy(loose(theirs), loose(ours), StandardCopyOption.REPLACE_EXISTING);

      assertThatThrownBy(() -> objects.read(entry, 100)).isInstanceOf(CorruptObjectException.class);
    }
  }

  @Test
  void aDirectoryUnderTheNameOfAnotherIsRefused() throws IOException {
    try (Upstream upstream = new Upstream(dir)) {
      String full = upstream.file("a.yaml", "a: 1\n").file("b.yaml", "b: 1\n").commit("both");
      String less = upstream.without("b.yaml").commit("one");
      GitObjects objects = new GitObjects(upstream.repository());
      assertThat(objects.entries(full)).hasSize(2);

      Files.copy(
          loose(upstream.treeOf(less)),
          loose(upstream.treeOf(full)),
          StandardCopyOption.REPLACE_EXISTING);

      assertThatThrownBy(() -> objects.entries(full)).isInstanceOf(CorruptObjectException.class);
    }
  }

  private Path loose(ObjectId id) {
    String name = id.name();
    Path file = dir.resolve("objects").resolve(name.substring(0, 2)).resolve(name.substring(2));
    assertThat(file.toFile().setWritable(true)).isTrue();
    return file;
  }
}
