package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The accepted trees, one row for each unit. */
final class AcceptedTable {
  private static final Sql ALL = new Sql("SELECT * FROM accepted");
  private static final Sql PUT = new Sql("INSERT OR REPLACE INTO accepted VALUES (?, ?, ?, ?, ?)");

  private AcceptedTable() {}

  static SortedMap<String, Accepted> all(Connection connection) throws SQLException {
    SortedMap<String, Accepted> units = new TreeMap<>();
    ALL.each(
        connection,
        row ->
            units.put(
                row.getString("unit"),
                new Accepted(
                    row.getString("unit"),
                    row.getString("revision"),
                    row.getString("tree"),
                    row.getString("evidence"),
                    Instant.parse(row.getString("at")))));
    return Collections.unmodifiableSortedMap(units);
  }

  static void put(Connection connection, Collection<Accepted> units) throws SQLException {
    PUT.runAll(
        connection,
        units.stream()
            .map(
                unit ->
                    new Object[] {
                      unit.unit(),
                      unit.revision(),
                      unit.tree(),
                      unit.evidence(),
                      unit.at().toString()
                    })
            .toList());
  }
}
