package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.ledger.ClusterIdentity;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.model.Diagnostic;
import io.riparian.model.Severity;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Fate;
import io.riparian.repo.RepositoryUnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionReaderTest {
  private static final String A = Branch.connectorFile("payments-a");
  private static final String B = Branch.connectorFile("payments-b");

  private final InMemoryLedger ledger = InMemoryLedger.begun();
  private final RevisionReader reader =
      new RevisionReader(ledger, World.KEYS, InstantSource.system());
  private final Branch branch = Branch.oneTeam().connector("payments-a").connector("payments-b");

  private Commit taken(Branch from) {
    Commit commit = from.commit();
    reader.take(commit);
    return commit;
  }

  @Test
  void theFirstRevisionIsReadWhole() {
    assertThat(taken(branch).read).hasSize(branch.files().size()).contains(A, B);
  }

  @Test
  void onlyWhatChangedIsReadAgain() {
    taken(branch);

    assertThat(taken(branch).read).isEmpty();
    assertThat(taken(branch.connector("payments-b", "config: {topic: b}")).read).containsExactly(B);
  }

  @Test
  void aFileThatMovedIsReadAgainBecauseItsPlaceCounts() {
    taken(branch);
    String text = String.valueOf(branch.files().get(A));
    branch.without(A).file("teams/payments/connectors/moved.yaml", text.stripTrailing());

    assertThat(taken(branch).read).containsExactly("teams/payments/connectors/moved.yaml");
  }

  @Test
  void whatTheLastRevisionDroppedIsForgotten() {
    taken(branch);
    taken(branch.withoutConnector("payments-a"));

    assertThat(taken(branch.connector("payments-a")).read).containsExactly(A);
  }

  @Test
  void aCandidateDoesNotDisturbWhatIsKept() {
    taken(branch);
    Branch candidate = Branch.oneTeam().connector("payments-a", "config: {topic: other}");

    Commit judged = candidate.commit();
    reader.judge(judged);

    assertThat(judged.read).as("and gains from what is kept").containsExactly(A);
    assertThat(taken(branch).read).isEmpty();
  }

  @Test
  void aCandidateDoesNotDisturbTheClaims() {
    taken(branch);
    String upper = text("payments-A");
    Branch renamed = Branch.oneTeam().file("teams/payments/connectors/upper.yaml", upper);
    assertThat(reader.judge(renamed.commit()).connectors())
        .containsOnlyKeys(World.id("payments-A"));

    Accepted both = reader.judge(renamed.connector("payments-a").connector("payments-b").commit());

    assertThat(both.connectors())
        .as("the first claim wins over one that differs only in case")
        .containsOnlyKeys(World.id("payments-a"), World.id("payments-b"));
    assertThat(both.refused()).containsOnlyKeys(World.id("payments-A"));
  }

  @Test
  void whatTheLedgerKnowsIsAClaimToo() {
    taken(branch);
    Branch renamed =
        Branch.oneTeam().file("teams/payments/connectors/upper.yaml", text("payments-A"));

    reader.take(renamed.commit());

    assertThat(reader.judge(renamed.connector("payments-a").commit()).connectors())
        .as("nothing but the last reading, before anything is applied")
        .containsOnlyKeys(World.id("payments-A"));
    new World(ledger).marked("payments-a", Map.of("connector.class", "A")).remember("payments-a");
    assertThat(reader.judge(renamed.commit()).connectors())
        .as("two claims that stand get nothing")
        .isEmpty();
  }

  private static final String SINK = "config: {topics: t, consumer.override.group.id: ledger}";

  private Branch twoClusters() {
    return Branch.oneTeam().cluster("other");
  }

  private void identify(String cluster, String kafka) {
    ledger.identify(new ClusterIdentity(cluster, kafka, World.START));
  }

  @Test
  void theLastReadingsGroupsStandAgainstACandidate() {
    identify("shared", "kafka-1");
    identify("other", "kafka-1");
    reader.take(twoClusters().connector("payments-a", SINK).commit());

    Accepted accepted =
        reader.judge(
            twoClusters()
                .connector("payments-a", SINK)
                .connector("payments-b", "cluster: other", SINK)
                .commit());

    assertThat(accepted.connectors()).containsOnlyKeys(World.id("payments-a"));
    assertThat(accepted.refused().values()).extracting(Diagnostic::rule).containsExactly("OWN-116");
  }

  @Test
  void itMattersOnceWhichKafkaIsBehindTwoClustersThatAskForOneGroup() {
    Branch both =
        twoClusters().connector("payments-a", SINK).connector("payments-b", "cluster: other", SINK);
    assertThat(reader.take(both.commit()).connectors()).hasSize(2);
    assertThat(reader.hasLearnt()).isFalse();

    identify("shared", "kafka-1");
    identify("other", "kafka-1");
    assertThat(reader.hasLearnt()).isTrue();

    assertThat(reader.take(both.commit()).diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly("OWN-117", "OWN-117");
    assertThat(reader.hasLearnt()).isFalse();
  }

  @Test
  void itMattersToNobodyElseWhichKafkaIsBehindACluster() {
    reader.take(twoClusters().connector("payments-a", SINK).commit());

    identify("shared", "kafka-1");

    assertThat(reader.hasLearnt()).isFalse();
  }

  private static final String OTHER_SINK =
      "config: {topics: t, consumer.override.group.id: ledger2}";

  @Test
  void aGroupIsFreeAtTheNextLookOnceItsConnectorIsGone() {
    World world = new World(ledger);
    world.branch.connector("payments-a", SINK).connector("payments-b");
    world.commit().settle();
    Branch next =
        Branch.oneTeam()
            .connector("payments-b")
            .team("logistics")
            .connector("logistics-a", SINK.replace("topics: t", "topics: u"));

    assertThat(reader.take(next.commit()).connectors()).containsOnlyKeys(World.id("payments-b"));
    assertThat(reader.hasLearnt()).isFalse();

    ledger.retire(World.id("payments-a"), World.START);
    assertThat(reader.hasLearnt()).isTrue();
    assertThat(reader.take(next.commit()).connectors())
        .containsOnlyKeys(World.id("payments-b"), World.id("logistics-a"));
    assertThat(reader.hasLearnt()).isFalse();
  }

  @Test
  void aGroupIsFreeAtTheNextLookOnceItsConnectorReadsWithAnother() {
    World world = new World(ledger);
    world.branch.connector("payments-a", SINK);
    world.commit().settle();
    world.branch.connector("payments-a", OTHER_SINK).connector("payments-b", SINK);

    Branch next =
        Branch.oneTeam().connector("payments-a", OTHER_SINK).connector("payments-b", SINK);
    assertThat(reader.take(next.commit()).connectors()).containsOnlyKeys(World.id("payments-a"));
    assertThat(reader.hasLearnt()).isFalse();

    world.commit().settle();
    assertThat(reader.hasLearnt()).isTrue();
    assertThat(reader.take(next.commit()).connectors())
        .containsOnlyKeys(World.id("payments-a"), World.id("payments-b"));
  }

  @Test
  void whileNobodyWaitsForAGroupTheLedgerMayChangeAsItLikes() {
    World world = new World(ledger);
    world.branch.connector("payments-a", SINK).connector("payments-b");
    world.commit().settle();
    reader.take(world.branch.commit());

    ledger.retire(World.id("payments-a"), World.START);

    assertThat(reader.hasLearnt()).isFalse();
  }

  @Test
  void afterARestartTheLedgerTellsWhoHadTheGroup() {
    World world = new World(ledger);
    world.branch.connector("payments-a", SINK).connector("payments-b");
    world.commit().settle();
    world.branch.connector("payments-b", SINK);

    world.restart();

    assertThat(world.judged().accepted().connectors()).containsOnlyKeys(World.id("payments-a"));
  }

  private static String text(String connector) {
    return String.valueOf(
        new Branch().connector(connector).files().get(Branch.connectorFile(connector)));
  }

  @Test
  void whatCannotBeReadWholeLeavesWhatWas() {
    taken(branch);
    branch
        .connector("payments-a", "config: {topic: a}")
        .connector("payments-b", "config: {topic: b}");
    Commit broken = branch.commit().unreadableAt(B);

    assertThatThrownBy(() -> reader.take(broken)).isInstanceOf(RepositoryUnreadableException.class);

    assertThat(broken.read).contains(B);
    assertThat(taken(branch).read).as("nothing of the broken reading was kept").contains(A, B);
  }

  @Test
  void aCandidateLetsWhatComesIntoForceNotWait() {
    taken(branch);
    Branch next = Branch.oneTeam().connector("payments-a", "config: {topic: next}");
    Commit candidate =
        Branch.oneTeam()
            .connector("payments-b", "config: {topic: candidate}")
            .commit()
            .meanwhile(
                () ->
                    assertThat(CompletableFuture.supplyAsync(() -> taken(next).read))
                        .succeedsWithin(Duration.ofSeconds(10))
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .containsExactly(A));

    Accepted judged = reader.judge(candidate);

    assertThat(judged.connectors()).containsOnlyKeys(World.id("payments-b"));
    assertThat(taken(next).read).as("what came into force is what is kept").isEmpty();
  }

  @Test
  void aPathThatConfusesBreaksItsFileAndWhatItDeclaredIsNotGone() {
    taken(branch);
    String confusing = "teams/payments/connectors/aux.yaml";

    Accepted accepted =
        reader.take(
            branch.withoutConnector("payments-a").file(confusing, text("payments-a")).commit());

    assertThat(accepted.connectors()).containsOnlyKeys(World.id("payments-b"));
    assertThat(accepted.fate(World.id("payments-a"), "payments", A)).isEqualTo(Fate.FILE_BROKEN);
    assertThat(
            accepted.fate(World.id("payments-c"), "payments", Branch.connectorFile("payments-c")))
        .as("a name that does not stand in it")
        .isEqualTo(Fate.REMOVED);
    assertThat(accepted.diagnostics())
        .filteredOn(Diagnostic::isError)
        .extracting(it -> it.rule() + " " + it.at())
        .containsExactly("MAN-006 " + confusing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"teams/Payments/connectors/", "Teams/payments/connectors/"})
  void whatMovedIntoAnotherSpellingOfItsDirectoryIsNotGoneAndTheRestGoesOn(String directory) {
    taken(branch);

    Accepted accepted =
        reader.take(
            branch
                .withoutConnector("payments-a")
                .file(directory + "a.yaml", text("payments-a"))
                .commit());

    assertThat(accepted.connectors()).containsOnlyKeys(World.id("payments-b"));
    assertThat(accepted.fate(World.id("payments-a"), "payments", A)).isEqualTo(Fate.FILE_BROKEN);
  }

  @Test
  void anExceptionFromAGuardRailEndsWithoutACommit() {
    Instant[] now = {Instant.parse("2026-11-26T12:00:00Z")};
    RevisionReader timed = new RevisionReader(ledger, World.KEYS, () -> now[0]);
    branch
        .connector("payments-a", "config: {password: a-word-of-mine}")
        .file(
            "platform/policy.yaml",
            "apiVersion: riparian/v1",
            "kind: Policy",
            "metadata: {name: policy}",
            "spec:",
            "  exceptions:",
            "    - {rule: SEC-1, connectors: [payments-a], owner: ann, reason: why,",
            "       until: '2026-11-26T13:00:00Z'}");
    Commit commit = branch.commit();

    assertThat(timed.take(commit).connectors()).containsKey(World.id("payments-a"));
    assertThat(timed.hasLearnt()).isFalse();
    now[0] = now[0].plusSeconds(3_600);

    assertThat(timed.hasLearnt()).isTrue();
    Accepted after = timed.take(commit);
    assertThat(after.connectors()).doesNotContainKey(World.id("payments-a"));
    assertThat(after.refused()).containsKey(World.id("payments-a"));
    assertThat(timed.hasLearnt()).isFalse();
  }

  /** Neither the name of the key nor the value gives it away. */
  private static final String LITERAL = "config: {topics: t, acme.clearance: hunter2}";

  private static final String REFERENCE =
      "config: {topics: t, acme.clearance: '${file:a/clearance}'}";

  private void told(String cluster, String className, String... passwords) {
    ledger.notePasswordKeys(cluster, className, Set.of(passwords));
  }

  private Accepted taken(String... spec) {
    return reader.take(twoClusters().connector("payments-a", spec).commit());
  }

  @Test
  void aSecretUnderWhatTheClassTakesForAPasswordIsHeldBackInForceToo() {
    assertThat(taken(LITERAL).connectors()).as("nobody knows better").hasSize(1);

    told("shared", "A", "acme.clearance");

    assertThat(reader.hasLearnt()).isTrue();
    Accepted accepted = taken(LITERAL);
    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused().values())
        .extracting(Diagnostic::rule, Diagnostic::severity)
        .containsExactly(tuple("SEC-1", Severity.ERROR));
    assertThat(accepted.diagnostics().toString()).doesNotContain("hunter2");
    assertThat(reader.hasLearnt()).isFalse();
  }

  @Test
  void itStaysHeldBackWhateverTheClusterSaysLater() {
    told("shared", "A", "acme.clearance");
    taken(LITERAL);

    ledger.notePlugins("shared", List.of());
    told("shared", "A");

    assertThat(reader.hasLearnt()).isFalse();
    assertThat(taken(LITERAL).connectors()).isEmpty();
    assertThat(taken(REFERENCE).connectors()).hasSize(1);
  }

  @Test
  void onlyWhatItsOwnClassOnItsOwnClusterTakesForAPasswordCounts() {
    told("other", "A", "acme.clearance");
    told("shared", "B", "acme.clearance");
    told("shared", "A", "acme.other");

    assertThat(taken(LITERAL).connectors()).hasSize(1);
    assertThat(taken(LITERAL, "cluster: other").connectors()).isEmpty();
  }

  @Test
  void anAliasOfTheClassIsTheClass() {
    told("shared", "com.acme.AConnector", "acme.clearance");

    assertThat(taken(LITERAL).connectors()).isEmpty();
  }

  @Test
  void thePlatformCanExceptAKeyThatIsNone() {
    told("shared", "A", "acme.clearance");

    Accepted accepted =
        reader.take(
            twoClusters()
                .connector("payments-a", LITERAL)
                .file(
                    "platform/policy.yaml",
                    "apiVersion: riparian/v1",
                    "kind: Policy",
                    "metadata: {name: policy}",
                    "spec:",
                    "  exceptions:",
                    "    - {rule: SEC-1, connectors: [payments-a], keys: [acme.clearance],"
                        + " owner: o, reason: r, until: 2999-01-01T00:00:00Z}")
                .commit());

    assertThat(accepted.connectors()).hasSize(1);
  }
}
