package io.riparian.manifest;

/**
 * One entry of the repository's tree as Git lists it. The path is relative to the root, with {@code
 * /} between its parts; the size is in bytes.
 */
public record TreeEntry(String path, Kind kind, long size) {

  /** What Git's file mode says. */
  public enum Kind {
    FILE,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE
  }
}
