package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** When each hold came into force, by its file. A file that stays keeps its first time. */
final class HeldSinceTable {
  private static final Sql ALL = new Sql("SELECT * FROM held_since");
  private static final Sql PUT =
      new Sql("INSERT INTO held_since (path, at) VALUES (?, ?) ON CONFLICT (path) DO NOTHING");
  private static final Sql REMOVE = new Sql("DELETE FROM held_since WHERE path = ?");

  private HeldSinceTable() {}

  static Map<String, Instant> all(Connection connection) throws SQLException {
    Map<String, Instant> since = new TreeMap<>();
    ALL.each(
        connection, row -> since.put(row.getString("path"), Instant.parse(row.getString("at"))));
    return since;
  }

  static void note(Connection connection, Set<String> paths, Instant now) throws SQLException {
    for (String known : all(connection).keySet()) {
      if (!paths.contains(known)) {
        REMOVE.run(connection, known);
      }
    }
    for (String path : paths) {
      PUT.run(connection, path, now.toString());
    }
  }
}
