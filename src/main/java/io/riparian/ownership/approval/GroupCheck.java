package io.riparian.ownership.approval;

import static io.riparian.ownership.codeowners.CodeOwnersRule.FEW_OWNERS;
import static io.riparian.ownership.codeowners.CodeOwnersRule.OWNER_UNKNOWN;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.ownership.codeowners.Ruling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether enough people stand behind the owners that an ownership file names. */
public final class GroupCheck {
  private GroupCheck() {}

  /** Owners of whom it is not known who they are: nobody can agree in their name. */
  public static List<Diagnostic> unknown(CodeOwners file, Groups groups) {
    List<Diagnostic> found = new ArrayList<>();
    for (Ruling line : file.lines()) {
      for (Owner owner : line.owners()) {
        if (groups.people(owner).isEmpty()) {
          found.add(
              OWNER_UNKNOWN.at(
                  at(file, line),
                  "it is not known who stands behind `" + owner + "`",
                  "Declare its members; until then nobody can agree in its name."));
        }
      }
    }
    return Declarations.inOrder(found);
  }

  /**
   * Lines that decide for a team and name too few people: whoever writes a change cannot agree to
   * it. A line with an owner who is unknown is left out.
   *
   * @param paths every file of the tree
   */
  public static List<Diagnostic> fewPeople(
      CodeOwners file, Groups groups, Collection<String> paths) {
    Map<Ruling, SortedSet<String>> teams = new TreeMap<>(GroupCheck::byLine);
    for (String path : paths) {
      Unit unit = Unit.of(path);
      if (!unit.isGlobal()) {
        Authority.rulings(file, path).stream()
            .filter(line -> line.required() && !line.owners().isEmpty())
            .forEach(
                line -> teams.computeIfAbsent(line, first -> new TreeSet<>()).add(unit.name()));
      }
    }
    List<Diagnostic> found = new ArrayList<>();
    teams.forEach(
        (line, names) -> {
          if (line.owners().stream().allMatch(owner -> groups.people(owner).isPresent())) {
            Set<String> people = people(line, groups);
            if (people.size() <= line.approvals()) {
              found.add(few(file, line, people.size(), names));
            }
          }
        });
    return Declarations.inOrder(found);
  }

  private static int byLine(Ruling one, Ruling other) {
    return Integer.compare(one.line(), other.line());
  }

  private static Set<String> people(Ruling line, Groups groups) {
    Set<String> people = new HashSet<>();
    line.owners().forEach(owner -> people.addAll(groups.people(owner).orElse(Set.of())));
    return people;
  }

  private static Diagnostic few(CodeOwners file, Ruling line, int people, SortedSet<String> teams) {
    return FEW_OWNERS.at(
        at(file, line),
        (people == 1 ? "one person" : people == 0 ? "nobody" : people + " people")
            + " can agree to changes of team `"
            + teams.first()
            + "`"
            + (teams.size() == 1 ? "" : " (and " + (teams.size() - 1) + " more)")
            + ", and "
            + (line.approvals() + 1)
            + " are needed: nobody agrees to a change of their own",
        "Name another owner.");
  }

  private static Location at(CodeOwners file, Ruling line) {
    return new Location(file.path(), line.line(), 1);
  }
}
