package io.riparian.ownership.approval;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How the effective owners of one team's directory change with an ownership file or a group. Both
 * sides must agree: what gives it away, and what gets it.
 *
 * @param giving those who own now what they or others will own differently
 * @param receiving those who would
 * @param leftWithout a path that had an owner and would have none
 */
record OwnerChange(
    String team, Requirement giving, Requirement receiving, Optional<String> leftWithout) {
  /** Stands for every path that does not exist yet. */
  private static final List<String> PROBES =
      List.of(
          "team.yaml",
          "connectors/\uFFFE.yaml",
          "connectors/\uFFFE.yml",
          "connectors/\uFFFE.json",
          "connectors/\uFFFE.properties",
          "connectors/\uFFFE/\uFFFE.yaml",
          "holds/\uFFFE.yaml");

  /** The teams whose owners would change, among those that have files. */
  static List<OwnerChange> between(Authority before, Authority after, Collection<String> paths) {
    SortedMap<Unit, List<String>> teams =
        paths.stream().collect(groupingBy(Unit::of, TreeMap::new, toList()));
    teams.remove(Unit.GLOBAL);
    List<String> examples = new ArrayList<>(before.file().examplesAgainst(after.file()));
    examples.addAll(after.file().examplesAgainst(before.file()));
    List<OwnerChange> changes = new ArrayList<>();
    teams.forEach(
        (team, files) -> {
          List<String> all = new ArrayList<>(files);
          examples.forEach(example -> all.addAll(below(team, example)));
          of(team, before, after, all).ifPresent(changes::add);
        });
    return changes;
  }

  /** Where a line may be about this team, although no file is there yet. */
  private static List<String> below(Unit team, String example) {
    List<String> paths = new ArrayList<>();
    paths.add(team.directory() + example);
    paths.add(team.directory() + "connectors/" + example);
    String[] segments = example.split("/", 3);
    if (segments.length == 3 && segments[0].equals("teams")) {
      paths.add(team.directory() + segments[2]);
    }
    paths.removeIf(path -> !CodeOwners.isPath(path));
    return paths;
  }

  private static Optional<OwnerChange> of(
      Unit team, Authority before, Authority after, Collection<String> paths) {
    Set<Owner> giving = new TreeSet<>((one, other) -> one.id().compareTo(other.id()));
    Set<Owner> receiving = new TreeSet<>((one, other) -> one.id().compareTo(other.id()));
    Optional<String> leftWithout = Optional.empty();
    List<String> all =
        Stream.concat(PROBES.stream().map(probe -> team.directory() + probe), paths.stream())
            .toList();
    for (String path : all) {
      List<Requirement> now = before.of(path);
      List<Requirement> then = after.of(path);
      if (!isSame(now, before, then, after)) {
        now.forEach(requirement -> giving.addAll(requirement.owners()));
        then.forEach(requirement -> receiving.addAll(requirement.owners()));
      }
      if (leftWithout.isEmpty() && before.namesOwner(path) && !after.namesOwner(path)) {
        leftWithout = Optional.of(path);
      }
    }
    return giving.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OwnerChange(
                team.name(),
                new Requirement("", List.copyOf(giving), 1),
                new Requirement("", List.copyOf(receiving), 1),
                leftWithout));
  }

  /** Whether the same people, as far as they are known, must agree in the same numbers. */
  private static boolean isSame(
      List<Requirement> now, Authority before, List<Requirement> then, Authority after) {
    return asked(now, before.groups()).equals(asked(then, after.groups()));
  }

  private static List<List<Object>> asked(List<Requirement> requirements, Groups groups) {
    return requirements.stream()
        .map(
            requirement ->
                List.<Object>of(
                    requirement.owners().stream().map(Owner::id).sorted().toList(),
                    requirement.people(groups),
                    requirement.approvals()))
        .toList();
  }
}
