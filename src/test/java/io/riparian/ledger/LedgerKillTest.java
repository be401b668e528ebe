package io.riparian.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.model.ConnectorId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one ledger. */
@Timeout(120)
class LedgerKillTest {
  private final Path directory;

  LedgerKillTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whateverAKilledProcessHadCommittedIsThere() throws Exception {
    List<String> committed = new ArrayList<>();
    try (LedgerInAnotherProcess other = LedgerInAnotherProcess.start(directory)) {
      while (committed.size() < 100) {
        committed.add(other.committed());
      }
      committed.addAll(other.kill());
    }

    try (Ledger ledger = SqliteLedger.open(directory, "test")) {
      assertThat(ledger.applied().keySet()).extracting(ConnectorId::name).containsAll(committed);
      assertThat(ledger.auditAfter(0, Integer.MAX_VALUE))
          .extracting(AuditEntry::subject)
          .containsAll(committed);
      assertThat(ledger.verifyAudit().isIntact()).isTrue();
    }
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("ledger.db", "ledger.lock");
  }

  @Test
  void whileAnotherProcessLeadsWeAreToldWho() throws Exception {
    try (LedgerInAnotherProcess other = LedgerInAnotherProcess.start(directory)) {
      assertThat(other.committed()).isEqualTo("c0");

      assertThatThrownBy(() -> SqliteLedger.open(directory, "riparian apply"))
          .isInstanceOfSatisfying(
              LedgerLockedException.class,
              locked ->
                  assertThat(locked.holder())
                      .startsWith("the other daemon (pid " + other.pid() + ") since "));

      assertThat(other.committed()).isEqualTo("c1");
      other.kill();
    }
    SqliteLedger.open(directory, "riparian apply").close();
  }

  @Test
  void whileWeLeadOurselvesWeAreToldSo() {
    try (Ledger first = SqliteLedger.open(directory, "riparian serve")) {
      assertThatThrownBy(() -> SqliteLedger.open(directory.resolve("."), "riparian apply"))
          .isInstanceOf(LedgerLockedException.class)
          .hasMessageContaining("riparian serve (pid " + ProcessHandle.current().pid() + ")");

      assertThat(first.isEmpty()).isTrue();
    }
    SqliteLedger.open(directory, "riparian apply").close();
  }

  @Test
  void aRefusedSecondTryDoesNotFreeTheLockForOtherProcesses() throws Exception {
    try (Ledger first = SqliteLedger.open(directory, "riparian serve")) {
      assertThatThrownBy(() -> SqliteLedger.open(directory, "riparian apply"))
          .isInstanceOf(LedgerLockedException.class);

      try (LedgerInAnotherProcess other = LedgerInAnotherProcess.start(directory)) {
        assertThat(other.committed()).startsWith("refused: riparian serve (pid ");
      }

      assertThat(first.isEmpty()).isTrue();
    }
  }
}
