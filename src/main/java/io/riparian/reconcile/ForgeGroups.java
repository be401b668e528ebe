package io.riparian.reconcile;

import io.riparian.forge.Account;
import io.riparian.forge.ForgeFailure;
import io.riparian.ownership.approval.Groups;
import io.riparian.ownership.codeowners.Owner;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Who is in the teams that an ownership file names and no group's file describes, as the forge says
 * it. A team that the forge does not tell of stays unknown.
 */
final class ForgeGroups {
  private final RequestBook book;
  private final Consumer<String> blind;

  /**
   * @param blind hears what could not be read
   */
  ForgeGroups(RequestBook book, Consumer<String> blind) {
    this.book = book;
    this.blind = blind;
  }

  Groups of(Groups files, Collection<Owner> owners) {
    Map<String, Set<String>> members = new HashMap<>(files.members());
    boolean silent = false;
    for (Owner owner : owners) {
      if (!silent && mayBeTeam(owner) && !members.containsKey(owner.id())) {
        try {
          people(owner).ifPresent(people -> members.put(owner.id(), people));
        } catch (ForgeFailure failure) {
          silent = failure.concernsAll();
          blind.accept("the forge does not tell who is in a team: " + failure.getMessage());
        }
      }
    }
    return new Groups(members);
  }

  private static boolean mayBeTeam(Owner owner) {
    return switch (owner.kind()) {
      case TEAM -> true;
      // A group of GitLab may be called like a person who has left: nobody is replaced by it.
      case USER, EMAIL, ROLE -> false;
    };
  }

  private Optional<Set<String>> people(Owner owner) {
    return book.members(owner.text())
        .map(
            accounts ->
                accounts.stream()
                    .map(Account::login)
                    .map(login -> "@" + login)
                    .collect(Collectors.toSet()));
  }
}
