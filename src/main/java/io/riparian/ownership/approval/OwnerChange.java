package io.riparian.ownership.approval;

import static java.util.stream.Collectors.toCollection;

import io.riparian.ownership.codeowners.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
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
      List.of("team.yaml", "connectors/\uFFFE.yaml", "holds/\uFFFE.yaml");

  /** The teams whose owners would change, among those that have files. */
  static List<OwnerChange> between(Authority before, Authority after, Collection<String> paths) {
    SortedSet<Unit> teams = paths.stream().map(Unit::of).collect(toCollection(TreeSet::new));
    teams.remove(Unit.GLOBAL);
    List<OwnerChange> changes = new ArrayList<>();
    for (Unit team : teams) {
      of(team, before, after, paths).ifPresent(changes::add);
    }
    return changes;
  }

  private static Optional<OwnerChange> of(
      Unit team, Authority before, Authority after, Collection<String> paths) {
    Set<Owner> giving = new TreeSet<>((one, other) -> one.id().compareTo(other.id()));
    Set<Owner> receiving = new TreeSet<>((one, other) -> one.id().compareTo(other.id()));
    Optional<String> leftWithout = Optional.empty();
    List<String> all =
        Stream.concat(
                PROBES.stream().map(probe -> team.directory() + probe),
                paths.stream().filter(path -> Unit.of(path).equals(team)))
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
