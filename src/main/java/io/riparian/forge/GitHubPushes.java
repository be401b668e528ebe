package io.riparian.forge;

import java.util.ArrayList;
import java.util.List;
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

  /**
   * Whether what was done before these, to a branch that may be old, brought none of the commits.
   */
  static boolean isWhole(List<GitHubAnswers.Activity> done, Set<String> commits) {
    for (GitHubAnswers.Activity each : done) {
      if (commits.contains(each.after())) {
        if (each.activityType().equals("force_push")) {
          return false;
        }
        if (each.activityType().equals("push") && !commits.contains(each.before())) {
          return true;
        }
      }
    }
    return false;
  }
}
