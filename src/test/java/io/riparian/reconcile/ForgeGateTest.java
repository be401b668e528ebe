package io.riparian.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.forge.FakeForge;
import io.riparian.forge.ForgeFailure;
import io.riparian.forge.Review;
import io.riparian.ledger.Accepted;
import io.riparian.ledger.Birth;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Verdict;
import io.riparian.ownership.approval.Violation;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.repo.GitMirror;
import io.riparian.repo.Upstream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes into force of a branch where the forge must say that owners agreed. */
class ForgeGateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String ORDERS = "teams/payments/connectors/orders.yaml";
  private static final String REFUNDS = "teams/payments/connectors/refunds.yaml";
  private static final String INDEX = "teams/search/connectors/index.yaml";
  private static final String CODEOWNERS =
      """
      * @pat
      /teams/payments/ @acme/payments
      /teams/search/ @bob
      """;

  private Upstream upstream;
  private GitMirror mirror;
  private Ledger ledger;
  private OwnershipSettings settings;
  private FakeForge forge;
  private String baseline;
  private Instant now = NOW;

  @BeforeEach
  void begin(@TempDir Path directory) {
    settings =
        new OwnershipSettings(
            OwnershipSettings.Mode.FORGE,
            Optional.of("CODEOWNERS"),
            Dialect.GITHUB,
            List.of(new Owner("@pat", Owner.Kind.USER)),
            Optional.empty());
    upstream = new Upstream(directory.resolve("upstream"));
    mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"));
    baseline =
        upstream
            .file("CODEOWNERS", CODEOWNERS)
            .file("teams/payments/team.yaml", "payments")
            .file(ORDERS, "orders")
            .file(REFUNDS, "refunds")
            .file("teams/search/team.yaml", "search")
            .file(INDEX, "index")
            .commit("baseline");
    mirror.fetch();
    forge = new FakeForge().team("@acme/payments", "alice", "anna");
    ledger = new InMemoryLedger();
    ledger.begin(
        new Birth(Birth.Kind.BASELINE, baseline, "operator", NOW),
        gate().all(baseline, "baseline"),
        List.of());
  }

  @AfterEach
  void end() {
    mirror.close();
    upstream.close();
  }

  private Gate gate() {
    return new Gate(
        mirror,
        ledger,
        settings,
        Optional.of(new RequestBook(forge, () -> now)),
        DeclaredFiles.NONE::next,
        () -> now);
  }

  /** Judges the tip, and remembers what was accepted, as the daemon does. */
  private Admission admit() {
    mirror.fetch();
    Admission admission = gate().admit(mirror.head().orElseThrow());
    ledger.acceptAll(admission.accepted());
    return admission;
  }

  private static Set<String> held(Admission admission) {
    Set<String> held = new TreeSet<>();
    admission.units().stream()
        .filter(UnitStanding::isHeld)
        .forEach(unit -> held.add(unit.unit().name()));
    return held;
  }

  private static List<Violation> why(Admission admission, String unit) {
    return admission.units().stream()
        .filter(one -> one.unit().name().equals(unit))
        .findFirst()
        .orElseThrow()
        .violations();
  }

  private static Set<HoldReason> reasons(Admission admission, String unit) {
    Set<HoldReason> reasons = new TreeSet<>();
    why(admission, unit).stream().map(Violation::reason).forEach(reasons::add);
    return reasons;
  }

  private String content(Admission admission, String path) {
    return admission.files().entries().stream()
        .filter(entry -> entry.path().equals(path))
        .findFirst()
        .map(entry -> new String(mirror.read(entry, 1 << 20), UTF_8))
        .orElse("");
  }

  private String evidence(String unit) {
    return ledger.accepted(unit).map(Accepted::evidence).orElse("");
  }

  /** A request of zoe's that changes orders, not merged yet. */
  private String asked() {
    String head = upstream.file(ORDERS, "new").request(7, "change orders");
    forge.asks(7, "zoe", head).commits("zoe", 7);
    return head;
  }

  @Test
  void whatAnOwnerApprovedComesIntoForceWithAMergeCommit() {
    String head = asked();
    forge.approves("alice", 7);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline, head), "merge"));

    Admission admission = admit();

    assertThat(held(admission)).isEmpty();
    assertThat(content(admission, ORDERS)).isEqualTo("new");
    assertThat(evidence("payments")).isEqualTo("#7 at " + head + " approved by @alice (100)");
  }

  @Test
  void aSquashIsTheContentThatWasApproved() {
    String head = asked();
    forge.approves("alice", 7);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));

    assertThat(held(admit())).isEmpty();
  }

  @Test
  void anEditedSquashIsHeldAndSaysSo() {
    asked();
    forge.approves("alice", 7);
    forge.merged(7, upstream.file(ORDERS, "edited").commit("squash"));

    Admission admission = admit();

    assertThat(reasons(admission, "payments")).containsExactly(HoldReason.CONTENT_NOT_APPROVED);
    assertThat(why(admission, "payments").get(0).detail()).contains("#7");
    assertThat(content(admission, ORDERS)).isEqualTo("orders");
  }

  @Test
  void whatASquashBringsBesidesTheRequestIsHeld() {
    asked();
    forge.approves("alice", 7);
    forge.merged(7, upstream.file(ORDERS, "new").file(REFUNDS, "smuggled").commit("squash"));

    Admission admission = admit();

    assertThat(reasons(admission, "payments")).containsExactly(HoldReason.CONTENT_NOT_APPROVED);
    assertThat(why(admission, "payments")).extracting(Violation::path).containsExactly(REFUNDS);
  }

  /** The branch of an old request holds an old file, which its reviewers never saw. */
  @Test
  void aMergeThatTakesAnotherFileBackToItsOldContentIsHeld() {
    String old = asked();
    String other = upstream.file(REFUNDS, "better").request(8, "better refunds");
    forge.asks(8, "zoe", other).approves("alice", 8);
    forge.merged(8, upstream.reset(other).commitOn(List.of(baseline), "squash of 8"));
    assertThat(held(admit())).isEmpty();

    forge.approves("alice", 7);
    String tip = upstream.tip();
    forge.merged(7, upstream.reset(old).commitOn(List.of(tip, old), "evil merge of 7"));

    Admission admission = admit();

    assertThat(reasons(admission, "payments")).containsExactly(HoldReason.CONTENT_NOT_APPROVED);
    assertThat(why(admission, "payments")).extracting(Violation::path).containsExactly(REFUNDS);
    assertThat(content(admission, REFUNDS)).isEqualTo("better");
  }

  @Test
  void twoRequestsThatChangeDifferentFilesBothComeIn() {
    String head = asked();
    String other = upstream.file(INDEX, "better").request(8, "better index");
    forge.asks(8, "zoe", other).approves("bob", 8).approves("alice", 7);
    forge.merged(8, upstream.reset(other).commitOn(List.of(baseline), "squash of 8"));
    String tip = upstream.tip();
    forge.merged(7, upstream.file(ORDERS, "new").commitOn(List.of(tip, head), "merge of 7"));

    Admission admission = admit();

    assertThat(held(admission)).isEmpty();
    assertThat(content(admission, ORDERS)).isEqualTo("new");
    assertThat(content(admission, INDEX)).isEqualTo("better");
  }

  @Test
  void aRebasedRequestIsJudgedByWhatItBringsInTheEnd() {
    String first = upstream.file(ORDERS, "half").request(7, "half");
    String head = upstream.reset(first).file(ORDERS, "new").requestOn(first, 7, "whole");
    forge.asks(7, "zoe", head).approves("alice", 7);
    String one = upstream.file(ORDERS, "half").commit("half, rebased");
    String two = upstream.file(ORDERS, "new").commit("whole, rebased");
    forge.merged(7, one, two);

    assertThat(held(admit())).isEmpty();
  }

  @Test
  void aCommitOnTopOfARebasedRequestIsNoPartOfIt() {
    String head = asked();
    forge.approves("alice", 7);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "rebased"));
    upstream.file(ORDERS, "pushed").commit("pushed");

    assertThat(reasons(admit(), "payments")).containsExactly(HoldReason.NO_REQUEST);
  }

  @Test
  void aDirectPushHoldsItsUnitAlone() {
    upstream.file(ORDERS, "pushed").commit("pushed");

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("payments");
    assertThat(reasons(admission, "payments")).containsExactly(HoldReason.NO_REQUEST);
    assertThat(why(admission, "payments").get(0).need()).containsExactly("@acme/payments");
  }

  @Test
  void anApprovalOfAnEarlierCommitIsNone() {
    String first = upstream.file(ORDERS, "fine").request(7, "fine");
    forge.asks(7, "zoe", first).approves("alice", 7);
    String head = upstream.file(ORDERS, "hijacked").requestOn(first, 7, "and more");
    forge.asks(7, "zoe", head);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));

    Admission admission = admit();

    assertThat(reasons(admission, "payments")).containsExactly(HoldReason.OWNER_APPROVAL_MISSING);
  }

  @Test
  void anApprovalThatComesAfterTheMergeLetsItIn() {
    String head = asked();
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));
    assertThat(held(admit())).containsExactly("payments");

    forge.approves("alice", 7);

    assertThat(held(admit())).isEmpty();
  }

  @Test
  void aGateThatHoldsAsksTheForgeAgain() {
    String head = asked();
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));
    mirror.fetch();
    Gate gate = gate();
    assertThat(held(gate.admit(mirror.head().orElseThrow()))).containsExactly("payments");

    forge.approves("alice", 7);
    now = NOW.plusSeconds(60);

    assertThat(held(gate.admit(mirror.head().orElseThrow()))).isEmpty();
  }

  @Test
  void whoHasAPartInARequestDoesNotApproveIt() {
    String head = asked();
    forge.commits("alice", 7).approves("alice", 7);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));

    assertThat(held(admit())).containsExactly("payments");
  }

  @Test
  void aCommitThatNobodyMadeLeavesNoApproval() {
    String head = asked();
    forge.commitOfNobody(7, head).approves("alice", 7);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));

    assertThat(reasons(admit(), "payments")).containsExactly(HoldReason.CONTRIBUTOR_UNKNOWN);
  }

  @Test
  void aDismissedApprovalCoversTheEarlierOnes() {
    String head = asked();
    forge.approves("alice", 7).says("alice", 7, Review.State.DISMISSED, head);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));

    assertThat(held(admit())).containsExactly("payments");
  }

  @Test
  void aProgramDoesNotApprove() {
    String head = asked();
    forge.robot("anna").team("@acme/payments", "alice", "anna").approves("anna", 7);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));

    assertThat(held(admit())).containsExactly("payments");
  }

  @Test
  void whoeverTakesANameOverIsNotWhoHadIt() {
    String head = asked();
    forge.approves("alice", 7);
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));
    assertThat(held(admit())).isEmpty();

    forge.renamed("alice").team("@acme/payments", "alice");
    String tip = upstream.tip();
    String next = upstream.file(ORDERS, "stolen").request(8, "steal");
    forge.asks(8, "zoe", next).approves("alice", 8);
    forge.merged(8, upstream.reset(next).commitOn(List.of(tip), "squash"));

    assertThat(reasons(admit(), "payments")).containsExactly(HoldReason.ACCOUNT_CHANGED);
  }

  @Test
  void aTeamThatTheForgeDoesNotTellOfHasNobodyWhoCouldAgree() {
    String head = asked();
    forge.approves("alice", 7).withoutTeam("@acme/payments");
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash"));

    assertThat(reasons(admit(), "payments")).containsExactly(HoldReason.OWNER_UNRESOLVABLE);
  }

  @Test
  void aForgeThatCannotBeAskedHoldsAndIsNotAskedForEachPath() {
    for (int i = 0; i < 50; i++) {
      upstream.file("teams/payments/connectors/c" + i + ".yaml", "c").commit("c" + i);
    }
    forge.failsWith(new ForgeFailure(ForgeFailure.Kind.TIMED_OUT, "it did not answer in 10 s"));
    int before = forge.calls();

    Admission admission = admit();

    assertThat(reasons(admission, "payments")).contains(HoldReason.EVIDENCE_UNREADABLE);
    assertThat(why(admission, "payments").get(0).detail()).contains("it did not answer in 10 s");
    assertThat(forge.calls() - before).isLessThan(5);

    forge.failsWith(null);
    assertThat(reasons(admit(), "payments")).containsExactly(HoldReason.NO_REQUEST);
  }

  @Test
  void aRequestThatCannotBeReadKeepsNoOtherUnitBack() {
    String head = asked();
    forge.merged(7, upstream.reset(head).commitOn(List.of(baseline), "squash")).tellsTooMuchOf(7);
    String other = upstream.file(INDEX, "better").request(8, "another");
    forge.asks(8, "zoe", other).approves("bob", 8);
    forge.merged(8, upstream.file(INDEX, "better").commit("squash of the other"));

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("payments");
    assertThat(why(admission, "payments").get(0).detail()).contains("too many commits");
    assertThat(content(admission, INDEX)).isEqualTo("better");
  }

  @Test
  void whatWasSaidHoldsForTheCommitThatItWasSaidOf() {
    RequestBook book = new RequestBook(forge, () -> now);
    forge.asks(7, "zoe", baseline);
    assertThat(book.reviews(forge.request(7).orElseThrow()).said()).isEmpty();

    forge.asks(7, "zoe", "0123456789012345678901234567890123456789").approves("alice", 7);

    assertThat(book.reviews(forge.request(7).orElseThrow()).said()).hasSize(1);
  }

  @Test
  void aRequestIsJudgedBeforeItIsMerged() {
    String head = asked();
    mirror.fetch();
    mirror.bringRequest(7, forge.headRef(7));
    RequestBook book = new RequestBook(forge, () -> now);
    Endorsements endorsements = new Endorsements(book, new Acquaintances(ledger, () -> now));

    assertThat(outlook(head, endorsements)).extracting(Verdict::isAccepted).containsExactly(false);
    forge.approves("alice", 7);
    book.hint(OptionalLong.of(7));
    assertThat(outlook(head, endorsements)).extracting(Verdict::isAccepted).containsExactly(true);
  }

  private List<Verdict> outlook(String head, Endorsements endorsements) {
    return gate()
        .outlook(
            mirror.merged(baseline, head).orElseThrow(),
            Set.of(ORDERS),
            endorsements.of(forge.request(7).orElseThrow()))
        .missing();
  }

  @Test
  void withoutAForgeNothingCanBeProven() {
    assertThatThrownBy(
            () -> new Gate(mirror, ledger, settings, DeclaredFiles.NONE::next, () -> NOW))
        .hasMessageContaining("riparian.forge");
  }
}
