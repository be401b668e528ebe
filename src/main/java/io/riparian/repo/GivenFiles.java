package io.riparian.repo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;

/** Files that somebody gave us, as if they were a revision. They are never written anywhere. */
public final class GivenFiles implements FileSet {
  private final Map<String, byte[]> files;
  private final List<TreeEntry> entries;

  /**
   * @param files the bytes of each file, by its path from the root
   * @param kinds what is no ordinary file, by its path
   */
  public GivenFiles(Map<String, byte[]> files, Map<String, EntryKind> kinds) {
    this.files = new TreeMap<>(files);
    SortedSet<String> paths = new TreeSet<>(files.keySet());
    paths.addAll(kinds.keySet());
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      this.entries =
          paths.stream()
              .map(
                  path ->
                      new TreeEntry(
                          path,
                          formatter
                              .idFor(Constants.OBJ_BLOB, this.files.getOrDefault(path, new byte[0]))
                              .name(),
                          kinds.getOrDefault(path, EntryKind.FILE)))
              .toList();
    }
  }

  @Override
  public String revision() {
    return WorkingCopy.REVISION;
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public byte[] read(TreeEntry entry, int maxBytes) {
    byte[] bytes = Objects.requireNonNull(files.get(entry.path()));
    if (bytes.length > maxBytes) {
      throw new FileTooLargeException(entry.path(), bytes.length, maxBytes);
    }
    return bytes;
  }
}
