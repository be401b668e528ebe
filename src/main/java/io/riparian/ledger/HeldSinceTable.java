package io.riparian.ledger;

import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Since when each hold is in force, and what its file said of its end. */
final class HeldSinceTable {
  private static final Sql ALL = new Sql("SELECT * FROM held_since");
  private static final Sql CLEAR = new Sql("DELETE FROM held_since");
  private static final Sql PUT = new Sql("INSERT INTO held_since VALUES (?, ?, ?, ?)");

  private HeldSinceTable() {}

  static Map<Hold.Id, HoldTerm> all(Connection connection) throws SQLException {
    Map<Hold.Id, HoldTerm> terms = new TreeMap<>();
    ALL.each(
        connection,
        row ->
            terms.put(
                new Hold.Id(row.getString("path"), row.getString("name")),
                new HoldTerm(
                    Instant.parse(row.getString("at")), Instant.parse(row.getString("until")))));
    return terms;
  }

  static void note(Connection connection, Map<Hold.Id, HoldTerm> terms) throws SQLException {
    CLEAR.run(connection);
    for (Map.Entry<Hold.Id, HoldTerm> each : terms.entrySet()) {
      HoldTerm term = each.getValue();
      PUT.run(
          connection,
          each.getKey().path(),
          each.getKey().name(),
          term.since().toString(),
          term.until().toString());
    }
  }
}
