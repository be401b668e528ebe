package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to be told, was told and is not over, or could not be told. */
final class OutboxTable {
  private static final Sql ALL = new Sql("SELECT * FROM outbox");
  private static final Sql PUT = new Sql("INSERT OR REPLACE INTO outbox VALUES (?, ?)");
  private static final Sql REMOVE = new Sql("DELETE FROM outbox WHERE number = ?");

  private OutboxTable() {}

  static SortedMap<Long, String> all(Connection connection) throws SQLException {
    SortedMap<Long, String> all = new TreeMap<>();
    ALL.each(connection, row -> all.put(row.getLong("number"), row.getString("letter")));
    return all;
  }

  static void put(Connection connection, long number, String letter) throws SQLException {
    PUT.run(connection, number, letter);
  }

  static void remove(Connection connection, long number) throws SQLException {
    REMOVE.run(connection, number);
  }
}
