package io.riparian.plan;

import static io.riparian.plan.DeferralReason.DELETION_FORBIDDEN;
import static io.riparian.plan.DeferralReason.INVALID_FILE;
import static io.riparian.plan.DeferralReason.MOVE_NOT_AVAILABLE;
import static io.riparian.plan.DeferralReason.OWNERSHIP;
import static io.riparian.plan.DeferralReason.PRUNE_BUDGET;
import static io.riparian.plan.DeferralReason.TEAM_VANISHED;
import static io.riparian.plan.PlanAssert.assertThat;
import static io.riparian.plan.World.NOW;
import static io.riparian.plan.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.manifest.SmallRepository;
import io.riparian.model.DeclaredState;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Judge;
import io.riparian.ownership.Precedent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step from one revision to another does, if the first one were applied. */
class AsAppliedTest {
  private static final String CLUSTER = "platform/clusters/shared.yaml";

  private final SmallRepository from = world();
  private final SmallRepository to = world();

  private static SmallRepository world() {
    return SmallRepository.oneTeam()
        .cluster("own", "payments")
        .grant("payments", List.of("payments-"), List.of(), List.of("shared", "own"));
  }

  private static Accepted judged(String revision, SmallRepository files, Precedent before) {
    return Judge.judge(revision, files.resolve(), before);
  }

  private ClusterPlan plan(String cluster) {
    Accepted before = judged("1", from, Precedent.none());
    return AsApplied.plans(before, judged("2", to, Precedent.of(before)), NOW).stream()
        .filter(plan -> plan.cluster().equals(cluster))
        .findFirst()
        .orElseThrow();
  }

  private ClusterPlan plan() {
    return plan(SHARED);
  }

  private void both(String name, String... spec) {
    from.connector("payments", name, spec);
    to.connector("payments", name, spec);
  }

  @Test
  void whatIsDeclaredAlikeIsLeftAlone() {
    both("payments-a", "state: running", "config: {a: b, db.password: '${vault:payments/a:b}'}");
    both("payments-b", "state: paused", "onRemoval: forget");
    both("payments-c", "state: stopped", "adopt: true");
    both("payments-d");

    assertThat(plan()).isQuiet();
    assertThat(plan().managed()).isEqualTo(4);
  }

  @Test
  void eachKindOfChangeIsWhatTheDaemonWouldMake() {
    from.connector("payments", "payments-changed", "config: {a: b}");
    to.connector("payments", "payments-changed", "config: {a: c}");
    from.connector("payments", "payments-paused", "state: running");
    to.connector("payments", "payments-paused", "state: paused");
    from.connector("payments", "payments-gone");
    from.connector("payments", "payments-left", "onRemoval: forget");
    to.connector("payments", "payments-new", "state: stopped", "version: '1.0'");

    assertThat(plan())
        .updates("payments-changed", Cause.COMMIT, "a")
        .setsState("payments-paused", DeclaredState.PAUSED, Cause.COMMIT)
        .deletes("payments-gone")
        .forgets("payments-left")
        .creates("payments-new")
        .andNothingElse();
  }

  @Test
  void aStateAndAKeyAreChangedInTheDaemonsOrder() {
    from.connector("payments", "payments-a", "state: running", "config: {a: b}");
    to.connector("payments", "payments-a", "state: stopped", "config: {a: c}");

    assertThat(plan()).doesInOrder("payments-a", ChangeKind.SET_STATE, ChangeKind.UPDATE);
  }

  @Test
  void whatHadNoStateIsTakenForRunning() {
    from.connector("payments", "payments-a");
    to.connector("payments", "payments-a", "state: paused");

    assertThat(plan()).setsState("payments-a", DeclaredState.PAUSED, Cause.COMMIT).andNothingElse();
  }

  @Test
  void aSecretIsMaskedBeforeAndAfter() {
    from.connector("payments", "payments-a", "config: {db.password: hunter1}");
    to.connector("payments", "payments-a", "config: {db.password: hunter2}");

    assertThat(plan())
        .shows(
            "payments-a", new KeyChange("db.password", KeyChange.Kind.CHANGED, "******", "******"));
  }

  @Test
  void anotherFileIsOnlyRemembered() {
    from.connector("payments", "payments-a");
    to.file(
        "teams/payments/connectors/other.yaml", SmallRepository.document("payments-a").split("\n"));

    assertThat(plan()).remembers("payments-a").andNothingElse();
  }

  @Test
  void anotherClusterIsNeitherADeletionNorACreation() {
    from.connector("payments", "payments-a");
    to.connector("payments", "payments-a", "cluster: own");

    assertThat(plan()).defers("payments-a", MOVE_NOT_AVAILABLE).andNothingElse();
    assertThat(plan("own")).defers("payments-a", MOVE_NOT_AVAILABLE).andNothingElse();
  }

  @Test
  void aTeamThatVanishesKeepsItsConnectors() {
    from.connector("payments", "payments-a");
    to.without("teams/payments/team.yaml");

    assertThat(plan()).defers("payments-a", TEAM_VANISHED).andNothingElse();
  }

  @Test
  void aBrokenFileRemovesNothing() {
    from.connector("payments", "payments-a");
    to.connector("payments", "payments-a", "nonsense: true");

    assertThat(plan()).defers("payments-a", INVALID_FILE).andNothingElse();
  }

  @Test
  void whatIsRefusedNowStaysAsItIs() {
    from.connector("payments", "payments-a");
    to.connector("payments", "payments-a").grant("payments", "other-");

    assertThat(plan()).defers("payments-a", OWNERSHIP).andNothingElse();
  }

  @Test
  void whatIsAcceptedOnlyNowIsCreated() {
    from.connector("payments", "other-a");
    to.connector("payments", "other-a").grant("payments", "other-");

    assertThat(plan()).creates("other-a").andNothingElse();
  }

  @Test
  void moreDeletionsThanTheBudgetAllowsWait() {
    for (String name : List.of("payments-1", "payments-2", "payments-3", "payments-4")) {
      from.connector("payments", name);
    }
    both("payments-5");

    assertThat(plan())
        .defers("payments-1", PRUNE_BUDGET)
        .defers("payments-2", PRUNE_BUDGET)
        .defers("payments-3", PRUNE_BUDGET)
        .defers("payments-4", PRUNE_BUDGET)
        .andNothingElse();
  }

  @Test
  void aClusterThatForbidsDeletionKeepsWhatGoes() {
    from.connector("payments", "payments-a");
    both("payments-b");
    to.file(CLUSTER, cluster("deletion: forbid"));

    assertThat(plan()).defers("payments-a", DELETION_FORBIDDEN).andNothingElse();
  }

  @Test
  void whereMarksAreInTheLedgerAllTheSameIsPlanned() {
    from.connector("payments", "payments-a").file(CLUSTER, cluster("marks: ledger"));
    to.file(CLUSTER, cluster("marks: ledger"));
    both("payments-b", "config: {a: b}");
    to.connector("payments", "payments-b", "config: {a: c}");

    assertThat(plan())
        .deletes("payments-a")
        .updates("payments-b", Cause.COMMIT, "a")
        .andNothingElse();
  }

  @Test
  void theHourHoldsNothingBack() {
    from.connector("payments", "payments-a", "config: {a: b}");
    to.connector("payments", "payments-a", "config: {a: c}")
        .file(
            "platform/holds/freeze.yaml",
            "apiVersion: riparian/v1",
            "kind: Hold",
            "metadata: {name: freeze}",
            "spec: {connectors: all, reason: r, until: '2026-11-30T10:00:00Z'}")
        .file(
            CLUSTER,
            cluster(
                "windows: [{kind: deny, schedule: '* * * * *', duration: 24h, timeZone: UTC}]"));

    assertThat(judged("2", to, Precedent.none()).diagnostics()).isEmpty();
    assertThat(plan()).updates("payments-a", Cause.COMMIT, "a").andNothingElse();
  }

  @Test
  void howManyTasksRunAndWhatIsLeftBehindIsNotKnown() {
    from.connector("payments", "payments-a", "state: stopped", "tasksMax: 4", "config: {a: b}");
    to.connector("payments", "payments-a", "state: stopped", "tasksMax: 4", "config: {a: c}")
        .connector("payments", "payments-new");
    ClusterPlan plan = plan();

    Consequences consequences = Consequences.unseen(plan.changes(), List.of(), List.of());

    assertThat(consequences.blasts())
        .extracting(Blast::tasks, Blast::exact, Blast::offsets)
        .containsExactly(
            tuple(4, false, Blast.Offsets.UNAFFECTED), tuple(1, false, Blast.Offsets.UNKNOWN));
  }

  private static String[] cluster(String line) {
    return new String[] {
      "apiVersion: riparian/v1",
      "kind: Cluster",
      "metadata: {name: shared}",
      "spec:",
      "  urls: ['http://shared:8083']",
      "  tenancy: {teams: [payments, logistics]}",
      "  " + line
    };
  }
}
