package io.riparian.repo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one revision, or of a directory that may become one. It is listed as a whole or not
 * at all: what could not be read is an exception, never a shorter list.
 */
public interface FileSet {
  /** The commit id, or {@link WorkingCopy#REVISION}. */
  String revision();

  /** Every entry but directories, ordered by the bytes of the path as Git orders them. */
  List<TreeEntry> entries();

  /** The same entries by their paths. */
  default Map<String, TreeEntry> byPath() {
    Map<String, TreeEntry> byPath = new HashMap<>();
    entries().forEach(entry -> byPath.put(entry.path(), entry));
    return byPath;
  }

  /**
   * The bytes of an entry of this set whose {@linkplain EntryKind#isFile() kind is a file}.
   *
   * @throws FileTooLargeException if it has more than {@code maxBytes}; its content is not loaded
   * @throws RepositoryUnreadableException if the bytes cannot be had, or are not those that were
   *     listed
   */
  byte[] read(TreeEntry entry, int maxBytes);

  /** Paths that some file system would confuse, refuse or misread. */
  default List<PathProblem> pathProblems() {
    return PathProblem.among(entries());
  }
}
