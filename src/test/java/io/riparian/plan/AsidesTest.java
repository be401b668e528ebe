package io.riparian.plan;

import static io.riparian.plan.World.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Judge;
import io.riparian.ownership.Precedent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is to be known of a step and shows in none of its changes. */
class AsidesTest {
  private static final String FREEZE = "platform/holds/freeze.yaml";

  private final SmallRepository from = world();
  private final SmallRepository to = world();

  private static SmallRepository world() {
    return SmallRepository.oneTeam()
        .grant("payments", List.of("payments-"), List.of(), List.of("shared", "own"));
  }

  private List<String> told() {
    Accepted before = Judge.judge("1", from.resolve(), Precedent.none());
    Accepted after = Judge.judge("2", to.resolve(), Precedent.of(before));
    return Asides.of(before, after, AsApplied.plans(before, after, NOW), NOW);
  }

  private static String[] cluster(String... lines) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "apiVersion: riparian/v1",
                "kind: Cluster",
                "metadata: {name: shared}",
                "spec:",
                "  tenancy: {teams: [payments, logistics]}"));
    List.of(lines).forEach(line -> all.add("  " + line));
    return all.toArray(String[]::new);
  }

  private static String[] hold(String until) {
    return new String[] {
      "apiVersion: riparian/v1",
      "kind: Hold",
      "metadata: {name: freeze}",
      "spec: {connectors: [payments-*], reason: r, until: '" + until + "'}"
    };
  }

  @Test
  void aStepThatShowsInItsChangesNeedsNoMoreWords() {
    from.connector("payments", "payments-a", "config: {a: b}", "state: running");
    to.connector("payments", "payments-a", "config: {a: c}", "state: paused")
        .connector("payments", "payments-new");

    assertThat(told()).isEmpty();
  }

  @Test
  void aClusterThatComesIsNotKnown() {
    to.cluster("own", "payments");

    assertThat(told())
        .containsExactly("cluster `own` is new, and what runs there already is not known");
  }

  @Test
  void aClusterThatGoesLeavesWhatRunsOnIt() {
    from.cluster("own", "payments").connector("payments", "payments-a", "cluster: own");

    assertThat(told())
        .containsExactly(
            "cluster `own` is declared no more: what runs on it (1 connector by the files) goes on, and nobody manages it");
  }

  @Test
  void aClusterWhoseFileBreaksIsNotGone() {
    from.cluster("own", "payments").connector("payments", "payments-a", "cluster: own");
    to.cluster("own", "payments")
        .file("platform/clusters/own.yaml", "apiVersion: riparian/v1", "kind: Cluster", "spec: 1")
        .connector("payments", "payments-a", "cluster: own");

    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("the file of cluster `own` has a mistake, so that nothing is planned there");
  }

  @Test
  void whatAClusterIsToldDifferentlyIsNamedWithoutAnyAddress() {
    from.file("platform/clusters/shared.yaml", cluster("urls: ['http://one:8083']"));
    to.file(
        "platform/clusters/shared.yaml",
        cluster("urls: ['http://two:8083']", "mode: manage", "deletion: forbid"));

    assertThat(told())
        .containsExactly(
            "cluster `shared` changes: mode observe -> manage, deletion allow -> forbid, urls");
  }

  @Test
  void aHandOverAndAnotherFileAreTold() {
    from.connector("payments", "payments-a", "onRemoval: delete");
    to.team("logistics")
        .grant("logistics", List.of("logistics-"), List.of("payments-a"), List.of("shared"))
        .connector("logistics", "payments-a", "onRemoval: forget");

    assertThat(told())
        .containsExactly(
            "`payments-a` on `shared` goes from team `payments` to team `logistics`; nothing is written for that",
            "`payments-a` on `shared` moves from `teams/payments/connectors/payments-a.yaml` to `teams/logistics/connectors/payments-a.yaml`; nothing is written for that",
            "`payments-a` on `shared` changes, which no worker is told: onRemoval delete -> forget");
  }

  @Test
  void aStateThatComesOrGoesIsTold() {
    from.connector("payments", "payments-a").connector("payments", "payments-b", "state: paused");
    to.connector("payments", "payments-a", "state: paused").connector("payments", "payments-b");

    assertThat(told())
        .containsExactly(
            "`payments-a` on `shared` had no state in its file; it is taken for running",
            "`payments-b` on `shared` has no state in its file any more, and stays in the one that it is in");
  }

  @Test
  void whatIsCreatedMayRunAlready() {
    from.connector("payments", "payments-mended", "nonsense: true");
    to.connector("payments", "payments-mended")
        .connector("payments", "payments-taken", "adopt: true");

    assertThat(told())
        .containsExactly(
            "`payments-mended` on `shared` is not accepted as it was declared before, so that it may run already",
            "`payments-taken` on `shared` says `adopt: true`: if it runs already it is taken over, and not created");
  }

  @Test
  void holdsAreToldOfWhatTheyHoldAndWindowsOfTheirCluster() {
    from.connector("payments", "payments-a", "config: {a: b}")
        .file("platform/clusters/shared.yaml", windows());
    to.connector("payments", "payments-a", "config: {a: c}")
        .file("platform/clusters/shared.yaml", windows())
        .file(FREEZE, hold("2026-11-30T10:00:00Z"));

    assertThat(told())
        .containsExactly(
            "cluster `shared` takes changes in its windows only; when that will be is not told here",
            "`platform/holds/freeze.yaml` holds `payments-a` on `shared`, until 2026-11-30T10:00:00Z");
  }

  @Test
  void aHoldThatIsOverOrHoldsNothingOfItIsNotTold() {
    from.connector("payments", "payments-a", "config: {a: b}");
    to.connector("payments", "payments-a", "config: {a: c}")
        .file(FREEZE, hold("2026-11-01T10:00:00Z"))
        .file("teams/logistics/team.yaml", "apiVersion: riparian/v1", "kind: Team", "spec: {}");

    assertThat(told()).isEmpty();
  }

  private static String[] windows() {
    return cluster(
        "urls: ['http://shared:8083']",
        "windows: [{kind: allow, schedule: '0 8 * * *', duration: 8h, timeZone: UTC}]");
  }
}
