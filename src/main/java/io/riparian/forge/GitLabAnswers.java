package io.riparian.forge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What GitLab answers, as far as it is read. Everything must be there, but for what is optional;
 * the shapes are those of its API documentation.
 */
interface GitLabAnswers {

  /** An account, as it stands inside other answers. */
  record User(long id, String username) {}

  /**
   * An account, when it is asked for alone.
   *
   * @param bot whether it is a program's
   */
  record Person(long id, Optional<Boolean> bot) {}

  /** Somebody in a group. */
  record Member(long id, String username, String state) {}

  /**
   * A merge request.
   *
   * @param author empty when the account was deleted
   * @param sha empty when it asks for no commit
   * @param sourceProjectId empty when the project was deleted
   * @param squashCommitSha as which it was squashed
   */
  record MergeRequest(
      long iid,
      URI webUrl,
      String state,
      Optional<User> author,
      Optional<String> sha,
      String sourceBranch,
      Optional<Long> sourceProjectId,
      long targetProjectId,
      String targetBranch,
      Instant createdAt,
      Optional<String> mergeCommitSha,
      Optional<String> squashCommitSha) {}

  /** A head that a merge request had, and since when. */
  record Version(long id, String headCommitSha, Instant createdAt) {}

  /** A commit. GitLab tells no accounts of it, but mail addresses, which anybody can write. */
  record Commit(String id) {}

  /** Who approves a merge request now. */
  record Approvals(List<Approval> approvedBy) {}

  /**
   * Somebody's approval.
   *
   * @param approvedAt GitLab tells it from 18.5 on
   */
  record Approval(User user, Optional<Instant> approvedAt) {}

  /** How the approvals of a project are set up; a setting that is empty is not known to GitLab. */
  record Settings(
      Optional<Boolean> resetApprovalsOnPush,
      Optional<Boolean> mergeRequestsAuthorApproval,
      Optional<Boolean> mergeRequestsDisableCommittersApproval,
      Optional<Boolean> disableOverridingApproversPerMergeRequest) {}

  /** How a branch is protected. */
  record Protection(Optional<Boolean> allowForcePush) {}

  /** Something that somebody did. */
  record Event(Optional<User> author, Optional<Push> pushData) {}

  /**
   * What was pushed.
   *
   * @param commitFrom empty when the branch is new
   * @param commitTo empty when it was deleted, or when there were many refs in one push
   */
  record Push(
      Optional<String> refType,
      Optional<String> ref,
      Optional<String> commitFrom,
      Optional<String> commitTo) {}

  /** A comment. */
  record Note(long id, Optional<String> body, Optional<User> author) {
    @Override
    public String toString() {
      return "Note[" + id + "]";
    }
  }

  /** A verdict beside a commit. */
  record Shown(long id, String name, String status, Optional<String> description) {
    @Override
    public String toString() {
      return "Shown[" + name + ", " + status + "]";
    }
  }
}
