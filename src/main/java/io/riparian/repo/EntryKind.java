package io.riparian.repo;

/**
 * What a path of a tree holds. Only {@link #FILE} and {@link #EXECUTABLE} have content that may be
 * read; the others are there so that somebody can complain about them.
 */
public enum EntryKind {
  /** An ordinary file. */
  FILE,
  /** An ordinary file that somebody marked executable. */
  EXECUTABLE,
  /** A symbolic link: listed, never followed. */
  SYMLINK,
  /** Another repository at some commit: listed, never fetched. */
  SUBMODULE,
  /** A directory deeper or larger than we read: nothing below it is listed. */
  OVERSIZED;

  /** Whether this entry has bytes to read. */
  public boolean isFile() {
    return switch (this) {
      case FILE, EXECUTABLE -> true;
      case SYMLINK, SUBMODULE, OVERSIZED -> false;
    };
  }
}
