package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which keys the classes of each cluster take for passwords. Nothing is ever taken out of it. */
final class PasswordKeyTable {
  private static final Sql ALL = new Sql("SELECT * FROM password_key");
  private static final Sql PUT = new Sql("INSERT OR IGNORE INTO password_key VALUES (?, ?, ?)");

  private PasswordKeyTable() {}

  static Map<String, Map<String, Set<String>>> all(Connection connection) throws SQLException {
    Map<String, Map<String, Set<String>>> all = new HashMap<>();
    ALL.each(
        connection,
        row ->
            all.computeIfAbsent(row.getString("cluster"), any -> new HashMap<>())
                .computeIfAbsent(row.getString("class"), any -> new HashSet<>())
                .add(row.getString("key")));
    return all;
  }

  static void note(Connection connection, String cluster, String className, Set<String> keys)
      throws SQLException {
    PUT.runAll(
        connection, keys.stream().map(key -> new Object[] {cluster, className, key}).toList());
  }
}
