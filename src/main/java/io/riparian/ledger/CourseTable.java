package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** How each cluster has been: what has failed there, who was told, and what was restarted. */
final class CourseTable {
  private static final Sql ONE = new Sql("SELECT course FROM course WHERE cluster = ?");
  private static final Sql PUT = new Sql("INSERT OR REPLACE INTO course VALUES (?, ?)");

  private CourseTable() {}

  static Optional<String> get(Connection connection, String cluster) throws SQLException {
    return ONE.first(connection, row -> row.getString("course"), cluster);
  }

  static void put(Connection connection, String cluster, String course) throws SQLException {
    PUT.run(connection, cluster, course);
  }
}
