package io.riparian.reconcile;

import static io.riparian.ownership.approval.HoldReason.ENTRY_NOT_A_REGULAR_FILE;
import static io.riparian.ownership.approval.HoldReason.HEAD_OWNERSHIP_FILE_INVALID;
import static io.riparian.ownership.approval.HoldReason.OWNER_APPROVAL_MISSING;
import static io.riparian.ownership.approval.HoldReason.OWNER_UNRESOLVABLE;
import static io.riparian.ownership.approval.HoldReason.TOO_MANY_CHANGES;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.ledger.Accepted;
import io.riparian.ledger.Birth;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.model.ConnectorId;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.approval.Violation;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.repo.FileSet;
import io.riparian.repo.GitMirror;
import io.riparian.repo.SigningKey;
import io.riparian.repo.TreeEntry;
import io.riparian.repo.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody tries who can write to the branch, and the rules refuse. */
class BranchAttacksTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String OWNERS = "CODEOWNERS";
  private static final String GROUP = "platform/groups/searchers.yaml";
  private static final String ORDERS = Branch.connectorFile("payments-orders");
  private static final String INDEX = Branch.connectorFile("search-index");
  private static final String CODEOWNERS =
      """
      * @pat
      /teams/payments/ @alice
      /teams/search/ @acme/searchers
      """;

  private final Branch branch = new Branch();
  private Path signers;
  private Upstream upstream;
  private GitMirror mirror;
  private Ledger ledger;
  private OwnershipSettings settings;
  private SigningKey alice;
  private SigningKey bob;
  private SigningKey carol;
  private SigningKey pat;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    signers = Files.createDirectory(directory.resolve("signers"));
    alice = SigningKey.ssh(directory);
    bob = SigningKey.openPgp();
    carol = SigningKey.ssh(directory);
    pat = SigningKey.ssh(directory);
    alice.trustIn(signers, "alice");
    bob.trustIn(signers, "bob");
    carol.trustIn(signers, "carol");
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
    branch
        .cluster("shared", "tenancy: {teams: [payments, search]}")
        .cluster("other", "tenancy: {teams: [search]}")
        .team("payments")
        .team("search")
        .connector("payments-orders")
        .connector("search-index");
    branch.files().forEach(upstream::file);
    String baseline =
        upstream.file(OWNERS, CODEOWNERS).file(GROUP, group("bob")).commit("baseline");
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

  private static String group(String... members) {
    return """
        apiVersion: riparian/v1
        kind: Group
        metadata: {name: searchers}
        spec:
          handle: '@acme/searchers'
          members: ['@%s']
        """
        .formatted(String.join("', '@", members));
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

  private static TreeEntry entry(FileSet files, String path) {
    return files.entries().stream()
        .filter(entry -> entry.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> paths(Admission admission) {
    return admission.files().entries().stream().map(TreeEntry::path).toList();
  }

  private io.riparian.ownership.Accepted judge(Admission admission) {
    return new RevisionReader(ledger, World.KEYS, InstantSource.system()).judge(admission.files());
  }

  @Test
  @DisplayName("A5: an owner whom nobody knows opens nothing")
  void anOwnerWhomNobodyKnowsOpensNothing() {
    upstream.signedBy(pat).file(OWNERS, CODEOWNERS + "/docs/ @acme/gone\n").commit("pat's");
    assertThat(held(admit())).isEmpty();

    upstream.signedBy(pat).file("docs/a.md", "x").commit("somebody has to");

    assertThat(reasons(admit(), Unit.GLOBAL_NAME)).containsExactly(OWNER_UNRESOLVABLE);
  }

  @Test
  @DisplayName("A8: nobody deletes another team's file")
  void nobodyDeletesAnotherTeamsFile() {
    upstream.signedBy(alice).without(INDEX).commit("not ours");

    Admission admission = admit();

    assertThat(reasons(admission, "search")).containsExactly(OWNER_APPROVAL_MISSING);
    assertThat(paths(admission)).contains(INDEX);
  }

  @Test
  @DisplayName("A8: a team that deletes its own team file loses no connector")
  void aTeamThatDeletesItsOwnTeamFileLosesNoConnector() {
    upstream.signedBy(alice).without("teams/payments/team.yaml").commit("orphaned");

    Admission admission = admit();

    assertThat(held(admission)).isEmpty();
    assertThat(judge(admission).fate(id("shared", "payments-orders"), "payments", ORDERS))
        .isNotEqualTo(io.riparian.ownership.Fate.REMOVED);
  }

  @Test
  @DisplayName("A9: a pointer in place of a file is no declaration, and removes none")
  void aPointerInPlaceOfAFileIsNoDeclarationAndRemovesNone() {
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12\n"
            .formatted("0".repeat(64));
    upstream.signedBy(alice).file(ORDERS, pointer).commit("large");

    Admission admission = admit();
    io.riparian.ownership.Accepted judged = judge(admission);

    assertThat(held(admission)).isEmpty();
    assertThat(judged.connectors()).doesNotContainKey(id("shared", "payments-orders"));
    assertThat(judged.fate(id("shared", "payments-orders"), "payments", ORDERS))
        .isNotEqualTo(io.riparian.ownership.Fate.REMOVED);
  }

  @Test
  @DisplayName("A9: a link in place of the ownership file opens nothing")
  void aLinkInPlaceOfTheOwnershipFileOpensNothing() {
    upstream.signedBy(pat).link(OWNERS, "teams/payments/CODEOWNERS").commit("link");

    assertThat(reasons(admit(), Unit.GLOBAL_NAME)).contains(HEAD_OWNERSHIP_FILE_INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "PATH_NOT_ASCII, 006e0303", "PATH_NOT_ASCII, 00e9", "PATH_NOT_ASCII, 0061200b",
    "PATH_NOT_ASCII, 0430", "PATH_NOT_PORTABLE, 0061002e", "PATH_NOT_PORTABLE, 00610020",
    "PATH_CONTROL_OR_BACKSLASH, 0061005c0062", "PATH_CONTROL_OR_BACKSLASH, 00610007"
  })
  @DisplayName("A10: a name that people or file systems take for another is refused")
  void aNameThatIsTakenForAnotherIsRefused(HoldReason reason, String name) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < name.length(); i += 4) {
      letters.append((char) Integer.parseInt(name.substring(i, i + 4), 16));
    }
    upstream.signedBy(alice).file("teams/payments/connectors/" + letters, "x").commit("name");

    assertThat(reasons(admit(), "payments")).containsExactly(reason);
  }

  @Test
  @DisplayName("A13: a team does not grant itself the cluster it moves to")
  void aTeamDoesNotGrantItselfTheClusterItMovesTo() {
    branch
        .cluster("other", "tenancy: {teams: [search, payments]}")
        .connector("payments-orders", "cluster: other");
    upstream.signedBy(alice);
    branch.files().forEach(upstream::file);
    upstream.commit("to the other cluster, which takes us now");

    Admission admission = admit();
    io.riparian.ownership.Accepted judged = judge(admission);

    assertThat(held(admission)).containsExactly(Unit.GLOBAL_NAME);
    assertThat(judged.connectors()).doesNotContainKey(id("other", "payments-orders"));
    assertThat(judged.refused()).containsKey(id("other", "payments-orders"));
  }

  @Test
  @DisplayName("A18: what a merge adds to what was signed is its maker's")
  void whatAMergeAddsToWhatWasSignedIsItsMakers() {
    String tip = mirror.head().orElseThrow();
    String side = upstream.signedBy(bob).file(INDEX, "bob's").commitOn(List.of(tip), "side");
    upstream.pointMainAt(tip);
    upstream.signedBy(alice).file(INDEX, "bob's, and more").commitOn(List.of(tip, side), "merge");

    assertThat(reasons(admit(), "search")).containsExactly(OWNER_APPROVAL_MISSING);
  }

  @Test
  @DisplayName("A21: whoever leaves later takes nothing back")
  void whoeverLeavesLaterTakesNothingBack() {
    upstream.signedBy(bob).file(INDEX, "bob's").commit("bob's");
    Optional<Accepted> accepted = standing(admit(), "search").accepted();

    leaveToCarol();
    Admission admission = admit();

    assertThat(held(admission)).isEmpty();
    assertThat(standing(admission, "search").accepted().map(Accepted::tree))
        .isEqualTo(accepted.map(Accepted::tree));
    assertThat(standing(admission, "search").accepted().map(Accepted::evidence).orElse(""))
        .startsWith("signed by @bob");
    upstream.signedBy(bob).file(INDEX, "bob's again").commit("bob left");
    assertThat(held(admit())).containsExactly("search");
  }

  private void leaveToCarol() {
    upstream.signedBy(pat).file(GROUP, group("carol")).commit("carol follows bob");
    String tree = standing(admit(), Unit.GLOBAL_NAME).candidate();
    String trailer = "Agreed\n\nRiparian-Approves: (global) " + tree + "\n";
    upstream.signedBy(bob).commit(trailer);
    upstream.signedBy(carol).commit(trailer);
    upstream.signedBy(pat).commit(trailer);
    assertThat(held(admit())).isEmpty();
  }

  @Test
  @DisplayName("A21: whoever is a member when it is judged counts, and no sooner")
  void whoeverIsAMemberWhenItIsJudgedCountsAndNoSooner() {
    upstream.signedBy(carol).file(INDEX, "carol's").commit("carol's");
    assertThat(held(admit())).containsExactly("search");

    upstream.signedBy(pat).file(GROUP, group("carol")).commit("carol follows bob");
    String tree = standing(admit(), Unit.GLOBAL_NAME).candidate();
    assertThat(held(admit())).containsExactly(Unit.GLOBAL_NAME, "search");
    String trailer = "Agreed\n\nRiparian-Approves: (global) " + tree + "\n";
    upstream.signedBy(bob).commit(trailer);
    upstream.signedBy(carol).commit(trailer);
    upstream.signedBy(pat).commit(trailer);
    assertThat(held(admit())).as("judged by the groups in force").containsExactly("search");

    assertThat(held(admit())).as("and now those are in force").isEmpty();
  }

  @Test
  @DisplayName("A22: a login that somebody else has now is another person")
  void aLoginThatSomebodyElseHasNowIsAnotherPerson(@TempDir Path elsewhere) {
    upstream.signedBy(alice).file(ORDERS, "old").commit("by the old alice");
    SigningKey other = SigningKey.ssh(elsewhere);
    other.trustIn(signers, "alice");

    assertThat(held(admit())).containsExactly("payments");
    upstream
        .signedBy(other)
        .commit(
            "Agreed\n\nRiparian-Approves: payments "
                + standing(admit(), "payments").candidate()
                + "\n");
    String evidence = standing(admit(), "payments").accepted().map(Accepted::evidence).orElse("");
    assertThat(evidence).startsWith("signed by @alice (SHA256:");
    alice.trustIn(signers, "alice");
    upstream.signedBy(alice).file(ORDERS, "new").commit("by the old alice");
    assertThat(standing(admit(), "payments").accepted().map(Accepted::evidence).orElse(""))
        .startsWith("signed by @alice (SHA256:")
        .isNotEqualTo(evidence);
  }

  @Test
  @DisplayName("A23: a revert asks like any change")
  void aRevertAsksLikeAnyChange() {
    String dangerous = branch.files().getOrDefault(INDEX, "");
    upstream.signedBy(bob).file(INDEX, "safe").commit("repaired");
    assertThat(held(admit())).isEmpty();

    upstream.signedBy(alice).file(INDEX, dangerous).commit("Revert \"repaired\"");

    assertThat(reasons(admit(), "search")).containsExactly(OWNER_APPROVAL_MISSING);
  }

  @Test
  @DisplayName("A26: an ownership file that is too large is refused, and not read")
  void anOwnershipFileThatIsTooLargeIsRefusedAndNotRead() {
    String line = "/a @pat\n";
    upstream
        .signedBy(pat)
        .file(OWNERS, CODEOWNERS + line.repeat(CodeOwners.LARGEST / line.length()))
        .commit("large");

    assertThat(reasons(admit(), Unit.GLOBAL_NAME)).containsExactly(HEAD_OWNERSHIP_FILE_INVALID);
  }

  @Test
  @DisplayName("A26: an ownership file that costs more than it may is refused")
  void anOwnershipFileThatCostsMoreThanItMayIsRefused() {
    upstream.signedBy(pat);
    for (int i = 0; i < 2_000; i++) {
      upstream.file("docs/" + i, "x");
    }
    upstream.commit("many files");
    assertThat(held(admit())).isEmpty();
    upstream.file(OWNERS, "/x/*a*a*a*a*a*a*a*a*b @pat\n".repeat(100_000)).commit("many lines");

    assertThat(reasons(admit(), Unit.GLOBAL_NAME)).containsExactly(TOO_MANY_CHANGES);
  }

  @Test
  @DisplayName("A26: a directory of more files than are listed is held, and nobody else")
  void aDirectoryOfMoreFilesThanAreListedIsHeldAndNobodyElse() {
    upstream.signedBy(alice).files("teams/payments/notes/", 100_001, "x").commit("many");

    Admission admission = admit();

    assertThat(held(admission)).containsExactly("payments");
    assertThat(reasons(admission, "payments")).contains(ENTRY_NOT_A_REGULAR_FILE);
    assertThat(paths(admission)).hasSizeLessThan(20);
  }

  @Test
  @DisplayName("A28: the commit that was asked about is judged, wherever the branch went meanwhile")
  void theCommitThatWasAskedAboutIsJudgedWhereverTheBranchWentMeanwhile() {
    String asked = upstream.signedBy(bob).file(INDEX, "bob's").commit("bob's");
    upstream.signedBy(alice).file(INDEX, "alice's").commit("meanwhile");
    mirror.fetch();
    assertThat(mirror.head()).isNotEqualTo(Optional.of(asked));

    Admission admission = gate().admit(asked);

    assertThat(held(admission)).isEmpty();
    assertThat(admission.files().revision()).isEqualTo(asked);
    assertThat(admission.accepted()).extracting(Accepted::revision).containsOnly(asked);
    ledger.acceptAll(admission.accepted());
    assertThat(held(admit())).containsExactly("search");
  }

  @Test
  @DisplayName("A28: what is fetched while it is judged changes nothing")
  void whatIsFetchedWhileItIsJudgedChangesNothing() {
    String asked = upstream.signedBy(alice).file(INDEX, "alice's").commit("alice's");
    mirror.fetch();
    upstream.signedBy(bob).file(INDEX, "bob's").commit("bob's");
    InstantSource fetching =
        () -> {
          mirror.fetch();
          return NOW;
        };

    Admission admission =
        new Gate(mirror, ledger, settings, DeclaredFiles.NONE::next, fetching).admit(asked);

    assertThat(mirror.head()).isNotEqualTo(Optional.of(asked));
    assertThat(held(admission)).containsExactly("search");
    String accepted = ledger.accepted().orElseThrow().revision();
    assertThat(entry(admission.files(), INDEX)).isEqualTo(entry(mirror.tree(accepted), INDEX));
  }

  private static ConnectorId id(String cluster, String name) {
    return new ConnectorId(cluster, name);
  }
}
