package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The acknowledgements nobody used yet. Using one deletes it; the audit trail keeps it. */
final class AcknowledgementTable {
  private static final Sql ALL = new Sql("SELECT * FROM acknowledgement ORDER BY seq");
  private static final Sql PUT =
      new Sql("INSERT OR REPLACE INTO acknowledgement (digest, actor, at) VALUES (?, ?, ?)");
  private static final Sql REMOVE = new Sql("DELETE FROM acknowledgement WHERE digest = ?");

  private AcknowledgementTable() {}

  static List<Acknowledgement> all(Connection connection) throws SQLException {
    return ALL.list(
        connection,
        row ->
            new Acknowledgement(
                row.getString("digest"),
                row.getString("actor"),
                Instant.parse(row.getString("at"))));
  }

  static void put(Connection connection, String digest, String actor, Instant at)
      throws SQLException {
    PUT.run(connection, digest, actor, at.toString());
  }

  static boolean consume(Connection connection, String digest) throws SQLException {
    return REMOVE.run(connection, digest) > 0;
  }
}
