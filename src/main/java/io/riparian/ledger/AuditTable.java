package io.riparian.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The audit trail. It only grows; triggers of the database refuse anything else. */
final class AuditTable {
  private static final Sql PUT = new Sql("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)");
  private static final Sql AFTER =
      new Sql("SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?");
  private static final Sql BEFORE =
      new Sql("SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?");

  private AuditTable() {}

  static AuditEntry append(
      Connection connection,
      Instant at,
      String actor,
      String action,
      String subject,
      String detailJson)
      throws SQLException {
    List<AuditEntry> last = before(connection, Long.MAX_VALUE, 1);
    long sequence = last.isEmpty() ? 1 : last.get(0).sequence() + 1;
    String hash = last.isEmpty() ? AuditEntry.GENESIS : last.get(0).hash();
    AuditEntry entry = AuditEntry.chained(hash, sequence, at, actor, action, subject, detailJson);
    PUT.run(connection, sequence, at.toString(), actor, action, subject, detailJson, entry.hash());
    return entry;
  }

  static List<AuditEntry> after(Connection connection, long sequence, int limit)
      throws SQLException {
    return AFTER.list(connection, AuditTable::entry, sequence, limit);
  }

  static List<AuditEntry> before(Connection connection, long sequence, int limit)
      throws SQLException {
    return BEFORE.list(connection, AuditTable::entry, sequence, limit);
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("seq"),
        Instant.parse(row.getString("at")),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("detail"),
        row.getString("hash"));
  }
}
