package io.riparian.ledger;

import io.riparian.model.ConnectorId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Whose connectors that are gone were; each that enters pushes out those beyond the retention. */
final class LastOwnerTable {
  private static final Sql GET =
      new Sql("SELECT team FROM last_owner WHERE cluster = ? AND name = ?");
  private static final Sql PUT =
      new Sql(
          """
          INSERT OR REPLACE INTO last_owner (cluster, name, team, at)
          SELECT cluster, name, team, ? FROM applied WHERE cluster = ? AND name = ?""");
  private static final Sql EXPIRE =
      new Sql(
          """
          DELETE FROM last_owner WHERE seq <= (
            SELECT seq FROM last_owner ORDER BY seq DESC LIMIT 1 OFFSET ?)""");

  private LastOwnerTable() {}

  static Optional<String> get(Connection connection, ConnectorId id) throws SQLException {
    return GET.first(connection, row -> row.getString("team"), id.cluster(), id.name());
  }

  /** Takes the team from what is known to be applied; nothing happens when nothing is. */
  static void put(Connection connection, ConnectorId id, Instant at, Retention retention)
      throws SQLException {
    PUT.run(connection, at.toString(), id.cluster(), id.name());
    EXPIRE.run(connection, retention.lastOwners());
  }
}
