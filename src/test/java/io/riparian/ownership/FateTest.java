package io.riparian.ownership;

import static io.riparian.manifest.SmallRepository.connectorFile;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.PathEntry;
import io.riparian.manifest.SmallRepository;
import io.riparian.model.ConnectorId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connector of team payments ran; its declaration is not there any more, or not in order. */
class FateTest {
  private static final ConnectorId ORDERS = new ConnectorId("shared", "payments-orders");
  private static final String FILE = connectorFile("payments", "payments-orders");
  private final SmallRepository repository =
      new SmallRepository()
          .cluster("shared", "payments", "logistics")
          .grant("payments", "payments-")
          .team("payments")
          .connector("payments", "payments-other");

  @Test
  void aFileGoneFromAStandingUnitReadsAsRemoved() {
    assertFate(Fate.REMOVED);
  }

  @Test
  void aUnitsLastConnectorMayGoWhileItsTeamFileStands() {
    repository.without(connectorFile("payments", "payments-other"));

    assertFate(Fate.REMOVED);
  }

  @Test
  void aVanishedUnitLeavesOrphans() {
    repository
        .without(connectorFile("payments", "payments-other"))
        .without("teams/payments/team.yaml");

    assertFate(Fate.UNIT_VANISHED);
  }

  @Test
  void aUnitThatBecameALinkOrCannotBeListedNeverReadsAsRemoved() {
    for (PathEntry.Kind kind : List.of(PathEntry.Kind.SYMLINK, PathEntry.Kind.OVERSIZED)) {
      SmallRepository changed =
          new SmallRepository()
              .cluster("shared", "payments")
              .grant("payments", "payments-")
              .entry("teams/payments", kind);

      assertThat(fate(changed)).isEqualTo(Fate.FILE_BROKEN);
    }
  }

  @Test
  void aMissingTeamFileNeverReadsAsRemoved() {
    repository.without("teams/payments/team.yaml");

    assertFate(Fate.UNIT_UNREADABLE);
  }

  @Test
  void aBrokenTeamFileNeverReadsAsRemoved() {
    repository.file("teams/payments/team.yaml", "kind: Team");

    assertFate(Fate.UNIT_UNREADABLE);
  }

  @Test
  void aBrokenFileNeverReadsAsRemoved() {
    for (String text :
        List.of("{", "", "# nothing", "\0", "version https://git-lfs.github.com/spec/v1")) {
      repository.file(FILE, text);

      assertFate(Fate.FILE_BROKEN);
    }
  }

  @Test
  void aFileThatBecameALinkNeverReadsAsRemoved() {
    repository.entry(FILE, PathEntry.Kind.SYMLINK);

    assertFate(Fate.FILE_BROKEN);
  }

  @Test
  void aConnectorsDirectoryThatBecameALinkNeverReadsAsRemoved() {
    repository
        .without(connectorFile("payments", "payments-other"))
        .entry("teams/payments/connectors", PathEntry.Kind.SYMLINK);

    assertFate(Fate.FILE_BROKEN);
  }

  @Test
  void aFileThatGrewTooLargeNeverReadsAsRemoved() {
    repository.bytes(FILE, new byte[1024 * 1024 + 1]);

    assertFate(Fate.FILE_BROKEN);
  }

  @Test
  void aFileRenamedAndBrokenInOneCommitNeverReadsAsRemoved() {
    repository.file(
        connectorFile("payments", "renamed"), "metadata: {name: payments-orders", "spec: {");

    assertFate(Fate.FILE_BROKEN);
  }

  @Test
  void aFilePutIntoTheWrongPlaceNeverReadsAsRemoved() {
    repository.file(
        "teams/payments/payments-orders.yaml", SmallRepository.document("payments-orders"));

    assertFate(Fate.FILE_BROKEN);
  }

  @Test
  void aBrokenFileThatDoesNotMentionItHoldsNothingBack() {
    repository.file(connectorFile("payments", "another"), "metadata: {name: payments-another");

    assertFate(Fate.REMOVED);
  }

  @Test
  void anotherTeamsBrokenFileHoldsNothingBack() {
    repository
        .grant("logistics", "logistics-")
        .team("logistics")
        .file(connectorFile("logistics", "x"), "metadata: {name: payments-orders");

    assertFate(Fate.REMOVED);
  }

  @Test
  void theNextOwnersBrokenFileHoldsItBack() {
    repository
        .grant("logistics", List.of("logistics-"), List.of("payments-orders"), List.of("shared"))
        .team("logistics")
        .file(connectorFile("logistics", "x"), "metadata: {name: payments-orders");

    assertFate(Fate.FILE_BROKEN);
  }

  @Test
  void aRefusedHandOverNeverReadsAsRemoved() {
    repository
        .grant("logistics", "logistics-")
        .team("logistics")
        .connector("logistics", "payments-orders");

    assertFate(Fate.REFUSED);
  }

  @Test
  void aConnectorThatDoesNotResolveNeverReadsAsRemoved() {
    repository.connector("payments", "payments-orders", "config: {a: \"${var:nobody}\"}");

    assertFate(Fate.REFUSED);
  }

  @Test
  void aConnectorThatLostItsClusterNameNeverReadsAsRemoved() {
    repository.file(
        FILE,
        "apiVersion: riparian/v1",
        "kind: Connector",
        "metadata: {name: payments-orders}",
        "spec: {class: A}");

    assertFate(Fate.REFUSED);
  }

  @Test
  void aConnectorRefusedByItsClusterNeverReadsAsRemoved() {
    repository.connector("payments", "payments-orders").cluster("shared", "logistics");

    assertFate(Fate.REFUSED);
  }

  @Test
  void withoutAGoodGrantNothingReadsAsRemoved() {
    repository.without("platform/teams/payments.yaml");
    assertFate(Fate.NO_GRANT);

    repository.grant("payments", "payments");
    assertFate(Fate.NO_GRANT);

    repository.file("platform/teams/payments.yaml", "{");
    assertFate(Fate.NO_GRANT);
  }

  @Test
  void onABrokenClusterNothingReadsAsRemoved() {
    repository.file("platform/clusters/shared.yaml", "{");

    assertFate(Fate.CLUSTER_UNDECIDED);
  }

  @Test
  void onAClusterThatIsNotDeclaredNothingReadsAsRemoved() {
    repository.without("platform/clusters/shared.yaml");

    assertFate(Fate.CLUSTER_VANISHED);
  }

  @Test
  void aDocumentTakenOutOfAGoodFileReadsAsRemoved() {
    repository.file(FILE, SmallRepository.document("payments-sibling"));

    assertFate(Fate.REMOVED);
  }

  private void assertFate(Fate expected) {
    assertThat(fate(repository)).isEqualTo(expected);
  }

  private static Fate fate(SmallRepository repository) {
    Accepted accepted =
        Judge.judge("r1", repository.resolve(), Precedent.ofOwners(Map.of(ORDERS, "payments")));
    return accepted.fate(ORDERS, "payments", FILE);
  }
}
