package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GitLabAnswers.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The verdicts that we show beside commits, as statuses of a pipeline. One that is pending cannot
 * be made pending again: GitLab refuses it.
 */
final class GitLabStatuses {
  private static final String PENDING = "pending";
  private static final TypeReference<List<Shown>> STATUSES = new TypeReference<>() {};

  private final GitLabCalls calls;
  private final String name;

  GitLabStatuses(GitLabCalls calls, String name) {
    this.calls = calls;
    this.name = name;
  }

  /** Nothing is sent when it stands there already. */
  void show(Check check) {
    GitLabApi.Status status = new GitLabApi.Status(state(check.conclusion()), name, check.title());
    if (!newest(check.head()).filter(shown -> isSame(shown, status)).isPresent()) {
      calls.expect(
          calls.ofProject("POST", "/statuses/" + check.head()),
          (asked, as) -> asked.status(as, calls.project(), check.head(), status));
    }
  }

  /** A status knows no neutral verdict that lets pass. */
  private static String state(Check.Conclusion conclusion) {
    return switch (conclusion) {
      case PENDING -> PENDING;
      case SUCCESS, NEUTRAL -> "success";
      case FAILURE -> "failed";
    };
  }

  private Optional<Shown> newest(String head) {
    return calls
        .list(
            calls.ofProject("GET", "/repository/commits/" + head + "/statuses"),
            STATUSES,
            (asked, as) -> asked.statuses(as, calls.project(), head, name, ForgeCalls.PAGE))
        .stream()
        .filter(shown -> shown.name().equals(name))
        .max(Comparator.comparingLong(Shown::id));
  }

  private static boolean isSame(Shown shown, GitLabApi.Status status) {
    return shown.status().equals(status.state())
        && (status.state().equals(PENDING)
            || shown.description().equals(Optional.of(status.description())));
  }
}
