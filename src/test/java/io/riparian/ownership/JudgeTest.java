package io.riparian.ownership;

import static io.riparian.manifest.SmallRepository.connectorFile;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.model.ConnectorId;
import io.riparian.model.Diagnostic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final ConnectorId ORDERS = id("payments-orders");
  private final SmallRepository repository =
      new SmallRepository()
          .cluster("shared", "payments", "logistics")
          .grant("payments", "payments-")
          .grant("logistics", "logistics-")
          .team("payments")
          .team("logistics");

  @Test
  void aConnectorInsideItsGrantIsAccepted() {
    repository.connector("payments", "payments-orders");

    Accepted accepted = judge();

    assertThat(accepted.connectors()).containsOnlyKeys(ORDERS);
    assertThat(accepted.refused()).isEmpty();
    assertThat(accepted.diagnostics()).isEmpty();
  }

  @Test
  void aNameOutsideTheGrantIsRefused() {
    repository.connector("payments", "logistics-orders").connector("payments", "orders");

    assertRefused("OWN-105", id("logistics-orders"), id("orders"));
  }

  @Test
  void aPrefixIsNotANameWithoutItsEnding() {
    repository.connector("payments", "payments").connector("payments", "PAYMENTS-x");

    assertRefused("OWN-105", id("payments"), id("PAYMENTS-x"));
  }

  @Test
  void anExactNameBeatsAnyPrefix() {
    repository
        .grant("logistics", List.of("logistics-"), List.of("payments-orders"), List.of("shared"))
        .connector("logistics", "payments-orders")
        .connector("payments", "payments-orders");

    Accepted accepted = judge();

    assertThat(accepted.connectors().get(ORDERS))
        .satisfies(it -> assertThat(it.team()).isEqualTo("logistics"));
    assertThat(accepted.refused()).isEmpty();
    assertThat(accepted.diagnostics())
        .extracting(it -> it.rule() + " " + it.at().file())
        .containsExactly("OWN-105 " + connectorFile("payments", "payments-orders"));
  }

  @Test
  void anExactNameInAnotherCaseIsNobodyElsesEither() {
    repository
        .grant("logistics", List.of(), List.of("payments-OLD"), List.of("shared"))
        .connector("payments", "payments-old");

    assertRefused("OWN-105", id("payments-old"));
  }

  @Test
  void aClusterNobodyDeclaredIsRefused() {
    repository.connector("payments", "payments-orders", "cluster: elsewhere");

    assertRefused("OWN-106", new ConnectorId("elsewhere", "payments-orders"));
  }

  @Test
  void theGrantMustListTheCluster() {
    repository
        .cluster("private", "payments")
        .connector("payments", "payments-orders", "cluster: private");

    assertRefused("OWN-107", new ConnectorId("private", "payments-orders"));
  }

  @Test
  void theClusterMustListTheTeam() {
    repository.cluster("shared", "logistics").connector("payments", "payments-orders");

    assertRefused("OWN-108", ORDERS);
  }

  @Test
  void everyMistakeOfAConnectorIsTold() {
    repository.cluster("private", "logistics").connector("payments", "orders", "cluster: private");

    assertThat(judge().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly("OWN-105", "OWN-107", "OWN-108");
  }

  @Test
  void oneTargetMayBeRefusedWhileTheOtherIsAccepted() {
    repository
        .cluster("private", "logistics")
        .connector(
            "payments", "payments-orders", "targets: [{cluster: shared}, {cluster: private}]");

    Accepted accepted = judge();

    assertThat(accepted.connectors()).containsOnlyKeys(ORDERS);
    assertThat(accepted.refused()).containsOnlyKeys(new ConnectorId("private", "payments-orders"));
  }

  @Test
  void withoutAGrantEverythingIsRefusedAndSaidOnce() {
    repository
        .without("platform/teams/payments.yaml")
        .connector("payments", "payments-one")
        .connector("payments", "payments-two");

    Accepted accepted = judge();

    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused()).containsOnlyKeys(id("payments-one"), id("payments-two"));
    assertThat(accepted.diagnostics()).extracting(Diagnostic::rule).containsExactly("OWN-101");
  }

  @Test
  void withABrokenGrantEverythingIsRefused() {
    repository
        .file("platform/teams/payments.yaml", "kind: Grant")
        .connector("payments", "payments-orders");

    Accepted accepted = judge();

    assertThat(accepted.refused().get(ORDERS))
        .satisfies(it -> assertThat(it.rule()).isEqualTo("OWN-112"));
    assertThat(accepted.diagnostics())
        .allSatisfy(it -> assertThat(it.at().file()).isEqualTo("platform/teams/payments.yaml"));
  }

  @Test
  void withoutATeamFileEverythingIsRefused() {
    repository.without("teams/payments/team.yaml").connector("payments", "payments-orders");

    Accepted accepted = judge();

    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused()).containsOnlyKeys(ORDERS);
    assertThat(accepted.diagnostics()).extracting(Diagnostic::rule).containsExactly("MAN-050");
  }

  @Test
  void aPrefixWithoutAnEndingPutsItsGrantInError() {
    repository.grant("payments", "payments").connector("payments", "payments-orders");

    Accepted accepted = judge();

    assertThat(accepted.refused()).containsOnlyKeys(ORDERS);
    assertThat(accepted.diagnostics())
        .extracting(it -> it.rule() + " " + it.at())
        .containsExactly("OWN-102 platform/teams/payments.yaml:6:16");
  }

  @Test
  void prefixesThatContainEachOtherPutBothGrantsInError() {
    repository
        .grant("logistics", "logistics-", "payments-log-")
        .connector("payments", "payments-orders")
        .connector("logistics", "logistics-orders");

    Accepted accepted = judge();

    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused()).containsOnlyKeys(ORDERS, id("logistics-orders"));
    assertThat(accepted.diagnostics())
        .extracting(it -> it.rule() + " " + it.at())
        .containsExactly(
            "OWN-103 platform/teams/logistics.yaml:6:28",
            "OWN-103 platform/teams/payments.yaml:6:16");
  }

  @Test
  void prefixesThatDifferOnlyInCaseOverlapToo() {
    repository.grant("logistics", "PAYMENTS-");

    assertThat(judge().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly("OWN-103", "OWN-103");
  }

  @Test
  void prefixesOfOneGrantMayContainEachOther() {
    repository.grant("payments", "payments-", "payments-eu-", "p.", "pay_");

    assertThat(judge().diagnostics()).isEmpty();
  }

  @Test
  void anOverlapIsFoundAcrossAThirdPrefixBetween() {
    repository
        .grant("payments", "a-")
        .grant("logistics", "a-b-c-")
        .grant("third", List.of("a-b-d-"), List.of(), List.of("shared"));

    assertThat(judge().grants().good()).isEmpty();
  }

  @Test
  void aNameInTwoGrantsPutsBothInError() {
    repository
        .grant("payments", List.of(), List.of("old"), List.of("shared"))
        .grant("logistics", List.of(), List.of("OLD"), List.of("shared"));

    assertThat(judge().diagnostics())
        .extracting(it -> it.rule() + " " + it.at())
        .containsExactly(
            "OWN-104 platform/teams/logistics.yaml:7:13",
            "OWN-104 platform/teams/payments.yaml:7:13");
  }

  @Test
  void aGrantOnAnUnknownClusterWarns() {
    repository.grant("payments", List.of(), List.of(), List.of("shared", "sharde"));

    assertThat(judge().diagnostics())
        .extracting(it -> it.severity() + " " + it.rule())
        .containsExactly("WARNING OWN-114");
  }

  @Test
  void twoClaimsInOneCommitGetNothing() {
    repository
        .connector("payments", "payments-orders")
        .file(connectorFile("payments", "copy"), SmallRepository.document("payments-orders"));

    Accepted accepted = judge();

    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused()).containsOnlyKeys(ORDERS);
    assertThat(accepted.diagnostics())
        .extracting(it -> it.rule() + " " + it.at())
        .containsExactly(
            "OWN-109 " + connectorFile("payments", "copy") + ":3:18",
            "OWN-109 " + connectorFile("payments", "payments-orders") + ":3:18");
  }

  @Test
  void namesThatDifferOnlyInCaseGetNothing() {
    repository
        .connector("payments", "payments-orders")
        .file(connectorFile("payments", "second"), SmallRepository.document("payments-Orders"));

    assertRefused("OWN-110", id("payments-Orders"), ORDERS);
  }

  @Test
  void theSameNameOnTwoClustersIsTwoConnectors() {
    repository
        .cluster("private", "payments")
        .grant("payments", List.of("payments-"), List.of(), List.of("shared", "private"))
        .connector(
            "payments", "payments-orders", "targets: [{cluster: shared}, {cluster: private}]");

    assertThat(judge().connectors()).hasSize(2);
  }

  @Test
  void ofTwoNamesThatDifferInCaseTheEarlierKeepsItsPlace() {
    repository
        .connector("payments", "payments-orders")
        .file(connectorFile("payments", "second"), SmallRepository.document("payments-Orders"));

    Accepted accepted = judge(Map.of(ORDERS, "payments"));

    assertThat(accepted.connectors()).containsOnlyKeys(ORDERS);
    assertThat(accepted.refused()).containsOnlyKeys(id("payments-Orders"));
  }

  @Test
  void aTeamWithoutRightToANameCannotDisturbItsOwner() {
    repository
        .connector("payments", "payments-orders")
        .connector("logistics", "payments-orders")
        .file(connectorFile("logistics", "second"), SmallRepository.document("payments-ORDERS"));

    Accepted accepted = judge();

    assertThat(accepted.connectors()).containsOnlyKeys(ORDERS);
    assertThat(accepted.refused()).containsOnlyKeys(id("payments-ORDERS"));
  }

  @Test
  void theFirstAcceptedClaimKeepsTheNameAndBothAreTold() {
    repository
        .grant("logistics", List.of("logistics-"), List.of("payments-orders"), List.of("shared"))
        .connector("logistics", "payments-orders")
        .connector("payments", "payments-orders");

    Accepted accepted = judge(Map.of(ORDERS, "payments"));

    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused()).containsOnlyKeys(ORDERS);
    assertThat(accepted.diagnostics())
        .extracting(it -> it.rule() + " " + it.at().file())
        .containsExactly(
            "OWN-111 " + connectorFile("logistics", "payments-orders"),
            "OWN-105 " + connectorFile("payments", "payments-orders"),
            "OWN-113 " + connectorFile("payments", "payments-orders"));
  }

  @Test
  void aNameIsHandedOverWhenItsTeamLetsGo() {
    repository
        .grant("logistics", List.of("logistics-"), List.of("payments-orders"), List.of("shared"))
        .connector("logistics", "payments-orders");

    Accepted accepted = judge(Map.of(ORDERS, "payments"));

    assertThat(accepted.connectors().get(ORDERS))
        .satisfies(it -> assertThat(it.team()).isEqualTo("logistics"));
    assertThat(accepted.fate(ORDERS, "payments", connectorFile("payments", "payments-orders")))
        .isEqualTo(Fate.ACCEPTED);
  }

  @Test
  void aHandOverDoesNotNeedTheOldTeamsGrantToChange() {
    repository
        .grant("logistics", List.of("logistics-"), List.of("payments-orders"), List.of("shared"))
        .connector("logistics", "payments-orders", "config: {topics: t}");

    assertThat(judge(Map.of(ORDERS, "payments")).diagnostics()).isEmpty();
  }

  @Test
  void anotherClusterForANameNeedsTheGrantOfThatCluster() {
    repository
        .cluster("private", "payments")
        .connector("payments", "payments-orders", "cluster: private");

    assertThat(moved().refused().values()).extracting(Diagnostic::rule).containsExactly("OWN-107");
  }

  @Test
  void anotherClusterForANameNeedsThatTheClusterTakesTheTeam() {
    repository
        .cluster("private", "logistics")
        .grant("payments", List.of("payments-"), List.of(), List.of("shared", "private"))
        .connector("payments", "payments-orders", "cluster: private");

    assertThat(moved().refused().values()).extracting(Diagnostic::rule).containsExactly("OWN-108");
  }

  @Test
  void anotherClusterForANameIsAcceptedWhereBothSidesAgree() {
    repository
        .cluster("private", "payments")
        .grant("payments", List.of("payments-"), List.of(), List.of("shared", "private"))
        .connector("payments", "payments-orders", "cluster: private");

    assertThat(moved().connectors())
        .containsOnlyKeys(new ConnectorId("private", "payments-orders"));
  }

  /** It ran on the shared cluster, and its file names another one now. */
  private Accepted moved() {
    Accepted accepted = judge(Map.of(ORDERS, "payments"));
    assertThat(accepted.connectors()).doesNotContainKey(ORDERS);
    return accepted;
  }

  @Test
  void aBrokenFileHasNotLetGo() {
    repository
        .grant("logistics", List.of("logistics-"), List.of("payments-orders"), List.of("shared"))
        .connector("logistics", "payments-orders")
        .connector("payments", "payments-orders", "oops: 1");

    assertRefusedGiven(Map.of(ORDERS, "payments"), "OWN-111", ORDERS);
  }

  @Test
  void aTeamWithoutItsTeamFileHasNotLetGo() {
    repository
        .grant("logistics", List.of("logistics-"), List.of("payments-orders"), List.of("shared"))
        .connector("logistics", "payments-orders")
        .connector("payments", "payments-orders")
        .without("teams/payments/team.yaml");

    assertThat(judge(Map.of(ORDERS, "payments")).connectors()).isEmpty();
  }

  @Test
  void everyRuleHasAnIdOfItsOwn() {
    assertThat(Arrays.stream(OwnershipRule.values()).map(OwnershipRule::id))
        .doesNotHaveDuplicates();
  }

  private static ConnectorId id(String name) {
    return new ConnectorId("shared", name);
  }

  private Accepted judge() {
    return judge(Map.of());
  }

  private Accepted judge(Map<ConnectorId, String> claims) {
    return Judge.judge("r1", repository.resolve(), Precedent.ofOwners(claims));
  }

  private void assertRefused(String rule, ConnectorId... ids) {
    assertRefusedGiven(Map.of(), rule, ids);
  }

  private void assertRefusedGiven(
      Map<ConnectorId, String> claims, String rule, ConnectorId... ids) {
    Accepted accepted = judge(claims);
    assertThat(accepted.connectors()).isEmpty();
    assertThat(accepted.refused()).containsOnlyKeys(ids);
    assertThat(accepted.refused().values()).allSatisfy(it -> assertThat(it.rule()).isEqualTo(rule));
  }
}
