package io.riparian.cli;

import io.riparian.repo.FileSet;
import io.riparian.repo.GivenFiles;
import io.riparian.repo.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files, and one beside them that is not written yet. */
final class OneMoreFile implements FileSet {
  private final FileSet files;
  private final FileSet more;
  private final List<TreeEntry> entries;

  /**
   * @param path of a file that is not among the others
   */
  OneMoreFile(FileSet files, String path, String text) {
    this.files = files;
    this.more = new GivenFiles(Map.of(path, text.getBytes(StandardCharsets.UTF_8)), Map.of());
    this.entries =
        Stream.concat(files.entries().stream(), more.entries().stream())
            .sorted((one, other) -> Arrays.compareUnsigned(bytes(one), bytes(other)))
            .toList();
  }

  private static byte[] bytes(TreeEntry entry) {
    return entry.path().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String revision() {
    return files.revision();
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public byte[] read(TreeEntry entry, int maxBytes) {
    return (more.entries().contains(entry) ? more : files).read(entry, maxBytes);
  }
}
