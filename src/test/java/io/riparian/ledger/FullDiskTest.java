package io.riparian.ledger;

import static io.riparian.ledger.LedgerSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** What a full disk does. It is played by SQLite's own limit, which answers the same way. */
class FullDiskTest {

  @Test
  void aFullDiskLosesTheWriteThatDidNotFitAndNothingElse(@TempDir Path directory)
      throws IOException {
    NativeLibrary.load(directory);
    try (Database database = new DatabaseFile(directory).open()) {
      append(database, "before");
      limit(database, 20);

      assertThatThrownBy(() -> append(database, "x".repeat(1_000_000)))
          .isInstanceOf(LedgerUnwritableException.class)
          .hasMessageContaining("SQLITE_FULL");

      limit(database, 1_000_000);
      append(database, "after");
      List<AuditEntry> trail = database.read(connection -> AuditTable.after(connection, 0, 9));
      assertThat(trail).extracting(AuditEntry::detailJson).containsExactly("before", "after");
    }
  }

  @Test
  void thatSqliteRolledBackByItselfDoesNotHideWhy(@TempDir Path directory) throws IOException {
    NativeLibrary.load(directory);
    try (Database database = new DatabaseFile(directory).open()) {

      assertThatThrownBy(
              () ->
                  database.write(
                      connection -> {
                        new Sql("ROLLBACK").run(connection);
                        throw new SQLException(
                            "disk is full", "", SQLiteErrorCode.SQLITE_FULL.code);
                      }))
          .isInstanceOf(LedgerUnwritableException.class)
          .hasMessageContaining("disk is full");

      append(database, "after");
    }
  }

  private static void append(Database database, String detail) {
    database.write(
        connection -> AuditTable.append(connection, NOW, "anna", "pause", "shared/orders", detail));
  }

  private static void limit(Database database, int pages) {
    database.decide(
        connection ->
            new Sql("PRAGMA max_page_count = " + pages).list(connection, row -> row.getInt(1)));
  }
}
