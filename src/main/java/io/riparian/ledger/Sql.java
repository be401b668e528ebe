package io.riparian.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of one prepared statement. Values only ever reach it as parameters, by position.
 *
 * @param text what never depends on data
 */
record Sql(String text) {

  /** Makes something of one row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Looks at one row. */
  @FunctionalInterface
  interface Visit {
    void see(ResultSet row) throws SQLException;
  }

  /**
   * @return how many rows changed
   */
  int run(Connection connection, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  void runAll(Connection connection, Iterable<Object[]> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (Object[] values : rows) {
        bind(statement, values);
        statement.executeUpdate();
      }
    }
  }

  <T> Optional<T> first(Connection connection, Row<T> row, Object... values) throws SQLException {
    return list(connection, row, values).stream().findFirst();
  }

  <T> List<T> list(Connection connection, Row<T> row, Object... values) throws SQLException {
    List<T> found = new ArrayList<>();
    each(connection, each -> found.add(row.read(each)), values);
    return found;
  }

  void each(Connection connection, Visit visit, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          visit.see(rows);
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
