package io.riparian.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.riparian.forge.ForgeWorld.ALICE;
import static io.riparian.forge.ForgeWorld.BOB;
import static io.riparian.forge.ForgeWorld.CAROL;
import static io.riparian.forge.ForgeWorld.NOON;
import static io.riparian.forge.ForgeWorld.sha;
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
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GitHub, with the token of an account. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class GitHubTest extends ForgeContract {
  private static final Person WEB_FLOW = new Person(19864447, "web-flow", false);

  private final GitHubServer gitHub =
      new GitHubServer(world, (asked, all) -> server.page(asked, all), us());

  @Override
  Answered answer(Asked asked) {
    assertThat(asked.headers().apply("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(asked.headers().apply("Accept")).isEqualTo("application/vnd.github+json");
    assertThat(asked.headers().apply("User-Agent")).isEqualTo("riparian");
    return gitHub.answer(asked);
  }

  @Override
  Forge open(URI url) {
    return new GitHub(
        ForgeEndpoint.of(url), new ForgeCredential.Token(TOKEN), ForgeWorld.REPOSITORY, "riparian");
  }

  @AfterEach
  void gitHubsOwnDescriptionAllowsWhatWasAsked() {
    GitHubDescription.given().ifPresent(description -> server.asked().forEach(description::check));
  }

  /** Another answer to the requests whose path ends so. */
  private void disturb(String end, ResponseDefinitionBuilder answer) {
    server.disturb(asked -> asked.path().endsWith(end) ? Optional.of(answer) : Optional.empty());
  }

  private static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse().withStatus(status).withBody(body);
  }

  @Test
  void theApiOfAnEnterpriseServerLiesBelowItsUrl() {
    try (ForgeServer enterprise =
            new ForgeServer(asked -> new Answered(200, java.util.List.of(), ""));
        Forge forge = open(URI.create(enterprise.url() + "/api/v3"))) {
      assertThat(forge.open()).isEmpty();

      assertThat(enterprise.asked())
          .extracting(Asked::path)
          .containsExactly("/api/v3/repos/acme/connect/pulls");
    }
  }

  // Requests.

  @Test
  void aRepositoryThatIsHiddenIsNotARequestThatIsNotThere() {
    server.disturb(asked -> Optional.of(json(404, "{\"message\": \"Not Found\"}")));

    assertThat(failure(() -> forge().request(7)).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void somebodyElsesNotFoundSaysNothing() {
    server.disturb(asked -> Optional.of(json(404, "<html>no such page</html>")));

    assertThat(failure(() -> forge().request(7)).kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(failure(() -> forge().members("@acme/payments")).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void aRequestWhoseAuthorAndForkAreGoneIsStillTold() {
    disturb(
        "/pulls/7",
        json(
            200,
            """
            {"number": 7, "html_url": "https://github.example/7", "state": "open", "user": null,
             "head": {"ref": "x", "sha": "a", "repo": null}, "commits": 1,
             "base": {"ref": "main", "sha": "b", "repo": {"id": 77, "full_name": "a/b"}}}"""));

    assertThat(forge().request(7).orElseThrow())
        .returns(Account.DELETED, ChangeRequest::author)
        .returns(true, ChangeRequest::fork);
  }

  @Test
  void aRequestToTheBranchOfAnotherRepositoryBroughtNothing() {
    String pull =
        """
        [{"number": 7, "html_url": "https://github.example/7", "state": "closed", "user": null,
          "merged_at": "2026-01-01T00:00:00Z", "merge_commit_sha": "%1$s",
          "head": {"ref": "x", "sha": "a", "repo": null},
          "base": {"ref": "main", "sha": "b", "repo": {"id": 78, "full_name": "%2$s"}}}]""";
    disturb("/pulls", json(200, pull.formatted(sha(70), "eve/connect")));
    assertThat(forge().mergedWith(sha(70))).isEmpty();

    disturb("/pulls", json(200, pull.formatted(sha(70), "acme/connect")));
    assertThat(forge().mergedWith(sha(70))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "[null]", "[{}]", "[", "[] []", "[{\"number\": \"7\"}]"})
  void whatIsNotTheWholeListIsABadAnswer(String body) {
    server.disturb(asked -> Optional.of(json(200, body)));

    assertThat(failure(() -> forge().open()).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  // Reviews.

  @ParameterizedTest
  @EnumSource(Review.State.class)
  void eachKindOfReviewIsTold(Review.State state) {
    world.with(Request.of(7).with(new Said(BOB, state, sha(7))));

    assertThat(reviews(7).said()).extracting(Review::state).containsExactly(state);
  }

  @Test
  void aReviewOfACommitThatIsGoneIsOfNone() {
    world.with(Request.of(7).with(new Said(BOB, Review.State.APPROVED, "")));

    assertThat(reviews(7).said()).extracting(Review::commit).containsExactly("");
  }

  @Test
  void anApprovalOfNobodyIsNone() {
    world.with(Request.of(7));
    disturb(
        "/reviews", json(200, "[{\"user\": null, \"state\": \"APPROVED\", \"commit_id\": \"a\"}]"));

    assertThat(reviews(7).said()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PENDING, true", "ENDORSED, false"})
  void aReviewThatIsNotSaidYetIsNoneAndOneOfANewKindIsABadAnswer(String state, boolean fine) {
    world.with(Request.of(7));
    disturb(
        "/reviews",
        json(200, "[{\"user\": {\"id\": 1, \"login\": \"a\"}, \"state\": \"" + state + "\"}]"));

    if (fine) {
      assertThat(reviews(7).said()).isEmpty();
    } else {
      assertThat(failure(() -> reviews(7)).kind()).isEqualTo(Kind.BAD_ANSWER);
    }
  }

  private static Said approval() {
    return new Said(BOB, Review.State.APPROVED, sha(7));
  }

  private long askedForEvents() {
    return server.asked().stream().filter(asked -> asked.path().endsWith("/events")).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"automatic_base_change_succeeded", "base_ref_force_pushed"})
  void aBaseThatChangedOtherwiseTakesApprovalsBackToo(String change) {
    gitHub.baseChange = change;
    world.with(Request.of(7).with(approval()).retargeted(NOON.plusSeconds(1)));

    assertThat(reviews(7).said())
        .containsExactly(new Review(BOB.account(), Review.State.DISMISSED, sha(7)));
  }

  @Test
  void aRefusalStaysWhenTheBaseChanges() {
    world.with(
        Request.of(7)
            .with(approval(), new Said(CAROL, Review.State.CHANGES_REQUESTED, sha(7)))
            .retargeted(NOON.plusSeconds(1)));

    assertThat(reviews(7).said())
        .extracting(Review::state)
        .containsExactly(Review.State.DISMISSED, Review.State.CHANGES_REQUESTED);
  }

  @ParameterizedTest
  @CsvSource({"true, DISMISSED", "false, APPROVED"})
  void anApprovalWithoutATimeIsOfNoKnownBase(boolean retargeted, Review.State state) {
    Instant[] changes = retargeted ? new Instant[] {NOON} : new Instant[0];
    world.with(Request.of(7).retargeted(changes));
    disturb(
        "/reviews",
        json(
            200,
            "[{\"user\": {\"id\": 2, \"login\": \"bob\"}, \"state\": \"APPROVED\", \"commit_id\": \""
                + sha(7)
                + "\"}]"));

    assertThat(reviews(7).said()).extracting(Review::state).containsExactly(state);
  }

  @Test
  void aChangeOfTheBaseIsFoundOnWhicheverPage() {
    world.with(
        Request.of(7)
            .with(approval())
            .retargeted(
                IntStream.rangeClosed(-300, 1)
                    .mapToObj(NOON::plusSeconds)
                    .toArray(Instant[]::new)));

    assertThat(reviews(7).said()).extracting(Review::state).containsOnly(Review.State.DISMISSED);
    assertThat(askedForEvents()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "404, '{\"message\": \"Not Found\"}'",
    "200, '[{\"event\": \"base_ref_changed\"}]'",
    "200, '{}'"
  })
  void anApprovalWhoseBaseCannotBeKnownIsNotTold(int status, String body) {
    world.with(Request.of(7).with(approval()));
    disturb("/events", json(status, body));

    failure(() -> reviews(7));
  }

  @Test
  void theBaseDoesNotMatterUntilSomebodyApproves() {
    world.with(
        Request.of(7)
            .with(
                new Said(BOB, Review.State.APPROVED, sha(6)),
                new Said(CAROL, Review.State.COMMENTED, sha(7))));
    reviews(7);

    assertThat(askedForEvents()).isZero();
  }

  @Test
  void whoeverCommittedHasAPartInIt() {
    world.with(Request.of(7).with(Commit.by(sha(7), ALICE).committedBy(CAROL)));

    assertThat(reviews(7).contributors())
        .containsExactlyInAnyOrder(ALICE.account(), CAROL.account());
  }

  @Test
  void whatGitHubItselfCommittedIsNobodyElses() {
    world.with(Request.of(7).with(Commit.by(sha(7), ALICE).committedBy(WEB_FLOW)));

    assertThat(reviews(7).contributors()).containsExactly(ALICE.account());
    assertThat(reviews(7).strangers()).isEmpty();
  }

  @Test
  void whatOnlyPretendsToBeGitHubsIsAStrangers() {
    world.with(Request.of(7));
    disturb(
        "/commits",
        json(
            200,
            """
            [{"sha": "%s", "author": {"id": 1, "login": "alice", "type": "User"},
              "committer": {"id": 19864447, "login": "web-flow", "type": "User"},
              "commit": {"verification": {"verified": false}}}]"""
                .formatted(sha(7))));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  @ParameterizedTest
  @CsvSource({"null, null", "{}, null", "null, {}", "{}, {}"})
  void aCommitOfWhichOneAccountIsUnknownIsAStrangers(String author, String committer) {
    world.with(Request.of(7));
    disturb(
        "/commits",
        json(
            200,
            "[{\"sha\": \"%s\", \"author\": %s, \"committer\": %s}]"
                .formatted(sha(7), author, committer)));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  @Test
  void aRequestWithMoreCommitsThanGitHubTellsIsABadAnswer() {
    world.with(
        Request.of(7)
            .with(
                LongStream.rangeClosed(1, 250)
                    .mapToObj(i -> Commit.by(sha(i), ALICE))
                    .toArray(Commit[]::new)));
    assertThat(reviews(7).contributors()).containsExactly(ALICE.account());

    world.with(
        Request.of(8)
            .with(
                LongStream.rangeClosed(1, 251)
                    .mapToObj(i -> Commit.by(sha(i), ALICE))
                    .toArray(Commit[]::new)));
    assertThat(failure(() -> reviews(8)).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"sha\": \"ffff\"}]"})
  void commitsThatAreNotThoseOfTheHeadAreABadAnswer(String commits) {
    world.with(Request.of(7));
    disturb("/commits", json(200, commits));

    assertThat(failure(() -> reviews(7)).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  // Pushes.

  @Test
  void whoeverPushedHasAPartInIt() {
    world.with(
        Request.of(7)
            .with(Commit.by(sha(1), ALICE), Commit.by(sha(2), ALICE))
            .with(new Push(CAROL, sha(90), sha(91), false), new Push(BOB, sha(91), sha(2), false)));

    assertThat(reviews(7).contributors()).containsExactlyInAnyOrder(ALICE.account(), BOB.account());
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void whereNoPushIsToldNothingIsProven(int status) {
    world.with(Request.of(7).with(new Push(BOB, sha(0), sha(7), false)));
    disturb("/activity", json(status, "{\"message\": \"Resource not accessible\"}"));

    assertThat(failure(() -> reviews(7)))
        .returns(Kind.UNRELIABLE, ForgeFailure::kind)
        .hasMessageContaining("read its contents");
  }

  @Test
  void aHeadThatNoToldPushBroughtIsAStrangers() {
    world.with(
        Request.of(7)
            .with(Commit.by(sha(1), ALICE), Commit.by(sha(2), ALICE))
            .with(new Push(ALICE, sha(90), sha(1), false)));

    assertThat(reviews(7).strangers()).containsExactly(sha(2));
  }

  @Test
  void whoPushedABranchThatIsGoneIsToldAmongAllElse() {
    world.with(Request.of(6), Request.of(7).with(new Push(BOB, sha(0), sha(7), false)));
    gitHub.deleted = true;

    assertThat(reviews(7).contributors()).containsExactlyInAnyOrder(ALICE.account(), BOB.account());
    assertThat(reviews(7).strangers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"422, REFUSED", "500, UNWELL", "429, RATE_LIMITED", "401, UNAUTHORISED"})
  void anyOtherAnswerAboutPushesIsAFailure(int status, Kind kind) {
    world.with(Request.of(7));
    disturb("/activity", json(status, "{\"message\": \"no\"}"));

    assertThat(failure(() -> reviews(7)).kind()).isEqualTo(kind);
  }

  @Test
  void aLimitIsNotTakenForAServerThatTellsNoPushes() {
    world.with(Request.of(7));
    disturb("/activity", json(403, "{}").withHeader("Retry-After", "60"));

    assertThat(failure(() -> reviews(7)).kind()).isEqualTo(Kind.RATE_LIMITED);
  }

  @Test
  void whoeverPushedToAForkHasAPartInIt() {
    world.with(Request.of(7).fromAFork().with(new Push(BOB, sha(0), sha(7), false)));

    assertThat(reviews(7).contributors()).containsExactlyInAnyOrder(ALICE.account(), BOB.account());
  }

  @Test
  void aForkThatIsHiddenMayBeAnybodys() {
    world.with(Request.of(7).fromAFork());
    disturb("/activity", json(404, "{\"message\": \"Not Found\"}"));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  @Test
  void allPushesToABranchThatIsGoneAreFoundHoweverMuchWasDoneSince() {
    world.with(
        Request.of(7)
            .with(Commit.by(sha(1), ALICE), Commit.by(sha(2), ALICE))
            .with(new Push(BOB, sha(90), sha(1), false), new Push(ALICE, sha(1), sha(2), false)));
    gitHub.deleted = true;
    gitHub.between = 150;

    assertThat(reviews(7).contributors()).containsExactlyInAnyOrder(ALICE.account(), BOB.account());
  }

  @Test
  void aPushOfADeletedAccountIsAStrangers() {
    world.with(Request.of(7));
    disturb(
        "/activity",
        json(
            200,
            "[{\"activity_type\": \"push\", \"ref\": \"refs/heads/topic-7\", \"before\": \"0\", \"after\": \"%s\", \"actor\": null}]"
                .formatted(sha(7))));

    assertThat(reviews(7).strangers()).containsExactly(sha(7));
  }

  @Test
  void anOldBranchIsNotReadToItsBeginning() {
    Push[] pushes =
        LongStream.rangeClosed(1, 5_300)
            .mapToObj(i -> new Push(BOB, sha(10_000 + i), sha(10_001 + i), false))
            .toArray(Push[]::new);
    pushes[pushes.length - 1] = new Push(CAROL, sha(15_300), sha(7), false);
    world.with(Request.of(7).with(pushes));

    assertThat(reviews(7).contributors())
        .containsExactlyInAnyOrder(ALICE.account(), CAROL.account());
  }

  // Verdicts.

  @ParameterizedTest
  @CsvSource({"PENDING, pending", "SUCCESS, success", "FAILURE, failure", "NEUTRAL, success"})
  void anAccountShowsACommitStatus(Conclusion conclusion, String state) {
    forge().check(check(conclusion, "so", 0));

    Asked asked = server.asked().get(0);
    assertThat(asked).hasToString("POST /repos/acme/connect/statuses/" + sha(7));
    assertThat(asked.json().path("state").asText()).isEqualTo(state);
    assertThat(asked.json().path("context").asText()).isEqualTo("riparian");
  }
}
