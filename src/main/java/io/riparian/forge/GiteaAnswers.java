package io.riparian.forge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Gitea and Forgejo answer, as far as it is read. Everything must be there, but for what is
 * optional; the shapes are those of their own API description, and of their source where it says
 * less.
 */
interface GiteaAnswers {

  /** An account. Those that are no person's have negative numbers; -1 stands for a deleted one. */
  record User(long id, String login) {
    private static final long GHOST = -1;

    /** No account is known to be a program's but the server's own: neither of the two tells it. */
    Optional<Account> account() {
      return id == 0 || id == GHOST
          ? Optional.empty()
          : Optional.of(new Account(Long.toString(id), login, id < 0));
    }
  }

  /** A pull request. */
  record Pull(
      long number,
      URI htmlUrl,
      String state,
      Optional<User> user,
      boolean merged,
      Optional<String> mergeCommitSha,
      End head,
      End base) {}

  /**
   * One end of a pull request.
   *
   * @param ref the name of a branch; a whole ref when there is none
   * @param repoId -1 when it was deleted
   */
  record End(String ref, String sha, long repoId) {}

  /** A ref. */
  record Ref(String ref, Target object) {}

  /** What a ref leads to. */
  record Target(String sha) {}

  /**
   * What somebody said.
   *
   * @param user empty when a team is meant, or the account was deleted
   * @param submittedAt when it was begun
   */
  record Said(
      long id,
      Optional<User> user,
      String state,
      String commitId,
      boolean stale,
      boolean dismissed,
      Optional<Instant> submittedAt) {}

  /** A commit, and the accounts that its mail addresses belong to. */
  record Commit(String sha, Optional<User> author, Optional<User> committer) {}

  /** Something that happened on a pull request. */
  record Happening(
      String type, Optional<User> user, Optional<String> body, Optional<Instant> createdAt) {
    @Override
    public String toString() {
      return "Happening[" + type + "]";
    }
  }

  /**
   * What was pushed, oldest first; of a push that rewrote history, the commits before and after.
   */
  record Pushed(List<String> commitIds) {}

  /** A team. */
  record Team(long id, String name) {}

  /** A comment. */
  record Comment(long id, Optional<String> body, Optional<User> user) {
    @Override
    public String toString() {
      return "Comment[" + id + "]";
    }
  }

  /** A verdict beside a commit. */
  record Shown(long id, String context, String status, Optional<String> description) {
    @Override
    public String toString() {
      return "Shown[" + context + ", " + status + "]";
    }
  }

  /** How long a page is at most. */
  record Settings(int maxResponseItems) {}
}
