package io.riparian.forge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who pushed what a pull request asks for, told from what was done to its branch. Where history was
 * rewritten nobody can tell whose push a commit came with first, and so all before it count.
 */
final class GitHubPushes {
  private GitHubPushes() {}

  /** The pushes with which these commits came, newest first. */
  static List<GitHubAnswers.Activity> of(List<GitHubAnswers.Activity> done, Set<String> commits) {
    List<GitHubAnswers.Activity> pushes = new ArrayList<>();
    boolean rewritten = false;
    for (GitHubAnswers.Activity each : done) {
      boolean brought = commits.contains(each.after());
      if (!each.activityType().equals("branch_deletion") && (brought || rewritten)) {
        pushes.add(each);
      }
      rewritten = rewritten || (brought && each.activityType().equals("force_push"));
    }
    return pushes;
  }

  /** Whose they are; empty for an account that was deleted. */
  static List<Optional<Account>> actors(List<GitHubAnswers.Activity> pushes) {
    return pushes.stream().map(each -> each.actor().flatMap(GitHubAnswers.User::account)).toList();
  }
}
