package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was last told on each request that there is more to tell of. */
final class RequestTable {
  private static final Sql ALL = new Sql("SELECT * FROM request");
  private static final Sql PUT =
      new Sql("INSERT OR REPLACE INTO request VALUES (?, ?, ?, ?, ?, ?)");
  private static final Sql REMOVE = new Sql("DELETE FROM request WHERE number = ?");

  private RequestTable() {}

  static SortedMap<Long, ToldRequest> all(Connection connection) throws SQLException {
    SortedMap<Long, ToldRequest> told = new TreeMap<>();
    ALL.each(
        connection,
        row ->
            told.put(
                row.getLong("number"),
                new ToldRequest(
                    row.getLong("number"),
                    row.getString("head"),
                    row.getString("merged_as"),
                    row.getString("stage"),
                    row.getString("report"),
                    Instant.parse(row.getString("at")))));
    return told;
  }

  static void put(Connection connection, ToldRequest request) throws SQLException {
    PUT.run(
        connection,
        request.number(),
        request.head(),
        request.mergedAs(),
        request.stage(),
        request.report(),
        request.at().toString());
  }

  static void remove(Connection connection, long number) throws SQLException {
    REMOVE.run(connection, number);
  }
}
