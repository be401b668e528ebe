package io.riparian.forge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What GitHub answers, as far as it is read. Everything must be there, but for what is optional;
 * the shapes are those of its own API description.
 */
interface GitHubAnswers {

  /** An account; {@code {}} stands for none in commits. */
  record User(Optional<Long> id, Optional<String> login, Optional<String> type) {
    Optional<Account> account() {
      return id.flatMap(
          number ->
              login.map(
                  name -> new Account(number.toString(), name, type.equals(Optional.of("Bot")))));
    }
  }

  /** A pull request, as lists show it; {@code commits} comes only when it is asked for alone. */
  record Pull(
      long number,
      URI htmlUrl,
      String state,
      Optional<User> user,
      Optional<Instant> mergedAt,
      Optional<String> mergeCommitSha,
      End head,
      End base,
      Optional<Integer> commits) {
    /** From another repository, or from one that is gone. */
    boolean isFromFork() {
      return !head.repo().equals(base.repo());
    }
  }

  /**
   * One end of a pull request.
   *
   * @param repo empty when it was deleted
   */
  record End(String ref, String sha, Optional<Repository> repo) {}

  /** A repository. */
  record Repository(long id, String fullName) {
    String owner() {
      return fullName.substring(0, Math.max(fullName.indexOf('/'), 0));
    }

    String name() {
      return fullName.substring(fullName.indexOf('/') + 1);
    }
  }

  /**
   * What somebody said.
   *
   * @param user empty when the account was deleted
   * @param commitId empty when the commit was collected
   * @param submittedAt empty when it was not said yet
   */
  record Said(
      Optional<User> user,
      String state,
      Optional<String> commitId,
      Optional<Instant> submittedAt) {}

  /** Something that happened on a pull request. */
  record Event(String event, Instant createdAt) {}

  /** A commit, and the accounts that its mail addresses belong to. */
  record Commit(
      String sha, Optional<User> author, Optional<User> committer, Optional<Made> commit) {
    boolean isVerified() {
      return commit.flatMap(Made::verification).filter(Verification::verified).isPresent();
    }
  }

  /** What Git knows of a commit. */
  record Made(Optional<Verification> verification) {}

  /** Whether the signature of a commit is good. */
  record Verification(boolean verified) {}

  /** Something that was done to a ref. */
  record Activity(
      String activityType, String ref, String before, String after, Optional<User> actor) {}

  /** A comment. */
  record Comment(long id, Optional<String> body, Optional<User> user) {
    @Override
    public String toString() {
      return "Comment[" + id + "]";
    }
  }

  /** Check runs of one name. */
  record CheckRuns(List<CheckRun> checkRuns) {}

  /** A check run. */
  record CheckRun(long id, Optional<String> externalId, Shown output) {}

  /** What a check run shows. */
  record Shown(int annotationsCount) {}

  /** What was made, of which only the id is of use. */
  record Created(long id) {}

  /** An app. */
  record App(long id, String slug) {}

  /** A token of an installation. */
  record Token(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[]";
    }
  }
}
