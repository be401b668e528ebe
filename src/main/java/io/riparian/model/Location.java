package io.riparian.model;

import java.util.Comparator;

/**
 * Where something was written: a path in the repository, a line and a column counted from 1, and
 * the place right after its last character. Where that is not known, it ends where it begins. Line
 * 0 means the file as a whole.
 */
public record Location(String file, int line, int column, int endLine, int endColumn) {
  public static final Comparator<Location> BY_BEGINNING =
      Comparator.comparing(Location::file)
          .thenComparingInt(Location::line)
          .thenComparingInt(Location::column);

  /** A place of which only the beginning is known. */
  public Location(String file, int line, int column) {
    this(file, line, column, line, column);
  }

  public static Location ofFile(String file) {
    return new Location(file, 0, 0);
  }

  /** Without its end: that of a value would tell how long a secret is. */
  public Location beginning() {
    return new Location(file, line, column);
  }

  /** The same place in a file of another name. */
  public Location in(String other) {
    return new Location(other, line, column, endLine, endColumn);
  }

  /** {@code file:line:column} of its beginning. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
