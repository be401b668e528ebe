package io.riparian.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The real one keeps the contract. */
class SqliteLedgerTest extends LedgerContract {
  private final Path directory;

  SqliteLedgerTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  Ledger open(Retention retention) {
    return SqliteLedger.open(directory, "test", retention);
  }
}
