package io.riparian.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.ledger.Accepted;
import io.riparian.ledger.Birth;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.approval.Violation;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.SigningKey;
import io.riparian.repo.TreeEntry;
import io.riparian.repo.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes into force of a branch where signatures must prove that owners agreed. */
class GateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String OWNERS = "CODEOWNERS";
  private static final String CODEOWNERS =
      """
      * @pat
      /teams/payments/ @alice @anna
      /teams/search/ @bob
      """;

  private Path directory;
  private Path signers;
  private Upstream upstream;
  private GitMirror mirror;
  private Ledger ledger;
  private OwnershipSettings settings;
  private SigningKey alice;
  private SigningKey bob;
  private SigningKey pat;

  @BeforeEach
  void begin(@TempDir Path temporary) throws IOException {
    directory = temporary;
    signers = Files.createDirectory(directory.resolve("signers"));
    alice = SigningKey.ssh(directory);
    bob = SigningKey.openPgp();
    pat = SigningKey.ssh(directory);
    alice.trustIn(signers, "alice");
    bob.trustIn(signers, "bob");
    pat.trustIn(signers, "pat");
    settings =
        new OwnershipSettings(
            OwnershipSettings.Mode.SIGNED,
            Optional.of(OWNERS),
            Dialect.GITHUB,
            List.of(new Owner("@pat", Owner.Kind.USER)),
            Optional.of(signers));
    upstream = new Upstream(directory.resolve("upstream"));
    mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"));
    upstream
        .file(OWNERS, CODEOWNERS)
        .file("platform/clusters/shared.yaml", "shared")
        .file("teams/payments/team.yaml", "payments")
        .file("teams/payments/connectors/orders.yaml", "orders")
        .file("teams/search/team.yaml", "search")
        .file("teams/search/connectors/index.yaml", "index");
    String baseline = upstream.commit("baseline");
    mirror.fetch();
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
    return new Gate(mirror, ledger, settings, DeclaredFiles.NONE::next, () -> NOW);
  }

  /** Judges the tip, and remembers what was accepted, as the daemon does. */
  private Admission admit() {
    mirror.fetch();
    Admission admission = gate().admit(mirror.head().orElseThrow());
    ledger.acceptAll(admission.accepted());
    admission.used().forEach(ledger::consume);
    return admission;
  }

  private static Set<String> held(Admission admission) {
    Set<String> held = new TreeSet<>();
    admission.units().stream()
        .filter(UnitStanding::isHeld)
        .forEach(unit -> held.add(unit.unit().name()));
    return held;
  }

  private static UnitStanding standing(Admission admission, String unit) {
    return admission.units().stream()
        .filter(one -> one.unit().name().equals(unit))
        .findFirst()
        .orElseThrow();
  }

  private static Set<HoldReason> reasons(Admission admission, String unit) {
    Set<HoldReason> reasons = new TreeSet<>();
    standing(admission, unit).violations().stream().map(Violation::reason).forEach(reasons::add);
    return reasons;
  }

  private String content(Admission admission, String path) {
    return admission.files().entries().stream()
        .filter(entry -> entry.path().equals(path))
        .findFirst()
        .map(entry -> new String(mirror.read(entry, 1 << 20), UTF_8))
        .orElse("");
  }

  @Test
  void whatAnOwnerSignedComesIntoForce() {
    upstream.signedBy(alice).file("teams/payments/connectors/orders.yaml", "new").commit("c");

    Admission admission = admit();

    assertThat(held(admission)).isEmpty();
    assertThat(content(admission, "teams/payments/connectors/orders.yaml")).isEqualTo("new");
    assertThat(standing(admission, "payments").accepted().map(Accepted::evidence).orElse(""))
        .startsWith("signed by @alice (SHA256:");
  }

  @Test
  void aDirectPushWithoutEvidenceHoldsItsUnitAlone() {
    upstream
        .signedBy(alice)
        .file("teams/payments/connectors/orders.yaml", "new")
        .file("teams/search/connectors/index.yaml", "stolen")
        .commit("two teams at once");

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("search");
    assertThat(reasons(admission, "search")).containsExactly(HoldReason.OWNER_APPROVAL_MISSING);
    assertThat(standing(admission, "search").violations().get(0).need()).containsExactly("@bob");
    assertThat(content(admission, "teams/payments/connectors/orders.yaml")).isEqualTo("new");
    assertThat(content(admission, "teams/search/connectors/index.yaml")).isEqualTo("index");
    assertThat(admission.files().entries()).extracting(TreeEntry::path).isSorted().hasSize(6);
  }

  @Test
  void theEvidenceThatArrivesLetsItFlow() {
    upstream.file("teams/search/connectors/index.yaml", "new").commit("unsigned");
    Admission held = admit();
    String tree = standing(held, "search").candidate();
    assertThat(held(held)).containsExactly("search");

    upstream.signedBy(bob).commit("Agreed\n\nRiparian-Approves: search " + tree + "\n");
    Admission admission = admit();

    assertThat(held(admission)).isEmpty();
    assertThat(content(admission, "teams/search/connectors/index.yaml")).isEqualTo("new");
  }

  @Test
  void anAgreementIsToOneTreeAndToNothingThatCameAfter() {
    upstream.file("teams/search/connectors/index.yaml", "new").commit("unsigned");
    String tree = standing(admit(), "search").candidate();
    upstream.signedBy(null).file("teams/search/connectors/index.yaml", "newer").commit("and more");
    upstream.signedBy(bob).commit("Agreed\n\nRiparian-Approves: search " + tree + "\n");

    assertThat(held(admit())).containsExactly("search");
  }

  @Test
  void anAgreementThatAStrangerWroteIsWorthNothing() {
    upstream.file("teams/search/connectors/index.yaml", "new").commit("unsigned");
    String tree = standing(admit(), "search").candidate();
    String trailer = "Agreed\n\nRiparian-Approves: search " + tree + "\nApproved-by: Bob\n";

    upstream.commit(trailer);
    assertThat(held(admit())).containsExactly("search");
    upstream.signedBy(alice).commit(trailer);
    assertThat(held(admit())).containsExactly("search");
  }

  @Test
  void anOwnersCommitOnTopDoesNotCoverAStrangersBelowIt() {
    upstream.file("teams/search/connectors/index.yaml", "stolen").commit("unsigned");
    upstream.signedBy(bob).file("teams/search/connectors/index.yaml", "stolen+").commit("bob");

    assertThat(held(admit())).containsExactly("search");
  }

  @Test
  void whatWasPutBackIsForgotten() {
    upstream.file("teams/search/connectors/index.yaml", "stolen").commit("unsigned");
    assertThat(held(admit())).containsExactly("search");
    upstream.file("teams/search/connectors/index.yaml", "index").commit("put back");
    assertThat(held(admit())).isEmpty();

    upstream.signedBy(bob).file("teams/search/connectors/index.yaml", "new").commit("bob");

    assertThat(held(admit())).isEmpty();
  }

  @Test
  void aMoveBetweenTeamsAsksBoth() {
    upstream
        .signedBy(alice)
        .without("teams/payments/connectors/orders.yaml")
        .file("teams/search/connectors/orders.yaml", "orders")
        .commit("moved");

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("search");
    assertThat(content(admission, "teams/payments/connectors/orders.yaml")).isEmpty();
    assertThat(content(admission, "teams/search/connectors/orders.yaml")).isEmpty();
  }

  @Test
  void theOwnershipFileDoesNotAuthoriseItsOwnChange() {
    upstream
        .signedBy(alice)
        .file(OWNERS, CODEOWNERS.replace("@bob", "@alice"))
        .file("teams/search/connectors/index.yaml", "stolen")
        .commit("mine now");

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("(global)", "search");
    assertThat(reasons(admission, Unit.GLOBAL_NAME))
        .containsExactly(
            HoldReason.OWNERSHIP_FILE_NEEDS_PLATFORM,
            HoldReason.OWNERSHIP_TRANSFER_NEEDS_GIVING_OWNER);
    assertThat(content(admission, OWNERS)).isEqualTo(CODEOWNERS);
  }

  @Test
  void thePlatformAloneTakesNoTeamItsDirectory() {
    upstream.signedBy(pat).file(OWNERS, CODEOWNERS + "/teams/ @pat\n").commit("catch-all");

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("(global)");
    assertThat(reasons(admission, Unit.GLOBAL_NAME))
        .containsExactly(HoldReason.OWNERSHIP_TRANSFER_NEEDS_GIVING_OWNER);
    upstream.signedBy(pat).file("teams/search/connectors/index.yaml", "stolen").commit("used");
    assertThat(held(admit())).containsExactly("(global)", "search");
  }

  @Test
  void aBrokenOwnershipFileOpensNothing() {
    upstream.signedBy(pat).file(OWNERS, CODEOWNERS + "/teams/[x]/ @pat\n").commit("broken");
    assertThat(reasons(admit(), Unit.GLOBAL_NAME))
        .containsExactly(HoldReason.HEAD_OWNERSHIP_FILE_INVALID);

    upstream.signedBy(pat).without(OWNERS).commit("gone");
    assertThat(reasons(admit(), Unit.GLOBAL_NAME))
        .containsExactly(HoldReason.HEAD_OWNERSHIP_FILE_INVALID);
    upstream.signedBy(alice).file("teams/search/connectors/index.yaml", "x").commit("try");
    assertThat(held(admit())).contains("search");
  }

  @Test
  void anOwnershipFileElsewhereIsNotLookedAt() {
    upstream.signedBy(pat).file(".github/CODEOWNERS", "* @alice\n").commit("another one");
    assertThat(held(admit())).isEmpty();

    upstream.signedBy(alice).file("teams/search/connectors/index.yaml", "x").commit("try");

    assertThat(held(admit())).containsExactly("search");
  }

  @Test
  void aMergeIsJudgedByWhatItBringsToTheBranch() {
    String tip = mirror.head().orElseThrow();
    String side =
        upstream
            .signedBy(bob)
            .file("teams/search/connectors/index.yaml", "side")
            .commitOn(List.of(tip), "on the side");
    upstream.pointMainAt(tip);
    upstream.signedBy(alice).commitOn(List.of(tip, side), "merged by alice");

    assertThat(held(admit())).containsExactly("search");
  }

  @Test
  void aLinkIsRefusedWhateverTheSignature() {
    upstream.signedBy(alice).link("teams/payments/connectors/x.yaml", "../../search").commit("l");

    assertThat(reasons(admit(), "payments")).containsExactly(HoldReason.ENTRY_NOT_A_REGULAR_FILE);
  }

  @Test
  void lookAlikesAreRefused() {
    upstream.signedBy(pat).file("teams/p\u0430yments/team.yaml", "x").commit("cyrillic");

    assertThat(reasons(admit(), "p\u0430yments")).containsExactly(HoldReason.PATH_NOT_ASCII);
  }

  @Test
  void aNameThatDiffersInCaseAloneIsRefused() {
    upstream.signedBy(alice).file("teams/payments/Team.yaml", "x").commit("case");

    assertThat(reasons(admit(), "payments")).containsExactly(HoldReason.PATH_CASE_COLLISION);
  }

  @Test
  void aTeamsDirectoryGoesOnlyWithThePlatform() {
    upstream
        .signedBy(bob)
        .without("teams/search/team.yaml")
        .without("teams/search/connectors/index.yaml")
        .commit("we leave");
    Admission admission = admit();
    assertThat(held(admission)).containsExactly("search");
    assertThat(content(admission, "teams/search/team.yaml")).isEqualTo("search");

    String tree = standing(admission, "search").candidate();
    upstream.signedBy(pat).commit("Agreed\n\nRiparian-Approves: search " + tree + "\n");

    assertThat(held(admit())).isEmpty();
  }

  @Test
  void aNewTeamIsThePlatformsUntilALineSaysOtherwise() {
    upstream.signedBy(alice).file("teams/fraud/team.yaml", "x").commit("new team");
    Admission admission = admit();
    assertThat(held(admission)).containsExactly("fraud");
    assertThat(content(admission, "teams/fraud/team.yaml")).isEmpty();

    upstream.signedBy(pat).file("teams/fraud/team.yaml", "y").commit("by the platform");
    assertThat(held(admit())).as("alice's commit stands below it").containsExactly("fraud");

    String tree = standing(admit(), "fraud").candidate();
    upstream.signedBy(pat).commit("Agreed\n\nRiparian-Approves: fraud " + tree + "\n");
    assertThat(held(admit())).isEmpty();
  }

  @Test
  void anOperatorReleasesExactlyOneTree() {
    upstream.file("teams/search/connectors/index.yaml", "new").commit("unsigned");
    String release = standing(admit(), "search").release();
    ledger.acknowledge(release, "operator", NOW);
    upstream.file("teams/search/connectors/index.yaml", "newer").commit("another tree");
    assertThat(held(admit())).containsExactly("search");

    ledger.acknowledge(standing(admit(), "search").release(), "operator", NOW);
    Admission admission = admit();

    assertThat(held(admission)).isEmpty();
    assertThat(standing(admission, "search").accepted().map(Accepted::evidence))
        .contains("released");
    assertThat(ledger.acknowledged()).as("what is used up, or nobody waits for").isEmpty();
  }

  @Test
  void anUnreadableListOfKeysHoldsAndSaysWhy() throws IOException {
    Files.writeString(signers.resolve("carol.pub"), "no key");
    upstream.signedBy(alice).file("teams/payments/connectors/orders.yaml", "new").commit("c");

    Admission admission = admit();

    assertThat(reasons(admission, "payments")).contains(HoldReason.EVIDENCE_UNREADABLE);
    assertThat(standing(admission, "payments").violations().get(0).detail()).contains("carol.pub");
  }

  @Test
  void aReleaseIsForgottenOnceNothingWaitsForIt() {
    upstream.file("teams/search/connectors/index.yaml", "new").commit("unsigned");
    ledger.acknowledge(standing(admit(), "search").release(), "operator", NOW);
    upstream.file("teams/search/connectors/index.yaml", "index").commit("put back");
    assertThat(held(admit())).isEmpty();

    upstream.file("teams/search/connectors/index.yaml", "new").commit("the same again");

    assertThat(held(admit())).containsExactly("search");
  }

  @Test
  void aMergeTheOtherWayRoundDoesNotGoOnFromWhatWasJudged() {
    String start = mirror.head().orElseThrow();
    String abandoned =
        upstream
            .signedBy(bob)
            .file("teams/search/connectors/index.yaml", "abandoned")
            .commitOn(List.of(start), "never merged");
    upstream.signedBy(alice).pointMainAt(start);
    String tip =
        upstream
            .file("teams/search/connectors/index.yaml", "index")
            .file("teams/payments/connectors/orders.yaml", "new")
            .commit("alice's");
    assertThat(held(admit())).isEmpty();

    String foxtrot =
        upstream
            .signedBy(null)
            .file("teams/search/connectors/index.yaml", "abandoned")
            .commitOn(List.of(abandoned, tip), "merged the other way round");
    mirror.fetch();

    assertThat(gate().carriesOn(tip, foxtrot)).isFalse();
    assertThat(gate().carriesOn(start, tip)).isTrue();
  }

  @Test
  void anAgreementThatWasTakenBackIsNone() {
    upstream.file("teams/search/connectors/index.yaml", "new").commit("unsigned");
    String tree = standing(admit(), "search").candidate();
    String trailer = "Agreed\n\nRiparian-Approves: search " + tree + "\n";
    upstream.signedBy(bob).file("teams/search/connectors/index.yaml", "index").commit(trailer);
    assertThat(held(admit())).isEmpty();

    upstream.signedBy(null).file("teams/search/connectors/index.yaml", "new").commit("once more");

    assertThat(held(admit())).containsExactly("search");
  }

  @Test
  void aQuietTeamIsFollowedAlongTheBranch() {
    for (int i = 0; i < 3; i++) {
      upstream.signedBy(alice).file("teams/payments/connectors/orders.yaml", "" + i).commit("c");
      admit();
    }

    assertThat(standing(admit(), "search").accepted().map(Accepted::revision))
        .isEqualTo(mirror.head());
    assertThat(standing(admit(), "search").accepted().map(Accepted::evidence)).contains("baseline");
  }

  @Test
  void aFileThatLooksLikeTheTeamsDirectoryIsHeldAndNobodyElse() {
    upstream.signedBy(pat).file("Teams/readme.md", "x").commit("case");
    assertThat(reasons(admit(), Unit.GLOBAL_NAME)).containsExactly(HoldReason.PATH_CASE_COLLISION);

    upstream.signedBy(alice).file("teams/payments/connectors/new.yaml", "x").commit("alice's");

    assertThat(held(admit())).containsExactly(Unit.GLOBAL_NAME);
  }

  @Test
  void aLineAboutFilesThatAreNotThereYetIsAskedAbout() {
    for (String line : List.of("*.yml @alice", "x-* @alice", "/teams/search/connectors/x @alice")) {
      upstream.signedBy(pat).file(OWNERS, CODEOWNERS + line + "\n").commit("tidy");

      assertThat(reasons(admit(), Unit.GLOBAL_NAME))
          .as(line)
          .contains(HoldReason.OWNERSHIP_TRANSFER_NEEDS_GIVING_OWNER);
    }
  }

  @Test
  void aTeamThatIsCalledLikeAUnitOfOursIsOneOfItsOwn() {
    upstream
        .signedBy(alice)
        .file("teams/*/team.yaml", "x")
        .file("teams/(global)/team.yaml", "x")
        .commit("names");

    assertThat(held(admit())).containsExactly("teams/(global)", "teams/*");
  }

  @Test
  void aUnitThatIsGoneWhenAnOperatorTakesTheResponsibilityIsEmpty() {
    upstream
        .without("teams/search/team.yaml")
        .without("teams/search/connectors/index.yaml")
        .commit("gone");
    mirror.fetch();
    String head = mirror.head().orElseThrow();

    ledger.acceptAll(gate().all(head, "acknowledged"));

    assertThat(held(admit())).isEmpty();
  }

  @Test
  void aRestartJudgesTheSame() {
    upstream.file("teams/search/connectors/index.yaml", "new").commit("unsigned");
    Admission before = admit();

    Admission after = gate().admit(mirror.head().orElseThrow());

    assertThat(after.units()).isEqualTo(before.units());
    assertThat(held(after)).containsExactly("search");
  }

  @Test
  void aKeyThatIsTakenOutProvesNothingAnyMore() throws IOException {
    Gate gate = gate();
    upstream.signedBy(alice).file("teams/search/connectors/index.yaml", "x").commit("c");
    mirror.fetch();
    assertThat(held(gate.admit(mirror.head().orElseThrow()))).containsExactly("search");

    Files.move(signers.resolve("alice.pub"), signers.resolve("bob.pub"));
    Files.delete(signers.resolve("bob.asc"));
    assertThat(held(gate.admit(mirror.head().orElseThrow()))).isEmpty();

    Files.delete(signers.resolve("bob.pub"));
    assertThat(held(gate.admit(mirror.head().orElseThrow()))).containsExactly("search");
  }

  @Test
  void whatWasHeldWhenItCameUpIsStillJudgedFromTheBeginning() {
    upstream.signedBy(alice).file("teams/fraud/team.yaml", "x").commit("alice's");
    assertThat(held(admit())).containsExactly("fraud");
    upstream.signedBy(pat).file("teams/fraud/connectors/a.yaml", "x").commit("the platform's");

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("fraud");
    assertThat(standing(admission, "fraud").waiting()).contains("teams/fraud/team.yaml");
  }

  @Test
  void aTeamsDirectoryIsNoPlaceForTheOwnershipFile() {
    assertThatThrownBy(
            () ->
                new OwnershipSettings(
                    OwnershipSettings.Mode.SIGNED,
                    Optional.of("teams/search/CODEOWNERS"),
                    Dialect.GITHUB,
                    settings.platform(),
                    settings.signers()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutABaselineNothingIsAccepted() {
    ledger = new InMemoryLedger();

    Admission admission = gate().admit(mirror.head().orElseThrow());

    assertThat(admission.accepted()).isEmpty();
    assertThat(admission.units()).isNotEmpty().noneMatch(unit -> unit.accepted().isPresent());
  }

  @Test
  void withoutEvidenceTheBranchIsTakenAtItsWordAndABrokenOwnershipFileIsNot() {
    settings =
        new OwnershipSettings(
            OwnershipSettings.Mode.NONE,
            Optional.of(OWNERS),
            Dialect.GITHUB,
            settings.platform(),
            Optional.empty());
    upstream
        .file("teams/search/connectors/index.yaml", "new")
        .file(OWNERS, CODEOWNERS + "/teams/search/\n")
        .commit("unsigned");

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("(global)");
    assertThat(reasons(admission, Unit.GLOBAL_NAME))
        .containsExactly(HoldReason.PATH_LEFT_WITHOUT_OWNER);
    assertThat(content(admission, "teams/search/connectors/index.yaml")).isEqualTo("new");
  }

  @Test
  void anAnswerDoesNotOutliveTheKeyThatItRestsOn() {
    Instant end = NOW.plus(Duration.ofDays(1));
    SigningKey leaving = SigningKey.openPgpUntil(end);
    leaving.trustIn(signers, "bob");
    upstream.signedBy(leaving).file("teams/search/connectors/index.yaml", "new").commit("c");
    mirror.fetch();
    String head = mirror.head().orElseThrow();
    AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    Gate gate = new Gate(mirror, ledger, settings, DeclaredFiles.NONE::next, clock::get);

    assertThat(held(gate.admit(head))).isEmpty();
    clock.set(end);
    assertThat(held(gate.admit(head))).as("nothing of it was remembered").containsExactly("search");
  }

  @Test
  void whatStoodStillForTooManyCommitsSaysThatEvidenceIsNotLookedFor() {
    upstream.signedBy(bob).file("teams/search/connectors/index.yaml", "new").commit("bob's");
    upstream.signedBy(null);
    for (int i = 1; i < 1_000; i++) {
      upstream.commit("another");
    }
    mirror.fetch();
    assertThat(held(gate().admit(mirror.head().orElseThrow()))).isEmpty();

    upstream.commit("one too many");
    Admission admission = admit();

    assertThat(held(admission)).containsExactly("search");
    assertThat(reasons(admission, "search"))
        .containsExactly(HoldReason.OWNER_APPROVAL_MISSING, HoldReason.TOO_MANY_COMMITS);
    ledger.acknowledge(standing(admission, "search").release(), "operator", NOW);
    assertThat(held(admit())).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNeitherUnprovenNorRewrittenAndIsAskedAgain() throws IOException {
    Set<Path> before = packs();
    upstream.signedBy(alice).file("teams/payments/connectors/orders.yaml", "1").commit("one");
    mirror.fetch();
    Set<Path> damaged = packs();
    damaged.removeAll(before);
    upstream.signedBy(alice).file("teams/payments/connectors/orders.yaml", "2").commit("two");
    mirror.fetch();
    String tip = mirror.head().orElseThrow();
    mirror.close();
    for (Path pack : damaged) {
      assertThat(pack.toFile().setWritable(true)).isTrue();
      Files.write(pack, new byte[] {1, 2, 3});
    }
    mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"));
    Gate gate = gate();

    assertThatThrownBy(() -> gate.admit(tip)).isInstanceOf(RepositoryUnreadableException.class);
    assertThatThrownBy(() -> gate.carriesOn(ledger.accepted().orElseThrow().revision(), tip))
        .isInstanceOf(RepositoryUnreadableException.class);

    mirror.fetch();
    assertThat(held(gate.admit(tip))).isEmpty();
  }

  private Set<Path> packs() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("mirror"))) {
      return files
          .filter(file -> file.toString().endsWith(".pack"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
