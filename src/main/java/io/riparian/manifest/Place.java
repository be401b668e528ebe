package io.riparian.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a path says of the file: which kind may stand there, and whose it is. The path is the only
 * source of a team's name.
 *
 * @param kinds the one kind that may stand here, or nothing
 * @param owner the team under {@code teams/}, else the file name without extension
 * @param directory the first directory under {@code connectors/}, or empty text
 * @param stem the file name without extension
 * @param extension in lower case, without the dot
 */
record Place(
    String path, List<Kind> kinds, String owner, String directory, String stem, String extension) {

  private static final String LIKE_POLICY = "platform/polic";
  static final String PLATFORM = "platform";
  static final String TEAMS = "teams";
  static final String CONNECTORS = "connectors";
  static final String HOLDS = "holds";
  static final String FAILURE_RULES = "failure-rules";

  /** The place of a file, unless it is none of ours: elsewhere, a note, or a dot file. */
  static Optional<Place> of(String path) {
    if (!isManaged(path)) {
      return Optional.empty();
    }
    List<String> parts = parts(path);
    String file = parts.get(parts.size() - 1);
    int dot = file.lastIndexOf('.');
    String stem = dot < 0 ? file : file.substring(0, dot);
    String extension = dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    List<Kind> kinds = kindAt(parts, stem, extension).map(List::of).orElse(List.of());
    String directory = kinds.contains(Kind.CONNECTOR) && parts.size() > 4 ? parts.get(3) : "";
    return Optional.of(
        new Place(path, kinds, teamOf(path).orElse(stem), directory, stem, extension));
  }

  /** Whether the path lies under our roots and is neither a note nor a dot file. */
  static boolean isManaged(String path) {
    List<String> parts = parts(path);
    return (parts.get(0).equals(PLATFORM) || parts.get(0).equals(TEAMS))
        && parts.stream().noneMatch(part -> part.startsWith("."))
        && !path.toLowerCase(Locale.ROOT).endsWith(".md");
  }

  /** Whether one of these is the path, or a directory on the way to it. */
  static boolean isAtOrBelow(String path, Set<String> those) {
    boolean below = false;
    for (int slash = path.indexOf('/');
        slash >= 0 && !below;
        slash = path.indexOf('/', slash + 1)) {
      below = those.contains(path.substring(0, slash));
    }
    return below || those.contains(path);
  }

  static List<String> parts(String path) {
    return List.of(path.split("/", -1));
  }

  /** The team in whose directory this path lies. */
  static Optional<String> teamOf(String path) {
    int begin = TEAMS.length() + 1;
    int end = path.startsWith(TEAMS + "/") ? path.indexOf('/', begin) : -1;
    return end < 0 ? Optional.empty() : Optional.of(path.substring(begin, end));
  }

  private static Optional<Kind> kindAt(List<String> parts, String stem, String extension) {
    boolean yaml = extension.equals("yaml") || extension.equals("yml");
    boolean foreign = extension.equals("json") || extension.equals("properties");
    String second = parts.size() > 1 ? parts.get(1) : "";
    if (parts.get(0).equals(TEAMS)) {
      String third = parts.size() > 2 ? parts.get(2) : "";
      if (parts.size() > 3 && third.equals(CONNECTORS) && (yaml || foreign)) {
        return Optional.of(Kind.CONNECTOR);
      }
      if (parts.size() == 4 && third.equals(HOLDS) && yaml) {
        return Optional.of(Kind.HOLD);
      }
      return parts.size() == 3 && stem.equals("team") && yaml
          ? Optional.of(Kind.TEAM)
          : Optional.empty();
    }
    if (parts.size() == 2 && stem.equals("policy") && yaml) {
      return Optional.of(Kind.POLICY);
    }
    if (parts.size() == 2 && stem.equals("notify") && yaml) {
      return Optional.of(Kind.NOTIFY);
    }
    if (parts.size() != 3 || !yaml) {
      return Optional.empty();
    }
    return switch (second) {
      case "clusters" -> Optional.of(Kind.CLUSTER);
      case "teams" -> Optional.of(Kind.GRANT);
      case "groups" -> Optional.of(Kind.GROUP);
      case FAILURE_RULES -> Optional.of(Kind.FAILURE_RULES);
      case "rollouts" -> Optional.of(Kind.ROLLOUT);
      case HOLDS -> Optional.of(Kind.HOLD);
      default -> Optional.empty();
    };
  }

  /**
   * Whether this path is, or lies in, a directory of holds. A path that differs in case counts too:
   * somebody meant to hold something.
   */
  static boolean isOfHolds(String path) {
    List<String> parts = parts(path.toLowerCase(Locale.ROOT));
    int at = parts.get(0).equals(TEAMS) ? 2 : 1;
    return isManaged(path) && parts.size() > at && parts.get(at).equals(HOLDS);
  }

  /** Whether this is where the policy stands. */
  static boolean isOfThePolicy(String path) {
    return of(path).filter(place -> place.isFor(Kind.POLICY)).isPresent();
  }

  /**
   * Whether somebody may have meant the policy by it, in other letters or under a like name: a rule
   * that is not in force because its file is misspelt would be no rule.
   */
  static boolean mayBeOfThePolicy(String path) {
    return path.regionMatches(true, 0, LIKE_POLICY, 0, LIKE_POLICY.length())
        && isManaged(path)
        && path.toLowerCase(Locale.ROOT).matches(LIKE_POLICY + "(y|ies)[^/]*(/.*)?");
  }

  boolean isFor(Kind kind) {
    return kinds.contains(kind);
  }

  boolean isYaml() {
    return extension.equals("yaml") || extension.equals("yml");
  }

  /** Whether somebody has to look inside: any YAML, and every format a connector may come in. */
  boolean isRead() {
    return isYaml() || !kinds.isEmpty();
  }
}
