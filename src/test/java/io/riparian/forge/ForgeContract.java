package io.riparian.forge;

import static io.riparian.forge.ForgeWorld.ALICE;
import static io.riparian.forge.ForgeWorld.BOB;
import static io.riparian.forge.ForgeWorld.CAROL;
import static io.riparian.forge.ForgeWorld.NOON;
import static io.riparian.forge.ForgeWorld.ROBOT;
import static io.riparian.forge.ForgeWorld.US;
import static io.riparian.forge.ForgeWorld.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.riparian.forge.Check.Annotation;
import io.riparian.forge.Check.Conclusion;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.ForgeServer.Answered;
import io.riparian.forge.ForgeServer.Asked;
import io.riparian.forge.ForgeWorld.Comment;
import io.riparian.forge.ForgeWorld.Commit;
import io.riparian.forge.ForgeWorld.Request;
import io.riparian.forge.ForgeWorld.Said;
import io.riparian.forge.ForgeWorld.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every forge keeps, whichever it is. The same sentences are held against each of them. */
abstract class ForgeContract {
  static final String TOKEN = "canary-token-7c1e";
  private static final String MARKER = "riparian:plan";

  final ForgeWorld world = new ForgeWorld();
  final ForgeServer server = new ForgeServer(this::answer);
  private @Nullable Forge opened;

  /** What this forge answers in such a world. */
  abstract Answered answer(Asked asked);

  abstract Forge open(URI url);

  /** Somebody as this forge tells of them. */
  Account account(ForgeWorld.Person person) {
    return person.account();
  }

  /** Who writes what we write. */
  ForgeWorld.Person us() {
    return US;
  }

  final Forge forge() {
    if (opened == null) {
      opened = open(server.url());
    }
    return opened;
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
    server.close();
  }

  static ForgeFailure failure(ThrowingCallable call) {
    return assertThatExceptionOfType(ForgeFailure.class).isThrownBy(call).withNoCause().actual();
  }

  /** Read as the daemon does: the request first, and then what was said of it. */
  final Reviews reviews(long number) {
    return forge().reviews(forge().request(number).orElseThrow());
  }

  // Requests.

  @Test
  void theOpenRequestsToTheBranchAreToldOldestFirst() {
    world.with(
        Request.of(7).fromAFork(),
        Request.of(8).to("release"),
        Request.of(9).mergedAs(sha(90)),
        Request.of(10).turnedDown(),
        Request.of(11));

    assertThat(forge().open())
        .extracting(ChangeRequest::number, ChangeRequest::head, ChangeRequest::fork)
        .containsExactly(tuple(7L, sha(7), true), tuple(11L, sha(11), false));
  }

  @Test
  void noneIsOpenInAnEmptyRepository() {
    assertThat(forge().open()).isEmpty();
  }

  @Test
  void aListIsReadToItsLastPage() {
    LongStream.rangeClosed(1, 230).mapToObj(Request::of).forEach(world::with);

    assertThat(forge().open()).hasSize(230);
  }

  @Test
  void aListWithoutEndIsABadAnswerAndNeverAShorterOne() {
    LongStream.rangeClosed(1, 60).mapToObj(Request::of).forEach(world::with);
    world.requests.addAll(LongStream.rangeClosed(61, 5_100).mapToObj(Request::of).toList());

    assertThat(failure(() -> forge().open()).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void aRequestIsFoundWhateverBecameOfIt() {
    world.with(
        Request.of(7), Request.of(8).mergedAs(sha(80)), Request.of(9).turnedDown().to("other"));

    assertThat(forge().request(7).orElseThrow())
        .returns(ALICE.account(), ChangeRequest::author)
        .returns("main", ChangeRequest::base)
        .returns(ChangeRequest.State.OPEN, ChangeRequest::state)
        .returns("", ChangeRequest::mergedAs);
    assertThat(forge().request(8).orElseThrow())
        .returns(ChangeRequest.State.MERGED, ChangeRequest::state)
        .returns(sha(80), ChangeRequest::mergedAs);
    assertThat(forge().request(9).orElseThrow())
        .returns("other", ChangeRequest::base)
        .returns(ChangeRequest.State.CLOSED, ChangeRequest::state)
        .returns("", ChangeRequest::mergedAs);
  }

  @Test
  void aRequestThatIsNotThereIsNone() {
    assertThat(forge().request(7)).isEmpty();
  }

  @Test
  void aCommitTellsTheRequestThatItCameWith() {
    world.with(Request.of(7).mergedAs(sha(70)), Request.of(8).mergedAs(sha(80)));

    assertThat(forge().mergedWith(sha(70))).extracting(ChangeRequest::number).containsExactly(7L);
  }

  @Test
  void aCommitThatWasPushedCameWithNone() {
    world.with(Request.of(7).mergedAs(sha(70)));

    assertThat(forge().mergedWith(sha(71))).isEmpty();
  }

  @Test
  void aRequestThatWasNotMergedOrToAnotherBranchBroughtNothing() {
    world.with(
        Request.of(7).with(Commit.by(sha(70), ALICE)),
        Request.of(8).with(Commit.by(sha(70), ALICE)).turnedDown(),
        Request.of(9).with(Commit.by(sha(70), ALICE)).to("release").mergedAs(sha(70)));

    assertThat(forge().mergedWith(sha(70))).isEmpty();
  }

  // Reviews.

  @Test
  void everythingThatWasSaidIsToldOldestFirst() {
    world.with(
        Request.of(7)
            .with(
                new Said(BOB, Review.State.APPROVED, sha(7)),
                new Said(CAROL, Review.State.APPROVED, sha(7))));

    assertThat(reviews(7).said())
        .containsExactly(
            new Review(BOB.account(), Review.State.APPROVED, sha(7)),
            new Review(CAROL.account(), Review.State.APPROVED, sha(7)));
  }

  @Test
  void aRequestOfWhichNothingWasSaidHasNoReview() {
    world.with(Request.of(7));

    assertThat(reviews(7).said()).isEmpty();
  }

  @Test
  void whoeverWroteAnyOfItHasAPartInIt() {
    world.with(
        Request.of(7)
            .with(Commit.by(sha(1), BOB), Commit.by(sha(2), ROBOT), Commit.by(sha(3), ALICE)));

    assertThat(reviews(7).contributors()).contains(BOB.account(), account(ROBOT), ALICE.account());
    assertThat(reviews(7).strangers()).isEmpty();
  }

  @Test
  void aCommitOfNobodysAccountIsAStranger() {
    world.with(
        Request.of(7)
            .with(
                Commit.by(sha(1), ALICE),
                new Commit(sha(2), Optional.empty(), Optional.empty()),
                Commit.by(sha(3), ALICE)));

    assertThat(reviews(7).strangers()).containsExactly(sha(2));
  }

  @Test
  void aRequestThatMovedOnIsNotJudgedByItsNewHead() {
    world.with(Request.of(7));
    ChangeRequest before = forge().request(7).orElseThrow();
    world.requests.set(0, Request.of(7).with(Commit.by(sha(1), ALICE), Commit.by(sha(2), BOB)));

    assertThat(failure(() -> forge().reviews(before)).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  private static Said approval(ForgeWorld.Person by, Instant at) {
    return new Said(by, Review.State.APPROVED, sha(7), at);
  }

  /** Whose approvals stand. */
  private List<Account> approvers(Request request) {
    world.requests.clear();
    world.with(request);
    return reviews(7).said().stream()
        .filter(review -> review.state() == Review.State.APPROVED)
        .map(Review::by)
        .toList();
  }

  @Test
  void anApprovalIsOfTheBaseThatItWasGivenFor() {
    Request request =
        Request.of(7)
            .with(
                approval(ROBOT, NOON.minusSeconds(1)),
                approval(BOB, NOON),
                approval(CAROL, NOON.plusSeconds(1)))
            .retargeted(NOON.minusSeconds(60), NOON);

    assertThat(approvers(request)).containsExactly(CAROL.account());
    assertThat(approvers(request.mergedAs(sha(70)))).containsExactly(CAROL.account());
  }

  @Test
  void whoeverApprovesAgainAfterTheBaseChangedHasApproved() {
    assertThat(
            approvers(
                Request.of(7)
                    .with(approval(BOB, NOON.minusSeconds(1)), approval(BOB, NOON.plusSeconds(1)))
                    .retargeted(NOON)))
        .containsExactly(BOB.account());
  }

  @Test
  void aBaseThatChangedBeforeAnybodyApprovedHarmsNobody() {
    assertThat(
            approvers(
                Request.of(7)
                    .with(approval(BOB, NOON), approval(CAROL, NOON))
                    .retargeted(NOON.minusSeconds(1))))
        .containsExactly(BOB.account(), CAROL.account());
  }

  // Teams.

  @Test
  void aTeamTellsWhoIsInIt() {
    world.teams.put("@acme/payments", List.of(BOB, CAROL));

    assertThat(forge().members("@acme/payments").orElseThrow())
        .containsExactlyInAnyOrder(BOB.account(), CAROL.account());
  }

  @Test
  void aTeamThatIsNotKnownIsNotAnEmptyOne() {
    world.teams.put("@acme/nobody", List.of());

    assertThat(forge().members("@acme/nobody").orElseThrow()).isEmpty();
    assertThat(forge().members("@acme/unknown")).isEmpty();
    assertThat(forge().members("@acme/../../user")).isEmpty();
  }

  // Comments.

  private void say(String markdown) {
    forge().comment(forge().request(7).orElseThrow(), MARKER, markdown);
  }

  private List<String> said() {
    return world.comments.stream()
        .filter(comment -> comment.by().equals(us()))
        .map(Comment::body)
        .toList();
  }

  private long writes() {
    return server.asked().stream().filter(Asked::writes).filter(one -> !isLogin(one)).count();
  }

  /** Whether a write only gets us in. */
  boolean isLogin(Asked asked) {
    return false;
  }

  @Test
  void whatWeSayTakesThePlaceOfWhatWeSaidBefore() {
    world.with(Request.of(7), Request.of(8));

    say("**one**");
    say("**two** ünïcode");

    assertThat(said()).containsExactly("<!-- riparian:plan -->\n**two** ünïcode");
    assertThat(world.comments).extracting(Comment::request).containsExactly(7L);
  }

  @Test
  void theSameIsNotSaidAgain() {
    world.with(Request.of(7));
    say("one");
    world.comments.replaceAll(
        comment ->
            new Comment(
                comment.id(),
                comment.request(),
                comment.by(),
                comment.body().replace("\n", "\r\n")));

    say("one");

    assertThat(writes()).isEqualTo(1);
  }

  @Test
  void ourCommentIsFoundBehindManyOthers() {
    world.with(Request.of(7));
    IntStream.range(0, 130).forEach(i -> world.comments.add(new Comment(i + 1, 7, BOB, "no " + i)));
    say("one");
    IntStream.range(0, 130)
        .forEach(i -> world.comments.add(new Comment(i + 2_000, 7, BOB, "yes " + i)));

    say("two");

    assertThat(said()).containsExactly("<!-- riparian:plan -->\ntwo");
  }

  @Test
  void somebodyElsesCommentWithOurMarkIsLeftAlone() {
    world.with(Request.of(7));
    Comment forged = new Comment(1, 7, BOB, "<!-- riparian:plan -->\nall is well");
    world.comments.add(forged);

    say("one");

    assertThat(world.comments).hasSize(2).contains(forged);
  }

  @Test
  void anotherCommentOfOursIsLeftAlone() {
    world.with(Request.of(7));
    Comment other = new Comment(1, 7, us(), "> <!-- riparian:plan -->\nas I said");
    world.comments.add(other);

    say("one");

    assertThat(world.comments).hasSize(2).contains(other);
  }

  @Test
  void whatIsTooLongIsNotSaidAtAll() {
    world.with(Request.of(7));

    assertThatIllegalArgumentException().isThrownBy(() -> say("ü".repeat(31 * 1024)));
    say("ü".repeat(30 * 1024));

    assertThat(writes()).isEqualTo(1);
  }

  @Test
  void aMarkThatCouldEndTheHiddenPartIsRefused() {
    world.with(Request.of(7));
    ChangeRequest request = forge().request(7).orElseThrow();

    for (String marker : List.of("", "a-->b", "a b", "-", "a--b")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> forge().comment(request, marker, "text"));
    }
  }

  // Verdicts.

  static Check check(Conclusion conclusion, String title, int annotations) {
    return new Check(
        sha(7),
        conclusion,
        title,
        "Why it is **so**.",
        Collections.nCopies(
            annotations,
            new Annotation(
                "teams/a/connectors/x.yaml", 3, Annotation.Level.FAILURE, "P-01", "not so")));
  }

  final Verdict shown() {
    return world.verdicts.get(world.verdicts.size() - 1);
  }

  @Test
  void aVerdictIsShownBesideItsCommit() {
    forge().check(check(Conclusion.FAILURE, "1 mistake", 1));

    assertThat(shown())
        .returns(sha(7), Verdict::head)
        .returns(Conclusion.FAILURE, Verdict::conclusion)
        .returns("1 mistake", Verdict::title);
  }

  @Test
  void theNewestVerdictStands() {
    forge().check(check(Conclusion.PENDING, "looking", 0));
    assertThat(shown().conclusion()).isEqualTo(Conclusion.PENDING);

    forge().check(check(Conclusion.FAILURE, "2 mistakes", 2));
    forge().check(check(Conclusion.SUCCESS, "nothing to say", 0));

    assertThat(shown())
        .returns(Conclusion.SUCCESS, Verdict::conclusion)
        .returns("nothing to say", Verdict::title);
  }

  // Secrets.

  @Test
  void noTextOfOursHoldsTheToken() {
    assertThat(forge().toString()).doesNotContain(TOKEN);
    server.disturb(
        any ->
            Optional.of(
                new ResponseDefinitionBuilder()
                    .withStatus(401)
                    .withBody("{\"message\": \"no such token: " + TOKEN + "\"}")));

    ForgeFailure failure = failure(() -> forge().open());

    assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORISED);
    assertThat(failure).message().doesNotContain(TOKEN);
  }
}
