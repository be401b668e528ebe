package io.riparian.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The cycles, newest at the end; each that enters pushes out what the retention no longer holds.
 */
final class CycleTable {
  private static final Sql PUT =
      new Sql(
          """
          INSERT INTO cycle
            (id, cluster, cause, revision, started_at, finished_at, quiet, plan, outcomes)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
  private static final Sql EXPIRE =
      new Sql(
          """
          DELETE FROM cycle WHERE cluster = ? AND quiet = ? AND seq <= (
            SELECT seq FROM cycle WHERE cluster = ? AND quiet = ?
            ORDER BY seq DESC LIMIT 1 OFFSET ?)""");
  private static final Sql ALL = new Sql("SELECT * FROM cycle ORDER BY seq DESC LIMIT ?");
  private static final Sql OF_CLUSTER =
      new Sql("SELECT * FROM cycle WHERE cluster = ? ORDER BY seq DESC LIMIT ?");
  private static final Sql BY_ID = new Sql("SELECT * FROM cycle WHERE id = ? ORDER BY cluster");

  private CycleTable() {}

  static void put(Connection connection, CycleRecord cycle, Retention retention)
      throws SQLException {
    int quiet = cycle.quiet() ? 1 : 0;
    PUT.run(
        connection,
        cycle.id(),
        cycle.cluster(),
        cycle.trigger(),
        cycle.revision(),
        cycle.startedAt().toString(),
        cycle.finishedAt().toString(),
        quiet,
        cycle.planJson(),
        cycle.outcomesJson());
    EXPIRE.run(
        connection, cycle.cluster(), quiet, cycle.cluster(), quiet, retention.of(cycle.quiet()));
  }

  static List<CycleRecord> newest(Connection connection, int limit) throws SQLException {
    return ALL.list(connection, CycleTable::cycle, limit);
  }

  static List<CycleRecord> newest(Connection connection, String cluster, int limit)
      throws SQLException {
    return OF_CLUSTER.list(connection, CycleTable::cycle, cluster, limit);
  }

  static List<CycleRecord> byId(Connection connection, String id) throws SQLException {
    return BY_ID.list(connection, CycleTable::cycle, id);
  }

  private static CycleRecord cycle(ResultSet row) throws SQLException {
    return new CycleRecord(
        row.getString("id"),
        row.getString("cluster"),
        row.getString("cause"),
        row.getString("revision"),
        Instant.parse(row.getString("started_at")),
        Instant.parse(row.getString("finished_at")),
        row.getBoolean("quiet"),
        row.getString("plan"),
        row.getString("outcomes"));
  }
}
