package io.riparian.manifest;

/**
 * One path of the repository as Git lists it, and what stands there. The path begins at the root,
 * with {@code /} between its parts.
 */
public record PathEntry(String path, Kind kind) {

  /** What Git's file mode says. */
  public enum Kind {
    FILE,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE,
    /** A directory too deep or too large to list: nothing below it is known. */
    OVERSIZED
  }
}
