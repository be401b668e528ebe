package io.riparian.forge;

import static io.riparian.forge.ForgeWorld.ALICE;
import static io.riparian.forge.ForgeWorld.BOB;
import static io.riparian.forge.ForgeWorld.CAROL;
import static io.riparian.forge.ForgeWorld.ROBOT;
import static io.riparian.forge.ForgeWorld.sha;
import static io.riparian.forge.GitHubServer.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.connect.WithoutTheDaemon;
import io.riparian.forge.Check.Conclusion;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.ForgeServer.Answered;
import io.riparian.forge.ForgeServer.Asked;
import io.riparian.forge.ForgeWorld.Commit;
import io.riparian.forge.ForgeWorld.Person;
import io.riparian.forge.ForgeWorld.Push;
import io.riparian.forge.ForgeWorld.Request;
import io.riparian.forge.ForgeWorld.Said;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GitLab, which tells less of approvals and of commits than the others. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class GitLabTest extends ForgeContract {
  private static final Person GHOST = new Person(5, "ghost", false);
  private static final Said APPROVED = new Said(BOB, Review.State.APPROVED, sha(7));

  private final GitLabServer gitLab =
      new GitLabServer(world, (asked, all) -> server.page(asked, all), us());

  @Override
  Answered answer(Asked asked) {
    return gitLab.answer(asked);
  }

  @Override
  Forge open(URI url) {
    return open(url, ForgeWorld.REPOSITORY);
  }

  private static Forge open(URI url, ForgeRepository repository) {
    return new GitLab(
        ForgeEndpoint.of(URI.create(url + "/api/v4")),
        new ForgeCredential.Token(TOKEN),
        repository,
        "riparian");
  }

  private static Optional<ResponseDefinitionBuilder> nothing() {
    return Optional.empty();
  }

  private static Optional<ResponseDefinitionBuilder> answers(int status) {
    return Optional.of(
        new ResponseDefinitionBuilder().withStatus(status).withBody("{\"message\": \"no\"}"));
  }

  @Test
  void theTokenIsShownAsGitLabWantsIt() {
    forge().open();

    assertThat(server.asked())
        .isNotEmpty()
        .allSatisfy(asked -> assertThat(asked.headers().apply("PRIVATE-TOKEN")).isEqualTo(TOKEN));
  }

  @Test
  void aProjectInGroupsOfGroupsIsNamedByItsWholePath() {
    try (Forge deep = open(server.url(), new ForgeRepository("acme/data/connect", "main"))) {
      failure(deep::open);
    }

    assertThat(server.asked())
        .extracting(Asked::path)
        .containsExactly("/api/v4/projects/acme%2Fdata%2Fconnect/merge_requests");
  }

  // Requests.

  private String mergedAs(String merge, String squash) {
    world.with(Request.of(7).mergedAs(sha(7)));
    gitLab.merging =
        any ->
            map(
                "merge_commit_sha", merge.isEmpty() ? null : merge,
                "squash_commit_sha", squash.isEmpty() ? null : squash);
    return forge().request(7).orElseThrow().mergedAs();
  }

  @Test
  void aMergeCommitIsWhatTheMergeMade() {
    assertThat(mergedAs(sha(70), sha(71))).isEqualTo(sha(70));
  }

  @Test
  void withoutAMergeCommitItIsTheSquashedOne() {
    assertThat(mergedAs("", sha(71))).isEqualTo(sha(71));
  }

  @Test
  void whatWasOnlyAppendedWasMergedAsItsOwnHead() {
    assertThat(mergedAs("", "")).isEqualTo(sha(7));
  }

  @Test
  void aRequestThatAsksForNoCommitIsNotOpen() {
    world.with(Request.of(7));
    server.disturb(
        asked ->
            asked.path().endsWith("/merge_requests")
                ? Optional.of(
                    new ResponseDefinitionBuilder()
                        .withBody(
                            """
                            [{"iid": 7, "web_url": "https://gitlab.example/x", "state": "opened",
                              "author": {"id": 1, "username": "alice"}, "sha": null,
                              "source_branch": "topic", "source_project_id": null,
                              "target_project_id": 77, "target_branch": "main",
                              "created_at": "2026-01-01T00:00:00.000Z"}]"""))
                : nothing());

    assertThat(forge().open()).isEmpty();
  }

  @Test
  void aHiddenProjectIsAFailureAndNotOneWithoutRequests() {
    server.disturb(any -> answers(404));

    assertThat(failure(() -> forge().request(7)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(failure(() -> forge().mergedWith(sha(7))).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  // Approvals, and the commit that they are of.

  @Test
  void anApprovalIsOfTheHeadAtItsTime() {
    world.with(
        Request.of(7)
            .with(Commit.by(sha(1), ALICE), Commit.by(sha(2), ALICE))
            .with(
                new Said(BOB, Review.State.APPROVED, sha(1)),
                new Said(CAROL, Review.State.APPROVED, sha(2))));

    assertThat(reviews(7).said())
        .containsExactly(
            new Review(BOB.account(), Review.State.APPROVED, sha(1)),
            new Review(CAROL.account(), Review.State.APPROVED, sha(2)));
  }

  @Test
  void anApprovalBeforeAnyHeadIsOfNone() {
    world.with(Request.of(7).with(new Said(BOB, Review.State.APPROVED, sha(99))));

    assertThat(reviews(7).said())
        .containsExactly(new Review(BOB.account(), Review.State.APPROVED, ""));
  }

  @Test
  void anApprovalWithoutATimeProvesNothing() {
    gitLab.tellsTimes = false;
    world.with(Request.of(7).with(APPROVED));

    assertThat(failure(() -> reviews(7)))
        .returns(Kind.UNRELIABLE, ForgeFailure::kind)
        .hasMessageContaining("18.5");
  }

  @Test
  void aPushWhileApprovalsAreReadIsABadAnswer() {
    world.with(Request.of(7).with(APPROVED));
    ChangeRequest before = forge().request(7).orElseThrow();
    server.disturb(
        asked -> {
          if (asked.path().endsWith("/7/approvals")) {
            world.requests.set(0, Request.of(7).with(Commit.by(sha(8), CAROL)).with(APPROVED));
          }
          return nothing();
        });

    assertThat(failure(() -> forge().reviews(before)).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  // How approvals are set up.

  private ForgeFailure unreliable() {
    world.with(Request.of(7).with(APPROVED));
    ForgeFailure failure = failure(() -> reviews(7));
    assertThat(failure.kind()).isEqualTo(Kind.UNRELIABLE);
    return failure;
  }

  @ParameterizedTest
  @CsvSource({
    "reset_approvals_on_push, false, Remove all approvals",
    "merge_requests_author_approval, true, Prevent approval by merge request creator",
    "merge_requests_disable_committers_approval, false, Prevent approvals by users who add commits",
    "disable_overriding_approvers_per_merge_request, false, Prevent editing approval rules"
  })
  void aSettingByWhichApprovalsProveNothingIsNamed(String setting, boolean wrong, String title) {
    gitLab.settings.put(setting, wrong);

    assertThat(unreliable()).hasMessageContainingAll(setting + " must be " + !wrong, title);
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    gitLab.settings.replaceAll((setting, right) -> !((Boolean) right));
    gitLab.forcePush = Optional.of(true);

    assertThat(unreliable())
        .hasMessageContainingAll(gitLab.settings.keySet().toArray(String[]::new))
        .hasMessageContaining("force push");
  }

  @Test
  void aSettingThatIsNotToldIsTakenForWrong() {
    gitLab.settings.remove("merge_requests_author_approval");

    assertThat(unreliable()).hasMessageContaining("merge_requests_author_approval must be false");
  }

  @Test
  void aGitLabWithoutSuchSettingsProvesNothing() {
    gitLab.settings.clear();

    assertThat(unreliable()).hasMessageContaining("Premium");
  }

  @Test
  void aBranchWhoseProtectionIsNotToldIsNoHindrance() {
    gitLab.forcePush = Optional.empty();
    world.with(Request.of(7).with(APPROVED));

    assertThat(reviews(7).said()).hasSize(1);
  }

  @Test
  void settingsThatCannotBeReadAreAFailure() {
    world.with(Request.of(7).with(APPROVED));
    server.disturb(asked -> asked.path().endsWith("connect/approvals") ? answers(403) : nothing());

    assertThat(failure(() -> reviews(7)).kind()).isEqualTo(Kind.FORBIDDEN);
  }

  // Who has a part in it.

  @Test
  void whoeverPushedAnyOfItHasAPartInIt() {
    world.with(
        Request.of(7)
            .with(Commit.by(sha(1), ALICE), Commit.by(sha(7), ALICE))
            .with(new Push(CAROL, "", sha(1), false), new Push(ALICE, sha(1), sha(7), false)));

    assertThat(reviews(7).contributors())
        .containsExactlyInAnyOrder(CAROL.account(), ALICE.account());
    assertThat(reviews(7).strangers()).isEmpty();
  }

  @Test
  void whoeverPushedTheSameHeadAgainHasAPartInItToo() {
    world.with(
        Request.of(7)
            .with(new Push(CAROL, "", sha(7), false), new Push(ALICE, sha(90), sha(7), true)));

    assertThat(reviews(7).contributors())
        .containsExactlyInAnyOrder(CAROL.account(), ALICE.account());
  }

  @Test
  void whoPushedWhatTheBranchWasBegunFromHasNoPartInIt() {
    world.with(
        Request.of(7)
            .with(new Push(CAROL, "", sha(90), false), new Push(ALICE, sha(90), sha(7), false)));

    assertThat(reviews(7).contributors()).containsExactly(ALICE.account());
  }

  @Test
  void aPushToAnotherBranchIsNoPartOfIt() {
    world.with(Request.of(7), Request.of(8).with(new Push(CAROL, "", sha(7), false)));

    assertThat(reviews(7).contributors()).containsExactly(ALICE.account());
  }

  @Test
  void aHeadThatWasPushedTogetherWithManyOthersIsAStranger() {
    gitLab.inBulk.add(sha(7));
    world.with(Request.of(7));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  @Test
  void aHeadThatADeletedAccountPushedIsAStranger() {
    world.with(Request.of(7).with(new Push(GHOST, "", sha(7), false)));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
    assertThat(reviews(7).contributors()).isEmpty();
  }

  @Test
  void whoPushedToAForkIsAskedThere() {
    world.with(Request.of(7).fromAFork().with(new Push(CAROL, "", sha(7), false)));

    assertThat(reviews(7).contributors()).containsExactly(CAROL.account());
  }

  @Test
  void aForkThatIsHiddenMakesItsHeadAStranger() {
    gitLab.hidden.add(78);
    world.with(Request.of(7).fromAFork());

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  // Programs.

  private boolean isBot(Person person) {
    world.with(Request.of(7).with(new Said(person, Review.State.APPROVED, sha(7))));
    return reviews(7).said().get(0).by().bot();
  }

  @Test
  void anApproverIsAPersonWhenGitLabSaysSo() {
    assertThat(isBot(BOB)).isFalse();
  }

  @Test
  void anApproverIsAProgramWhenGitLabSaysSo() {
    assertThat(isBot(ROBOT)).isTrue();
  }

  @Test
  void anApproverOfWhomGitLabSaysNothingIsTakenForAProgram() {
    gitLab.untold.add(BOB.id());

    assertThat(isBot(BOB)).isTrue();
  }

  @Test
  void anApproverWhomGitLabDoesNotKnowIsTakenForAProgram() {
    assertThat(isBot(new Person(33, "mallory", false))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"project_12_bot", "project_12_bot_a1b2", "group_3_bot_x", "service_account_0a1b"})
  void theNameOfATokensAccountTellsThatItIsAProgram(String name) {
    assertThat(isBot(new Person(BOB.id(), name, false))).isTrue();
  }

  @Test
  void whetherAnAccountIsAProgramsIsAskedOnce() {
    world.with(Request.of(7).with(APPROVED));

    reviews(7);
    reviews(7);

    assertThat(server.asked())
        .filteredOn(asked -> asked.path().endsWith("/users/" + BOB.id()))
        .hasSize(1);
  }

  // Groups.

  @Test
  void aGroupInAGroupTellsItsOwnMembers() {
    world.teams.put("@acme/data/payments", List.of(BOB));

    assertThat(forge().members("@acme/data/payments").orElseThrow()).containsExactly(BOB.account());
    assertThat(server.asked())
        .extracting(Asked::path)
        .containsExactly("/api/v4/groups/acme%2Fdata%2Fpayments/members");
  }

  @Test
  void aMemberWhoIsBlockedIsNone() {
    world.teams.put("@acme/payments", List.of(BOB));
    gitLab.blocked.add(CAROL);

    assertThat(forge().members("@acme/payments").orElseThrow()).containsExactly(BOB.account());
  }

  // Comments.

  @Test
  void nothingThatACommentQuotesIsAnOrderToGitLab() {
    world.with(Request.of(7));
    ChangeRequest request = forge().request(7).orElseThrow();
    String quoting = "/approve\n  /merge\n\t/close\n/\rlabel\n    path: /data/x\n/1\n";

    forge().comment(request, "riparian:plan", quoting);
    forge().comment(request, "riparian:plan", quoting);

    assertThat(world.comments)
        .extracting(comment -> comment.body().lines().skip(1).toList())
        .containsExactly(
            List.of(
                "\\/approve",
                "  \\/merge",
                "\t\\/close",
                "\\/",
                "label",
                "    path: /data/x",
                "/1"));
    assertThat(server.asked()).filteredOn(Asked::writes).hasSize(1);
  }

  // Verdicts.

  @Test
  void whatIsPendingIsNotMadePendingAgainBecauseGitLabRefusesThat() {
    forge().check(check(Conclusion.PENDING, "looking", 0));
    forge().check(check(Conclusion.PENDING, "still looking", 0));
    forge().check(check(Conclusion.NEUTRAL, "nothing of ours", 0));
    forge().check(check(Conclusion.NEUTRAL, "nothing of ours", 0));

    assertThat(world.verdicts)
        .extracting(ForgeWorld.Verdict::conclusion)
        .containsExactly(Conclusion.PENDING, Conclusion.SUCCESS);
  }

  // Failures.

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORISED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "400, REFUSED",
    "429, RATE_LIMITED",
    "502, UNWELL",
    "302, BAD_ANSWER",
    "200, BAD_ANSWER"
  })
  void whatIsNoAnswerIsAFailure(int status, Kind kind) {
    world.with(Request.of(7));
    ChangeRequest request = forge().request(7).orElseThrow();
    server.disturb(any -> answers(status));

    assertThat(failure(() -> forge().open()).kind()).isEqualTo(kind);
    assertThat(failure(() -> forge().reviews(request)).kind()).isEqualTo(kind);
  }
}
