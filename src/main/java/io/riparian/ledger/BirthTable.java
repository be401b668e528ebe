package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** How the ledger began, in at most one row. Nothing is accepted or applied before it is there. */
final class BirthTable {
  private static final Sql GET = new Sql("SELECT * FROM birth");
  private static final Sql PUT = new Sql("INSERT INTO birth VALUES (1, ?, ?, ?, ?)");

  private BirthTable() {}

  static Optional<Birth> get(Connection connection) throws SQLException {
    return GET.first(
        connection,
        row ->
            new Birth(
                Birth.Kind.valueOf(row.getString("kind")),
                row.getString("revision"),
                row.getString("actor"),
                Instant.parse(row.getString("at"))));
  }

  static void put(Connection connection, Birth birth) throws SQLException {
    if (get(connection).isPresent()) {
      throw new IllegalStateException("a ledger begins once");
    }
    PUT.run(
        connection, birth.kind().name(), birth.revision(), birth.actor(), birth.at().toString());
  }

  static void requireBegun(Connection connection) throws SQLException {
    if (get(connection).isEmpty()) {
      throw new IllegalStateException("nothing is accepted or applied before the ledger has begun");
    }
  }
}
