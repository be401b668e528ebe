package io.riparian.model;

/** Whom something is told: a team, or the platform, which has no name. */
public record Party(String team) {
  /** Those who run the clusters. */
  public static final Party PLATFORM = new Party("");

  public static Party team(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a team has a name");
    }
    return new Party(name);
  }

  public boolean isPlatform() {
    return team.isEmpty();
  }

  @Override
  public String toString() {
    return isPlatform() ? "the platform" : "team " + team;
  }
}
