package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.GitLabAnswers.Approval;
import io.riparian.forge.GitLabAnswers.Approvals;
import io.riparian.forge.GitLabAnswers.Protection;
import io.riparian.forge.GitLabAnswers.Settings;
import io.riparian.forge.GitLabAnswers.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who approves a merge request. GitLab names no commit beside an approval; it is that of the head
 * at its time. It takes approvals back after a push if it is set up to, but not in the same moment.
 */
final class GitLabApprovals {
  private static final TypeReference<Approvals> APPROVALS = new TypeReference<>() {};
  private static final TypeReference<Settings> SETTINGS = new TypeReference<>() {};
  private static final TypeReference<Protection> PROTECTION = new TypeReference<>() {};

  private final GitLabCalls calls;
  private final ForgeRepository repository;
  private final GitLabPeople people;

  GitLabApprovals(GitLabCalls calls, ForgeRepository repository, GitLabPeople people) {
    this.calls = calls;
    this.repository = repository;
    this.people = people;
  }

  /**
   * @throws ForgeFailure {@code UNRELIABLE}, with every setting by which approvals would prove
   *     nothing
   */
  void mustProve() {
    List<String> wrong = new ArrayList<>(wrongSettings());
    if (allowsForcePush()) {
      wrong.add(
          "the branch %s allows force push (Settings > Repository > Protected branches)"
              .formatted(repository.branch()));
    }
    if (!wrong.isEmpty()) {
      throw new ForgeFailure(
          Kind.UNRELIABLE,
          "the approvals of %s prove nothing: %s"
              .formatted(repository.path(), String.join("; ", wrong)));
    }
  }

  private List<String> wrongSettings() {
    ForgeCall call = calls.ofProject("GET", "/approvals");
    try (ForgeAnswer answer =
        calls.send(call, (asked, as) -> asked.settings(as, repository.path()))) {
      return answer.saysNotFound()
          ? List.of("this GitLab has no settings for them, which come with Premium and Ultimate")
          : wrong(answer.read(SETTINGS));
    }
  }

  private static List<String> wrong(Settings settings) {
    List<String> wrong = new ArrayList<>();
    require(
        wrong,
        settings.resetApprovalsOnPush(),
        true,
        "reset_approvals_on_push",
        "When a commit is added: Remove all approvals");
    require(
        wrong,
        settings.mergeRequestsAuthorApproval(),
        false,
        "merge_requests_author_approval",
        "Prevent approval by merge request creator");
    require(
        wrong,
        settings.mergeRequestsDisableCommittersApproval(),
        true,
        "merge_requests_disable_committers_approval",
        "Prevent approvals by users who add commits");
    require(
        wrong,
        settings.disableOverridingApproversPerMergeRequest(),
        true,
        "disable_overriding_approvers_per_merge_request",
        "Prevent editing approval rules in merge requests");
    return wrong;
  }

  private static void require(
      List<String> wrong, Optional<Boolean> is, boolean wanted, String setting, String title) {
    if (!is.equals(Optional.of(wanted))) {
      wrong.add(
          "%s must be %s (Settings > Merge requests > Approval settings > %s)"
              .formatted(setting, wanted, title));
    }
  }

  /** As far as GitLab tells; that of a branch with a wildcard for a name it does not. */
  private boolean allowsForcePush() {
    ForgeCall call =
        calls.ofProject("GET", "/protected_branches/" + GitLabCalls.encoded(repository.branch()));
    try (ForgeAnswer answer =
        calls.send(
            call, (asked, as) -> asked.protection(as, repository.path(), repository.branch()))) {
      return answer.status() != 403
          && !answer.saysNotFound()
          && answer.read(PROTECTION).allowForcePush().orElse(false);
    }
  }

  /**
   * Who approves now.
   *
   * @param versions the heads that the request had, and since when
   */
  List<Review> of(ChangeRequest request, List<Version> versions) {
    ForgeCall call = calls.ofProject("GET", "/merge_requests/" + request.number() + "/approvals");
    List<Review> said = new ArrayList<>();
    for (Approval approval :
        calls
            .read(
                call,
                APPROVALS,
                (asked, as) -> asked.approvals(as, repository.path(), request.number()))
            .approvedBy()) {
      people
          .account(approval.user())
          .ifPresent(
              by ->
                  said.add(
                      new Review(
                          by,
                          Review.State.APPROVED,
                          headAt(approval.approvedAt().orElseThrow(this::tooOld), versions))));
    }
    return said;
  }

  private ForgeFailure tooOld() {
    return new ForgeFailure(
        Kind.UNRELIABLE,
        "the approvals of %s prove nothing: this GitLab does not tell when they were given, as 18.5 and later do"
            .formatted(repository.path()));
  }

  /** Empty text when there was none yet. */
  private static String headAt(Instant at, List<Version> versions) {
    return versions.stream()
        .filter(version -> !version.createdAt().isAfter(at))
        .max(Comparator.comparingLong(Version::id))
        .map(Version::headCommitSha)
        .orElse("");
  }
}
