package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The rewritten history that freezes us, in at most one row. */
final class RewrittenHistoryTable {
  private static final Sql GET = new Sql("SELECT * FROM rewritten_history");
  private static final Sql PUT =
      new Sql("INSERT OR REPLACE INTO rewritten_history VALUES (1, ?, ?, ?)");
  private static final Sql REMOVE =
      new Sql(
          """
          DELETE FROM rewritten_history
          WHERE candidate = ? AND candidate IN (SELECT digest FROM acknowledgement)""");

  private RewrittenHistoryTable() {}

  static Optional<RewrittenHistory> get(Connection connection) throws SQLException {
    return GET.first(
        connection,
        row ->
            new RewrittenHistory(
                row.getString("accepted"),
                row.getString("candidate"),
                Instant.parse(row.getString("at"))));
  }

  static void put(Connection connection, RewrittenHistory history) throws SQLException {
    PUT.run(connection, history.accepted(), history.candidate(), history.at().toString());
  }

  static boolean thaw(Connection connection, String candidate) throws SQLException {
    return REMOVE.run(connection, candidate) > 0
        && AcknowledgementTable.consume(connection, candidate);
  }
}
