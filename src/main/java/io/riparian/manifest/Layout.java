package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.DECLARED_TWICE;
import static io.riparian.manifest.ManifestRule.EXECUTABLE;
import static io.riparian.manifest.ManifestRule.NOTHING_READS_IT;
import static io.riparian.manifest.ManifestRule.NOT_A_FILE;
import static io.riparian.manifest.ManifestRule.PATH_NAME;
import static io.riparian.manifest.ManifestRule.TEAM_FILE_MISSING;
import static io.riparian.manifest.ManifestRule.TOO_MANY_FILES;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the paths alone say: which files are to be read, and what is wrong before anybody reads
 * them. A managed entry that must not be read is <em>unread</em>, never absent.
 *
 * @param files the paths to be parsed
 * @param unread entries that may declare anything and cannot be looked into: links, huge
 *     directories, what lies in a directory that imitates a team's
 * @param units the directories under {@code teams/}
 */
public record Layout(
    SortedSet<String> files,
    SortedSet<String> unread,
    SortedSet<String> units,
    List<Diagnostic> diagnostics) {

  public static final int LARGEST_FILE = 1024 * 1024;
  public static final int MOST_FILES = 20_000;

  public Layout {
    files = Collections.unmodifiableSortedSet(new TreeSet<>(files));
    unread = Collections.unmodifiableSortedSet(new TreeSet<>(unread));
    units = Collections.unmodifiableSortedSet(new TreeSet<>(units));
    diagnostics = Declarations.inOrder(diagnostics);
  }

  /**
   * The layout of a tree, whatever else lies in it.
   *
   * @param confusing the files and directories that some file system would confuse with others,
   *     refuse or misread, each with the reason; what lies there or below counts as broken
   */
  public static Layout of(Collection<PathEntry> entries, Map<String, String> confusing) {
    Drawing drawing = new Drawing(new ConfusingPaths(confusing));
    entries.forEach(drawing::add);
    return drawing.finish();
  }

  /** The unit in whose directory a path lies, or that it stands in place of. */
  static Optional<String> unitAt(String path) {
    List<String> parts = Place.parts(path);
    return Optional.of(parts)
        .filter(it -> it.size() > 1 && it.get(0).equals(Place.TEAMS))
        .map(it -> it.get(1))
        .filter(Names::isUnitName);
  }

  /** As {@link #unitAt}, and the one that is imitated by a path that differs in case. */
  static Optional<String> unitMeant(String path) {
    return unitAt(path.toLowerCase(Locale.ROOT));
  }

  /** The layout while its entries come in. */
  private static final class Drawing {
    private final Map<String, Place> files = new TreeMap<>();
    private final List<Place> wellNamed = new ArrayList<>();
    private final NavigableSet<String> unread = new TreeSet<>();
    private final NavigableSet<String> units = new TreeSet<>();
    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final ConfusingPaths confusing;

    Drawing(ConfusingPaths confusing) {
      this.confusing = confusing;
    }

    void add(PathEntry entry) {
      String path = entry.path();
      Place.teamOf(path).filter(Names::isUnitName).ifPresent(units::add);
      if (!Place.isManaged(path)) {
        protectImitated(path);
        return;
      }
      if (!seen.add(path)) {
        refuseBoth(path);
        return;
      }
      switch (entry.kind()) {
        case SYMLINK -> refuse(path, "a symbolic link");
        case SUBMODULE -> refuse(path, "a submodule");
        case OVERSIZED -> oversized(path);
        case FILE -> addFile(path);
        case EXECUTABLE -> {
          found.add(
              EXECUTABLE.at(
                  Location.ofFile(path),
                  "the file is marked executable",
                  "Remove the mark: git update-index --chmod=-x " + path));
          addFile(path);
        }
      }
    }

    private void refuse(String path, String what) {
      unread.add(path);
      found.add(
          NOT_A_FILE.at(
              Location.ofFile(path),
              "this is " + what + ", which is never followed",
              "Put the file itself here."));
    }

    /** It is no team's, and what was moved there by mistake is not gone. */
    private void protectImitated(String path) {
      if (confusing.imitate(path)) {
        unread.add(path);
      }
    }

    /** Of two entries of the same path nobody can tell which one is meant. */
    private void refuseBoth(String path) {
      files.remove(path);
      wellNamed.removeIf(place -> place.path().equals(path));
      unread.add(path);
      found.add(
          PATH_NAME.at(
              Location.ofFile(path), "two entries have this path", "Commit the file anew."));
    }

    private void oversized(String path) {
      unread.add(path);
      unitAt(path).ifPresent(units::add);
      found.add(
          TOO_MANY_FILES.at(
              Location.ofFile(path),
              "the directory is too deep or has too many files, so nothing in it is read",
              "Put several connectors into one file, or use a second repository."));
    }

    private void addFile(String path) {
      Place place = Place.of(path).orElseThrow();
      Location at = Location.ofFile(place.path());
      List<Diagnostic> names = PathNames.check(place);
      found.addAll(names);
      if (names.stream().anyMatch(name -> !name.at().equals(at))) {
        protectImitated(path);
        return; // a directory that is no team's: nothing in it is anybody's
      }
      if (!place.isRead()) {
        found.add(
            NOTHING_READS_IT.at(
                at,
                "nothing reads this file",
                "Connectors stand under teams/<team>/connectors/ and end in .yaml or .yml;"
                    + " notes may end in .md."));
      } else {
        files.put(place.path(), place);
        if (names.isEmpty()) {
          wellNamed.add(place);
        }
      }
    }

    Layout finish() {
      holdLargestUnits();
      found.addAll(PathNames.caseCollisions(wellNamed));
      twoFilesForOne();
      missingTeamFiles();
      found.addAll(confusing.diagnostics(found));
      return new Layout(new TreeSet<>(files.keySet()), unread, units, found);
    }

    /** The limit holds the unit that has most files, so that nobody else pays for it. */
    private void holdLargestUnits() {
      Map<String, List<String>> byUnit =
          files.keySet().stream()
              .collect(
                  Collectors.groupingBy(
                      path -> Place.teamOf(path).orElse(""), TreeMap::new, Collectors.toList()));
      List<Map.Entry<String, List<String>>> largestFirst =
          byUnit.entrySet().stream()
              .sorted(Comparator.comparing(unit -> -unit.getValue().size()))
              .toList();
      int total = files.size();
      for (Map.Entry<String, List<String>> unit : largestFirst) {
        if (total <= MOST_FILES) {
          return;
        }
        total -= unit.getValue().size();
        unit.getValue().forEach(files::remove);
        unread.addAll(unit.getValue());
        String directory = unit.getKey().isEmpty() ? Place.PLATFORM : "teams/" + unit.getKey();
        found.add(
            TOO_MANY_FILES.at(
                Location.ofFile(directory),
                "the repository has more than "
                    + MOST_FILES
                    + " files to manage, and most of them, "
                    + unit.getValue().size()
                    + ", stand here: none of these is read",
                "Put several connectors into one file, or use a second repository."));
      }
    }

    private void twoFilesForOne() {
      Map<String, List<Place>> byThing =
          files.values().stream()
              .filter(place -> isOneOfAKind(place))
              .collect(
                  Collectors.groupingBy(
                      place -> place.kinds() + "/" + place.owner(),
                      TreeMap::new,
                      Collectors.toList()));
      byThing.values().stream()
          .filter(places -> places.size() > 1)
          .forEach(places -> places.forEach(place -> twice(place, places)));
    }

    private static boolean isOneOfAKind(Place place) {
      return Set.of(Kind.CLUSTER, Kind.GRANT, Kind.GROUP, Kind.POLICY, Kind.NOTIFY, Kind.TEAM)
              .containsAll(place.kinds())
          && !place.kinds().isEmpty();
    }

    private void twice(Place place, List<Place> places) {
      found.add(
          DECLARED_TWICE.at(
              Location.ofFile(place.path()),
              "two files are for the same thing: "
                  + places.stream().map(Place::path).collect(Collectors.joining(" and ")),
              "Keep one of them."));
    }

    private void missingTeamFiles() {
      Map<String, Place> teamFiles =
          files.values().stream()
              .filter(place -> place.isFor(Kind.TEAM))
              .collect(Collectors.toMap(Place::owner, Function.identity(), (one, other) -> one));
      files.keySet().stream()
          .flatMap(path -> Place.teamOf(path).stream())
          .distinct()
          .filter(team -> !teamFiles.containsKey(team))
          .filter(team -> !unread.contains("teams/" + team + "/team.yaml"))
          .forEach(
              team ->
                  found.add(
                      TEAM_FILE_MISSING.at(
                          Location.ofFile("teams/" + team + "/team.yaml"),
                          "team `" + team + "` has no team.yaml, so nothing of it is accepted",
                          "Add one; `spec: {}` is enough. What runs stays as it is.")));
    }
  }
}
