package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GitLabAnswers.Person;
import io.riparian.forge.GitLabAnswers.User;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Whose account on GitLab is a person's. Unless GitLab says so of it, it is a program's, and nobody
 * becomes the one who was the other.
 */
final class GitLabPeople {
  /** To whom GitLab gives what accounts leave behind when they are deleted. */
  private static final String GHOST = "ghost";

  /** Access tokens of projects and groups, and service accounts, have names that GitLab makes. */
  private static final Pattern PROGRAM =
      Pattern.compile("(project|group)_[0-9]+_bot.*|service_account_.*");

  private static final TypeReference<Person> PERSON = new TypeReference<>() {};

  private final GitLabCalls calls;
  private final Map<Long, Boolean> programs = new ConcurrentHashMap<>();

  GitLabPeople(GitLabCalls calls) {
    this.calls = calls;
  }

  /** Whose it is, as far as the name tells; empty for a deleted one. */
  Optional<Account> byName(User user) {
    return user.username().equals(GHOST)
        ? Optional.empty()
        : Optional.of(account(user, isProgramByName(user)));
  }

  /** Whose it is; empty for a deleted one. */
  Optional<Account> account(User user) {
    return user.username().equals(GHOST)
        ? Optional.empty()
        : Optional.of(account(user, isProgramByName(user) || isProgram(user.id())));
  }

  private static Account account(User user, boolean bot) {
    return new Account(Long.toString(user.id()), user.username(), bot);
  }

  private static boolean isProgramByName(User user) {
    return PROGRAM.matcher(user.username()).matches();
  }

  private boolean isProgram(long id) {
    Boolean known = programs.get(id);
    if (known == null) {
      known = ask(id);
      programs.put(id, known);
    }
    return known;
  }

  private boolean ask(long id) {
    try (ForgeAnswer answer =
        calls.send(calls.call("GET", "/users/" + id), (asked, as) -> asked.person(as, id))) {
      return answer.saysNotFound() || !answer.read(PERSON).bot().equals(Optional.of(Boolean.FALSE));
    }
  }
}
