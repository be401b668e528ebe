package io.riparian.ownership.codeowners;

import static io.riparian.ownership.codeowners.CodeOwnersRule.DECIDES_NOTHING;
import static io.riparian.ownership.codeowners.CodeOwnersRule.DIRECTORY_WITHOUT_SLASH;
import static io.riparian.ownership.codeowners.CodeOwnersRule.NEVER_DECIDES;
import static io.riparian.ownership.codeowners.CodeOwnersRule.OTHER_FILE;
import static io.riparian.ownership.codeowners.CodeOwnersRule.UNIT_WITHOUT_OWNERS;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an ownership file lacks in view of the tree that it is for, though each of its lines is well
 * written.
 */
public final class OwnershipCheck {
  /** Where some forge looks for an ownership file. */
  private static final List<String> WELL_KNOWN =
      List.of(
          ".bitbucket/CODEOWNERS",
          ".gitea/CODEOWNERS",
          ".github/CODEOWNERS",
          ".gitlab/CODEOWNERS",
          "CODEOWNERS",
          "docs/CODEOWNERS");

  /** Files that a team may add at any time. */
  private static final List<String> TO_COME =
      List.of(
          "connectors/" + SegmentGlob.UNHEARD_OF, "holds/" + SegmentGlob.UNHEARD_OF, "team.yaml");

  private final CodeOwners file;
  private final NavigableSet<String> paths;
  private final List<Diagnostic> found = new ArrayList<>();

  private OwnershipCheck(CodeOwners file, Collection<String> paths) {
    this.file = file;
    this.paths = new TreeSet<>(paths);
  }

  /**
   * What is to be mended, beside what reading the file told. Of a file with an error nothing is
   * said but that there is another one.
   *
   * @param paths every file of the tree
   * @param teams the directories of the teams, such as {@code teams/payments/}
   */
  public static List<Diagnostic> of(
      CodeOwners file, Collection<String> paths, Collection<String> teams) {
    OwnershipCheck check = new OwnershipCheck(file, paths);
    check.otherFiles();
    if (file.isValid()) {
      file.sections().forEach(check::shadowedLines);
      check.idleLines();
      teams.forEach(check::owners);
    }
    return Declarations.inOrder(check.found);
  }

  private void otherFiles() {
    WELL_KNOWN.stream()
        .filter(other -> paths.contains(other) && !other.equals(file.path()))
        .forEach(
            other ->
                found.add(
                    OTHER_FILE.at(
                        Location.ofFile(other),
                        "nobody reads this ownership file here; the one in force is `"
                            + file.path()
                            + "`",
                        "Delete it: a forge may go by it, and people may believe it.")));
  }

  private void shadowedLines(Section section) {
    List<Rule> rules = section.rules().stream().filter(rule -> !rule.exclusion()).toList();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (section.decideIgnoringExclusions(rule.paths().example()).equals(Optional.of(rule))) {
        continue;
      }
      lastThatCovers(rule, rules.subList(i + 1, rules.size()))
          .ifPresent(
              later ->
                  found.add(
                      NEVER_DECIDES.at(
                          rule.at(file.path()),
                          "`"
                              + rule.pattern()
                              + "` never decides: line "
                              + later.line()
                              + ", `"
                              + later.pattern()
                              + "`, is about the same paths, and the last line counts",
                          "Take the line out, or put it behind the other one.")));
    }
  }

  private static Optional<Rule> lastThatCovers(Rule rule, List<Rule> later) {
    for (int i = later.size() - 1; i >= 0; i--) {
      if (later.get(i).paths().covers(rule.paths())) {
        return Optional.of(later.get(i));
      }
    }
    return Optional.empty();
  }

  private void idleLines() {
    Set<Rule> idle = new HashSet<>(file.rules().toList());
    Set<String> directories = new HashSet<>();
    for (String path : paths) {
      List<String> segments = CodeOwners.segments(path);
      file.sections().forEach(section -> section.about(segments).forEach(idle::remove));
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        directories.add(path.substring(0, end));
      }
    }
    file.rules()
        .forEach(
            rule -> {
              if (rule.paths().place().filter(directories::contains).isPresent()) {
                found.add(
                    DIRECTORY_WITHOUT_SLASH.at(
                        rule.at(file.path()),
                        "`" + rule.pattern() + "` is a directory, and has no slash at its end",
                        "Write `"
                            + rule.pattern()
                            + "/`: without the slash GitLab means a file of that name only."));
              } else if (idle.contains(rule)) {
                found.add(
                    DECIDES_NOTHING.at(
                        rule.at(file.path()),
                        "`" + rule.pattern() + "` is about no file of the tree",
                        "Correct it, or take the line out."));
              }
            });
  }

  private void owners(String team) {
    SortedMap<Integer, List<String>> without = new TreeMap<>();
    Stream.concat(
            paths.tailSet(team).stream().takeWhile(path -> path.startsWith(team)),
            TO_COME.stream().map(name -> team + name))
        .distinct()
        .filter(path -> !hasOwners(path))
        .forEach(
            path ->
                without.computeIfAbsent(lineOf(path), line -> new ArrayList<>()).add(shown(path)));
    without.forEach(
        (line, places) ->
            found.add(
                UNIT_WITHOUT_OWNERS.at(
                    line == 0 ? Location.ofFile(file.path()) : new Location(file.path(), line, 1),
                    "`"
                        + places.get(0)
                        + "`"
                        + (places.size() == 1 ? "" : " (and " + (places.size() - 1) + " more)")
                        + " has no owners: "
                        + (line == 0
                            ? "no line names any who must agree"
                            : "this line names nobody"),
                    "Add `/" + team + " @owner` behind the lines that are about it.")));
  }

  private boolean hasOwners(String path) {
    return file.withoutExclusions(path).stream()
        .anyMatch(ruling -> ruling.required() && !ruling.owners().isEmpty());
  }

  /** The line that leaves a path without owners; 0 where none does. */
  private int lineOf(String path) {
    return file.withoutExclusions(path).stream()
        .filter(ruling -> ruling.owners().isEmpty())
        .mapToInt(Ruling::line)
        .findFirst()
        .orElse(0);
  }

  /** As it is told: of a file that is not there yet, its directory. */
  private static String shown(String path) {
    return path.replace(SegmentGlob.UNHEARD_OF, "");
  }
}
