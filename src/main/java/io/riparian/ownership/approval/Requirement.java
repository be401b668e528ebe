package io.riparian.ownership.approval;

import io.riparian.ownership.codeowners.Owner;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Some owners of whom some must agree.
 *
 * @param where the section or line that asks for it, in words; empty text where nothing more is to
 *     be told
 * @param approvals how many, at least 1
 */
record Requirement(String where, List<Owner> owners, int approvals) {

  Requirement {
    owners = List.copyOf(owners);
  }

  /** The people who can agree, as far as they are known. */
  Set<String> people(Groups groups) {
    Set<String> people = new TreeSet<>();
    owners.forEach(owner -> groups.people(owner).ifPresent(people::addAll));
    return people;
  }

  /** Whether enough of the owners are among those who agreed; each person counts once. */
  boolean isMetBy(Collection<Approver> approvers, Groups groups) {
    Set<String> people = people(groups);
    return approvers.stream().map(Approver::name).distinct().filter(people::contains).count()
        >= approvals;
  }

  List<String> names() {
    return owners.stream().map(Owner::text).toList();
  }
}
