package io.riparian.manifest;

import static io.riparian.manifest.SmallRepository.connectorFile;
import static io.riparian.manifest.SmallRepository.oneTeam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.model.Declarations;
import io.riparian.model.Declarations.BrokenFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultIsolationTest {
  private static final String FILE = connectorFile("payments", "renamed");

  @Test
  void oneBadFileLeavesItsNeighboursAlone() {
    Declarations declared =
        oneTeam()
            .connector("payments", "payments-good")
            .file(connectorFile("payments", "payments-bad"), "{")
            .resolve();

    assertThat(declared.connectors())
        .extracting(it -> it.id().toString())
        .containsExactly("shared/payments-good");
    assertThat(declared.broken()).containsOnlyKeys(connectorFile("payments", "payments-bad"));
  }

  @Test
  void aWrongFieldDoesNotHideTheName() {
    BrokenFile broken = broken(SmallRepository.document("payments-orders", "oops: 1"));

    assertThat(broken.mayDeclare("payments-orders")).isTrue();
    assertThat(broken.mayDeclare("payments-other")).isFalse();
    assertThat(broken.mayDeclare("renamed")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata: {name: payments-orders\n",
        "\"metadata\":\n\t\"name\": \"payments-orders\"\n",
        "kind: Connector\nmetadata: payments-orders\n",
        "{\"nmae\": \"payments-orders\", \"config\": {}}",
        "{\"name\": [\"payments-orders\"], \"config\": {\"connector.class\": \"A\"}}",
        "connector.class: A\nname: a\nname: payments-orders\n",
        "# payments-orders\n"
      })
  void whatIsNoDocumentStillProtectsEveryNameInIt(String text) {
    BrokenFile broken = broken(text);

    assertThat(broken.mayDeclare("payments-orders")).isTrue();
    assertThat(broken.mayDeclare("renamed")).as("the file's own name").isTrue();
    assertThat(broken.mayDeclare("payments-other")).isFalse();
  }

  @Test
  void aFileInAnotherEncodingStillProtectsTheNamesInIt() {
    byte[] bytes = "name: payments-orders".getBytes(StandardCharsets.UTF_16);

    Declarations declared = oneTeam().bytes(FILE, bytes).resolve();

    assertThat(declared.broken().get(FILE))
        .satisfies(it -> assertThat(it.mayDeclare("payments-orders")).isTrue());
  }

  @Test
  void aLinkMayDeclareAnything() {
    Declarations declared = oneTeam().entry(FILE, PathEntry.Kind.SYMLINK).resolve();

    assertThat(declared.broken().get(FILE))
        .satisfies(it -> assertThat(it.mayDeclare("anything")).isTrue())
        .satisfies(it -> assertThat(it.team()).isEqualTo("payments"));
  }

  @Test
  void aPathThatConfusesBreaksItsFileAlone() {
    Declarations declared =
        oneTeam()
            .file(connectorFile("payments", "aux"), SmallRepository.document("payments-orders"))
            .confusing(connectorFile("payments", "aux"))
            .connector("payments", "payments-good")
            .resolve();

    assertThat(declared.connectors())
        .extracting(it -> it.id().toString())
        .containsExactly("shared/payments-good");
    assertThat(declared.broken()).containsOnlyKeys(connectorFile("payments", "aux"));
    assertThat(declared.broken().get(connectorFile("payments", "aux")))
        .satisfies(it -> assertThat(it.mayDeclare("payments-orders")).isTrue())
        .satisfies(it -> assertThat(it.mayDeclare("payments-other")).isFalse());
  }

  @Test
  void aDirectoryThatConfusesBreaksWhatLiesInIt() {
    String inside = "teams/payments/connectors/aux/orders.yaml";
    Declarations declared =
        oneTeam()
            .file(inside, SmallRepository.document("payments-orders"))
            .confusing("teams/payments/connectors/aux")
            .connector("payments", "payments-good")
            .resolve();

    assertThat(declared.connectors())
        .extracting(it -> it.id().toString())
        .containsExactly("shared/payments-good");
    assertThat(declared.broken()).containsOnlyKeys(inside);
  }

  @ParameterizedTest
  @CsvSource({"teams/Payments, teams/Payments/a.yaml", "Teams, Teams/payments/a.yaml"})
  void whatImitatesATeamMayDeclareWhateverThatTeamDid(String imitation, String file) {
    Declarations declared =
        oneTeam()
            .file(file, SmallRepository.document("payments-orders"))
            .confusing(imitation)
            .connector("payments", "payments-good")
            .resolve();

    assertThat(declared.connectors())
        .extracting(it -> it.id().toString())
        .containsExactly("shared/payments-good");
    assertThat(declared.broken().get(file))
        .satisfies(it -> assertThat(it.team()).isEqualTo("payments"))
        .satisfies(it -> assertThat(it.mayDeclare("payments-orders")).isTrue());
  }

  @Test
  void aBrokenClusterIsUndecidedAndNeverGone() {
    Declarations declared =
        oneTeam()
            .file("platform/clusters/shared.yaml", "spec: [")
            .connector("payments", "payments-orders")
            .resolve();

    assertThat(declared.clusters()).isEmpty();
    assertThat(declared.undecidedClusters()).containsExactly("shared");
    assertThat(declared.undecided())
        .singleElement()
        .satisfies(
            it -> assertThat(it.cause()).isEqualTo(Declarations.Undecided.Cause.CLUSTER_FILE));
    assertThat(declared.broken()).containsOnlyKeys("platform/clusters/shared.yaml");
  }

  @Test
  void aClusterThatIsALinkIsUndecidedToo() {
    Declarations declared =
        oneTeam()
            .without("platform/clusters/shared.yaml")
            .entry("platform/clusters/shared.yaml", PathEntry.Kind.SYMLINK)
            .resolve();

    assertThat(declared.undecidedClusters()).containsExactly("shared");
  }

  @Test
  void aBrokenGrantIsUndecidedAndNeverGone() {
    Declarations declared = oneTeam().file("platform/teams/payments.yaml", "kind: Grant").resolve();

    assertThat(declared.undecidedGrants()).containsExactly("payments");
  }

  @Test
  void aGroupThatIsALinkIsUndecidedAndNeverGone() {
    Declarations declared =
        oneTeam().entry("platform/groups/payments.yaml", PathEntry.Kind.SYMLINK).resolve();

    assertThat(declared.undecidedGroups()).containsExactly("payments");
  }

  @Test
  void twoFilesForOneClusterLeaveItUndecidedEvenWhenOneOfThemIsGood() {
    Declarations declared = oneTeam().file("platform/clusters/shared.yml", "{").resolve();

    assertThat(declared.clusters()).isEmpty();
    assertThat(declared.undecidedClusters()).containsExactly("shared");
  }

  @Test
  void aLinkBesideAGoodFileLeavesItsClusterUndecided() {
    Declarations declared =
        oneTeam()
            .entry("platform/clusters/shared.yml", PathEntry.Kind.SYMLINK)
            .entry("platform/teams/payments.yml", PathEntry.Kind.SYMLINK)
            .entry("teams/payments/team.yml", PathEntry.Kind.SYMLINK)
            .resolve();

    assertThat(declared.clusters()).isEmpty();
    assertThat(declared.grants()).isEmpty();
    assertThat(declared.teams()).isEmpty();
  }

  @Test
  void aFileNobodyParsedIsNeverAbsent() {
    Layout layout = oneTeam().layout();

    assertThatThrownBy(() -> Resolver.resolve(layout, List.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static BrokenFile broken(String text) {
    Declarations declared = oneTeam().file(FILE, text).resolve();
    return declared.broken().values().stream().findFirst().orElseThrow();
  }
}
