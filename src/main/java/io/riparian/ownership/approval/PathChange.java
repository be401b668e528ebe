package io.riparian.ownership.approval;

/**
 * How one path differs between two trees. There are no renames: one is a deletion and an addition.
 *
 * @param entry what stands there now; {@link Entry#FILE} where it was deleted
 */
public record PathChange(String path, Kind kind, Entry entry) {

  /** What happened to the path. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }

  /** What a path of a Git tree may be. */
  public enum Entry {
    FILE,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE,
    /** A directory too deep or too large to be read. */
    OVERSIZED
  }

  boolean isRegular() {
    return switch (entry) {
      case FILE, EXECUTABLE -> true;
      case SYMLINK, SUBMODULE, OVERSIZED -> false;
    };
  }
}
