package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.PATH_CASE;
import static io.riparian.manifest.ManifestRule.PATH_NAME;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What directories and files may be called. A path that is wrong by itself never puts a good one in
 * the wrong.
 */
final class PathNames {
  private static final String UNIT_RULE =
      "Use lower-case letters, digits, dot, underscore and hyphen, at most 63, beginning with a"
          + " letter or digit.";
  private static final String FILE_RULE =
      "Use letters, digits, dot, underscore and hyphen, at most 249, beginning with a letter or"
          + " digit.";

  private PathNames() {}

  /**
   * What is wrong with the names in one path; at the team's directory, if that is what is wrong.
   */
  static List<Diagnostic> check(Place place) {
    Optional<String> team = Place.teamOf(place.path());
    if (team.isPresent() && !Names.isUnitName(team.get())) {
      Location directory = Location.ofFile(Place.TEAMS + "/" + team.get());
      return List.of(PATH_NAME.at(directory, "this cannot be the name of a team", UNIT_RULE));
    }
    List<Diagnostic> found = new ArrayList<>();
    Location at = Location.ofFile(place.path());
    if (place.isRead() && !place.path().endsWith("." + place.extension())) {
      found.add(
          PATH_NAME.at(
              at, "the extension is not in lower case", "Call it ." + place.extension() + "."));
    }
    if (place.isFor(Kind.CONNECTOR)) {
      List<String> parts = Place.parts(place.path());
      if (!parts.subList(3, parts.size()).stream().allMatch(Names::isConnectorName)) {
        found.add(PATH_NAME.at(at, "the path has a name we do not allow", FILE_RULE));
      }
    } else if (isNamedByItsFile(place) && !Names.isUnitName(place.stem())) {
      found.add(PATH_NAME.at(at, "`" + place.stem() + "` is no name we allow", UNIT_RULE));
    }
    return found;
  }

  private static boolean isNamedByItsFile(Place place) {
    return place.isFor(Kind.CLUSTER)
        || place.isFor(Kind.GRANT)
        || place.isFor(Kind.GROUP)
        || place.isFor(Kind.ROLLOUT)
        || place.isFor(Kind.HOLD);
  }

  /** Connector files, well named, whose paths or the directories in them differ only in case. */
  static List<Diagnostic> caseCollisions(Collection<Place> wellNamed) {
    Map<String, String> firstSpelling = new HashMap<>();
    Map<String, String> otherSpelling = new HashMap<>();
    List<Place> connectors =
        wellNamed.stream().filter(place -> place.isFor(Kind.CONNECTOR)).toList();
    for (Place place : connectors) {
      for (String prefix : prefixes(place.path())) {
        String folded = prefix.toLowerCase(Locale.ROOT);
        if (!firstSpelling.computeIfAbsent(folded, spelling -> prefix).equals(prefix)) {
          otherSpelling.put(folded, prefix);
        }
      }
    }
    if (otherSpelling.isEmpty()) {
      return List.of();
    }
    return connectors.stream()
        .flatMap(
            place ->
                prefixes(place.path()).stream()
                    .map(prefix -> prefix.toLowerCase(Locale.ROOT))
                    .filter(otherSpelling::containsKey)
                    .limit(1)
                    .map(
                        folded ->
                            PATH_CASE.at(
                                Location.ofFile(place.path()),
                                "two paths differ only in case: "
                                    + firstSpelling.get(folded)
                                    + " and "
                                    + otherSpelling.get(folded),
                                "Rename one of them.")))
        .toList();
  }

  private static List<String> prefixes(String path) {
    List<String> prefixes = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      prefixes.add(path.substring(0, slash));
    }
    prefixes.add(path);
    return prefixes;
  }
}
