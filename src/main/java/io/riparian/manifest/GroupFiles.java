package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.DECLARED_TWICE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.riparian.model.Diagnostic;
import io.riparian.model.Group;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who is in which group, for whoever asks for nothing else of the repository. What nobody can tell
 * is left out, and so unknown: a group whose file is broken, and a handle that two groups have.
 */
public final class GroupFiles {
  private GroupFiles() {}

  /** Whether a group's file stands at this path. */
  public static boolean isAt(String path) {
    return Place.of(path).filter(place -> place.isFor(Kind.GROUP)).isPresent();
  }

  /**
   * The members of each group by its handle, all in lower case: names that differ only in case are
   * one.
   *
   * @param files every group's file there is at one revision; others are passed over
   */
  public static Map<String, Set<String>> read(Collection<ParsedFile> files) {
    List<ParsedFile> ofGroups = files.stream().filter(file -> isAt(file.path())).toList();
    Layout layout =
        Layout.of(
            ofGroups.stream().map(file -> new PathEntry(file.path(), PathEntry.Kind.FILE)).toList(),
            Map.of());
    List<ParsedFile> read =
        ofGroups.stream().filter(file -> layout.files().contains(file.path())).toList();
    Map<String, Set<String>> members = new TreeMap<>();
    for (Group group : Resolver.resolve(layout, read).groups().values()) {
      members.put(
          folded(group.handle()),
          group.members().stream().map(GroupFiles::folded).collect(toUnmodifiableSet()));
    }
    return Map.copyOf(members);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** An error at each handle that another group has too. */
  static List<Diagnostic> sharedHandles(Collection<ParsedFile> files) {
    Map<String, List<Group>> byHandle =
        files.stream()
            .flatMap(file -> file.contents().groups().stream())
            .collect(groupingBy(group -> folded(group.handle()), TreeMap::new, toList()));
    return byHandle.values().stream().flatMap(GroupFiles::shared).toList();
  }

  /** Two files of one name are no two groups: {@link Layout} tells of them. */
  private static Stream<Diagnostic> shared(List<Group> groups) {
    return groups.stream()
        .flatMap(
            group ->
                groups.stream()
                    .filter(other -> !other.name().equals(group.name()))
                    .limit(1)
                    .map(other -> shared(group, other)));
  }

  private static Diagnostic shared(Group group, Group other) {
    return DECLARED_TWICE.at(
        group.at(),
        "two groups have the handle "
            + Findings.quote(group.handle())
            + ": here and at "
            + other.at(),
        "Keep one of them.");
  }
}
