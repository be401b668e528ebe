package io.riparian.ownership.approval;

/**
 * A part of the repository that is accepted or held as a whole: each directory under {@code
 * teams/}, and everything else.
 *
 * @param name the team's, or {@link #GLOBAL_NAME}
 */
public record Unit(String name) implements Comparable<Unit> {
  /** No directory can be called that and hold a team. */
  public static final String GLOBAL_NAME = "(global)";

  /** Everything outside the teams' directories. */
  public static final Unit GLOBAL = new Unit(GLOBAL_NAME);

  private static final String TEAMS = "teams/";

  /**
   * The unit that a file belongs to; a directory that is named like another unit is one of its own.
   */
  public static Unit of(String path) {
    int end = path.indexOf('/', TEAMS.length());
    if (!path.startsWith(TEAMS) || end <= TEAMS.length()) {
      return GLOBAL;
    }
    String name = path.substring(TEAMS.length(), end);
    return new Unit(name.startsWith("(") || name.equals("*") ? TEAMS + name : name);
  }

  public boolean isGlobal() {
    return equals(GLOBAL);
  }

  /** Where its files lie, from the root; empty text for the global unit. */
  public String directory() {
    return isGlobal() ? "" : name.startsWith(TEAMS) ? name + "/" : TEAMS + name + "/";
  }

  @Override
  public int compareTo(Unit other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
