package io.riparian.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The cycles, newest at the end; each that enters pushes out what the retention no longer holds.
 */
final class CycleTable {
  private static final Sql PUT =
      new Sql(
          """
          INSERT INTO cycle
            (id, cluster, cause, revision, started_at, finished_at, quiet, plan, outcomes,
             applied, repeated, last_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
  private static final Sql REPEAT =
      new Sql(
          """
          UPDATE cycle SET repeated = repeated + 1, last_at = ? WHERE seq = (
            SELECT max(seq) FROM cycle WHERE cluster = ?)""");
  private static final Sql WITH =
      new Sql(
          """
          SELECT * FROM cycle WHERE cluster = ? AND instr(outcomes, ?) > 0
          ORDER BY seq DESC LIMIT 1""");
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
        cycle.outcomesJson(),
        cycle.applied(),
        cycle.repeated(),
        cycle.lastAt().toString());
    EXPIRE.run(
        connection, cycle.cluster(), quiet, cycle.cluster(), quiet, retention.of(cycle.quiet()));
  }

  static void repeat(Connection connection, String cluster, Instant at) throws SQLException {
    REPEAT.run(connection, at.toString(), cluster);
  }

  static Optional<CycleRecord> newestWith(Connection connection, String cluster, String text)
      throws SQLException {
    return WITH.first(connection, CycleTable::cycle, cluster, text);
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
    String finishedAt = row.getString("finished_at");
    String lastAt = row.getString("last_at");
    return new CycleRecord(
        row.getString("id"),
        row.getString("cluster"),
        row.getString("cause"),
        row.getString("revision"),
        Instant.parse(row.getString("started_at")),
        Instant.parse(finishedAt),
        row.getBoolean("quiet"),
        row.getString("plan"),
        row.getString("outcomes"),
        row.getString("applied"),
        row.getInt("repeated"),
        // A row from before there was such a column.
        Instant.parse(lastAt.isEmpty() ? finishedAt : lastAt));
  }
}
