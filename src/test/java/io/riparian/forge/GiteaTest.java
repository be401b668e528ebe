package io.riparian.forge;

import static io.riparian.forge.ForgeWorld.ALICE;
import static io.riparian.forge.ForgeWorld.BOB;
import static io.riparian.forge.ForgeWorld.CAROL;
import static io.riparian.forge.ForgeWorld.NOON;
import static io.riparian.forge.ForgeWorld.sha;
import static io.riparian.forge.GitHubServer.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gitea and Forgejo, which answer the same. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class GiteaTest extends ForgeContract {
  private static final Person GHOST = new Person(-1, "Ghost", false);

  private final GiteaServer gitea = new GiteaServer(world, us());

  @Override
  Answered answer(Asked asked) {
    return gitea.answer(asked);
  }

  @Override
  Forge open(URI url) {
    return new Gitea(
        ForgeEndpoint.of(URI.create(url + "/api/v1")),
        new ForgeCredential.Token(TOKEN),
        ForgeWorld.REPOSITORY,
        "riparian");
  }

  /** Whose account is a program's, Gitea does not tell. */
  @Override
  Account account(Person person) {
    return new Account(Long.toString(person.id()), person.login(), false);
  }

  @Test
  void theTokenIsShownAsGiteaWantsIt() {
    forge().open();

    assertThat(server.asked())
        .isNotEmpty()
        .allSatisfy(
            asked ->
                assertThat(asked.headers().apply("Authorization")).isEqualTo("token " + TOKEN));
  }

  // Requests.

  @Test
  void theHeadOfAMergedRequestIsTheOneThatWasMergedAndNotWhatItsBranchHoldsNow() {
    world.with(Request.of(7).mergedAs(sha(70)), Request.of(8).turnedDown());
    gitea.movedOn.put(7L, sha(99));
    gitea.movedOn.put(8L, sha(98));

    assertThat(forge().mergedWith(sha(70))).extracting(ChangeRequest::head).containsExactly(sha(7));
    assertThat(forge().request(8)).map(ChangeRequest::head).contains(sha(8));
  }

  @Test
  void aRequestWithoutABranchIsTreatedLikeOneFromAFork() {
    world.with(Request.of(7), Request.of(8));
    gitea.branchless.add(7L);

    assertThat(forge().open())
        .extracting(ChangeRequest::number, ChangeRequest::fork)
        .containsExactly(tuple(7L, true), tuple(8L, false));
  }

  @Test
  void aHiddenRepositoryIsAFailureAndNotOneWithoutRequests() {
    gitea.hidden = true;

    assertThat(failure(() -> forge().request(7)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(failure(() -> forge().mergedWith(sha(70))).kind()).isEqualTo(Kind.NOT_FOUND);
    server.disturb(asked -> asked.path().endsWith("/settings/api") ? settings(20) : nothing());
    assertThat(failure(() -> forge().open()).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  private static Optional<ResponseDefinitionBuilder> nothing() {
    return Optional.empty();
  }

  private static Optional<ResponseDefinitionBuilder> settings(int most) {
    return Optional.of(
        new ResponseDefinitionBuilder().withBody("{\"max_response_items\": " + most + "}"));
  }

  // Lists.

  @Test
  void pagesAreAsLongAsTheServerMakesThem() {
    LongStream.rangeClosed(1, 30).mapToObj(Request::of).forEach(world::with);

    assertThat(forge().open()).hasSize(30);
    assertThat(server.asked())
        .filteredOn(asked -> asked.path().endsWith("/pulls"))
        .extracting(asked -> asked.parameter("page") + "/" + asked.parameter("limit"))
        .containsExactly("1/20", "2/20");
  }

  @Test
  void anEmptyPageIsNotTakenForTheLast() {
    gitea.reviews.addAll(Collections.nCopies(25, GiteaServer.UNFINISHED));
    world.with(Request.of(7).with(new Said(BOB, Review.State.APPROVED, sha(7))));

    assertThat(reviews(7).said())
        .containsExactly(new Review(BOB.account(), Review.State.APPROVED, sha(7)));
  }

  @Test
  void aListThatDoesNotSayHowLongItIsIsABadAnswer() {
    forge().open();
    server.disturb(any -> Optional.of(new ResponseDefinitionBuilder().withBody("[]")));

    assertThat(failure(() -> forge().open()).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void aListThatChangesWhileItIsReadIsABadAnswer() {
    LongStream.rangeClosed(1, 50).mapToObj(Request::of).forEach(world::with);
    server.disturb(
        asked -> {
          if (asked.parameter("page").equals("2")) {
            world.requests.remove(0);
          }
          return nothing();
        });

    assertThat(failure(() -> forge().open()).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void aServerWithoutPagesIsABadAnswer() {
    server.disturb(any -> settings(0));

    assertThat(failure(() -> forge().open()).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  // Reviews.

  private Review.State state(String state, boolean stale, boolean dismissed) {
    gitea.reviews.add(GiteaServer.review(1, gitea.user(BOB), state, sha(7), stale, dismissed));
    world.with(Request.of(7));
    return reviews(7).said().get(0).state();
  }

  @Test
  void anApprovalThatAPushMadeStaleApprovesNothing() {
    assertThat(state("APPROVED", true, false)).isEqualTo(Review.State.DISMISSED);
  }

  @Test
  void aDismissedApprovalApprovesNothing() {
    assertThat(state("APPROVED", false, true)).isEqualTo(Review.State.DISMISSED);
  }

  @Test
  void aRejectionStandsAfterAPush() {
    assertThat(state("REQUEST_CHANGES", true, false)).isEqualTo(Review.State.CHANGES_REQUESTED);
  }

  @Test
  void aDismissedRejectionStandsNoMore() {
    assertThat(state("REQUEST_CHANGES", false, true)).isEqualTo(Review.State.DISMISSED);
  }

  @Test
  void whatIsOnlyAskedForOrNobodysIsNotSaid() {
    world.with(Request.of(7));
    gitea.reviews.addAll(
        List.of(
            GiteaServer.review(1, gitea.user(BOB), "REQUEST_REVIEW", "", false, false),
            GiteaServer.review(2, gitea.user(us()), "PENDING", sha(7), false, false),
            GiteaServer.review(3, gitea.user(GHOST), "APPROVED", sha(7), false, false),
            map(
                "id",
                4,
                "user",
                null,
                "team",
                map("id", 9, "name", "payments"),
                "state",
                "REQUEST_REVIEW",
                "commit_id",
                "",
                "stale",
                false,
                "dismissed",
                false)));

    assertThat(reviews(7).said()).isEmpty();
  }

  @Test
  void aStateThatIsNotKnownIsABadAnswer() {
    assertThat(failure(() -> state("BLESSED", false, false)).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  // Who has a part in it.

  @Test
  void whoeverPushedToItHasAPartInItWhateverItsCommitsSay() {
    world.with(
        Request.of(7)
            .with(new Push(ALICE, "", sha(1), false), new Push(CAROL, sha(1), sha(7), true)));

    assertThat(reviews(7).contributors()).contains(CAROL.account());
    assertThat(reviews(7).strangers()).isEmpty();
  }

  @Test
  void aHeadThatNobodyIsKnownToHavePushedIsAStranger() {
    world.with(Request.of(7).with(new Push(ALICE, "", sha(1), false)));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  @Test
  void aPushIsFoundBehindPagesOfCommentsOnLines() {
    gitea.earlier.addAll(Collections.nCopies(50, GiteaServer.LINE_COMMENT));
    world.with(
        Request.of(7)
            .with(new Push(CAROL, "", sha(1), false), new Push(ALICE, sha(1), sha(7), false)));

    assertThat(reviews(7).contributors()).contains(CAROL.account());
    assertThat(reviews(7).strangers()).isEmpty();
  }

  @Test
  void aTimelineThatIsNeverReadToItsHeadMakesItAStranger() {
    gitea.earlier.addAll(Collections.nCopies(90, GiteaServer.LINE_COMMENT));
    world.with(Request.of(7));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  private static Request approvedBeforeItsBaseChanged() {
    return Request.of(7)
        .with(new Said(BOB, Review.State.APPROVED, sha(7)))
        .retargeted(NOON.plusSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 900})
  void aChangeOfTheBaseIsFoundBehindPagesOfCommentsOnLinesWhenItWasMerged(int comments) {
    gitea.later.addAll(Collections.nCopies(comments, GiteaServer.LINE_COMMENT));
    world.with(approvedBeforeItsBaseChanged().mergedAs(sha(70)));

    assertThat(reviews(7).said())
        .containsExactly(new Review(BOB.account(), Review.State.DISMISSED, sha(7)));
    assertThat(reviews(7).strangers()).isEmpty();
  }

  @Test
  void anApprovalOfAMergedRequestWhoseMergeIsNeverToldIsNotTold() {
    gitea.later.addAll(Collections.nCopies(1_000, GiteaServer.LINE_COMMENT));
    world.with(approvedBeforeItsBaseChanged().mergedAs(sha(70)));

    assertThat(failure(() -> reviews(7)).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void aChangeOfTheBaseIsFoundBehindPagesOfCommentsOnLinesWhileItIsOpen() {
    gitea.later.addAll(Collections.nCopies(50, GiteaServer.LINE_COMMENT));
    world.with(approvedBeforeItsBaseChanged());

    assertThat(reviews(7).said())
        .containsExactly(new Review(BOB.account(), Review.State.DISMISSED, sha(7)));
  }

  @Test
  void theTimelineIsNotReadToItsEndUntilSomebodyApproves() {
    world.with(Request.of(7).with(new Said(BOB, Review.State.APPROVED, sha(6))));
    reviews(7);

    assertThat(server.asked()).filteredOn(asked -> asked.path().endsWith("/timeline")).hasSize(1);
  }

  @Test
  void aHeadThatADeletedAccountPushedIsAStranger() {
    world.with(Request.of(7).with(new Push(GHOST, "", sha(7), false)));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  @Test
  void aPushThatIsToldInAnotherWayProvesNothing() {
    world.with(Request.of(7));
    server.disturb(
        asked ->
            asked.path().endsWith("/timeline")
                ? Optional.of(
                    new ResponseDefinitionBuilder()
                        .withHeader("X-Total-Count", "1")
                        .withBody(
                            "[{\"type\": \"pull_push\", \"body\": \"1 commit\","
                                + " \"user\": {\"id\": 1, \"login\": \"alice\"}}]"))
                : nothing());

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  @Test
  void aCommitThatSomebodyUnknownCommittedIsAStranger() {
    world.with(
        Request.of(7)
            .with(
                new Commit(sha(1), Optional.of(ALICE), Optional.empty()),
                Commit.by(sha(7), ALICE)));

    assertThat(reviews(7).strangers()).containsExactly(sha(1));
  }

  // Teams.

  @Test
  void theNameOfATeamIsTheSameInEitherCase() {
    world.teams.put("@acme/Payments", List.of(BOB));

    assertThat(forge().members("@acme/payments").orElseThrow()).containsExactly(BOB.account());
  }

  @Test
  void anOrganisationThatIsNotKnownHasNoTeams() {
    assertThat(forge().members("@unknown/payments")).isEmpty();
  }

  @Test
  void aTeamWhoseMembersAreHiddenIsAFailureAndNotAnEmptyOne() {
    world.teams.put("@acme/payments", List.of(BOB));
    server.disturb(
        asked ->
            asked.path().endsWith("/members")
                ? Optional.of(
                    new ResponseDefinitionBuilder().withStatus(404).withBody("{\"message\":\"\"}"))
                : nothing());

    assertThat(failure(() -> forge().members("@acme/payments")).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  // Verdicts.

  @Test
  void aVerdictThatStandsAlreadyIsNotShownAgain() {
    forge().check(check(Conclusion.FAILURE, "1 mistake", 1));
    forge().check(check(Conclusion.FAILURE, "1 mistake", 1));
    forge().check(check(Conclusion.NEUTRAL, "nothing of ours", 0));
    forge().check(check(Conclusion.FAILURE, "1 mistake", 1));

    assertThat(world.verdicts)
        .extracting(ForgeWorld.Verdict::conclusion)
        .containsExactly(Conclusion.FAILURE, Conclusion.SUCCESS, Conclusion.FAILURE);
  }

  // Failures.

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORISED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "422, REFUSED",
    "429, RATE_LIMITED",
    "500, UNWELL",
    "302, BAD_ANSWER",
    "200, BAD_ANSWER"
  })
  void whatIsNoAnswerIsAFailure(int status, Kind kind) {
    world.with(Request.of(7));
    ChangeRequest request = forge().request(7).orElseThrow();
    server.disturb(
        any ->
            Optional.of(
                new ResponseDefinitionBuilder()
                    .withStatus(status)
                    .withBody("{\"message\": \"no\"}")));

    assertThat(failure(() -> forge().open()).kind()).isEqualTo(kind);
    assertThat(failure(() -> forge().reviews(request)).kind()).isEqualTo(kind);
  }
}
