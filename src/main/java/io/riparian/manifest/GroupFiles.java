package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.DECLARED_TWICE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.riparian.model.Diagnostic;
import io.riparian.model.Group;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The groups of several files, held against each other. */
final class GroupFiles {
  private GroupFiles() {}

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
