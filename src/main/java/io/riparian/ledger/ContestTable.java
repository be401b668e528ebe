package io.riparian.ledger;

import io.riparian.model.ConnectorId;
import io.riparian.plan.Contest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What somebody else keeps changing, by connector and subject. */
final class ContestTable {
  private static final Sql OF =
      new Sql("SELECT * FROM contest WHERE cluster = ? ORDER BY name, subject");
  private static final Sql PUT =
      new Sql("INSERT OR REPLACE INTO contest VALUES (?, ?, ?, ?, ?, ?)");
  private static final Sql REMOVE = new Sql("DELETE FROM contest WHERE cluster = ? AND name = ?");
  private static final Sql FORGET = new Sql("DELETE FROM contest WHERE last < ?");

  private ContestTable() {}

  static List<Contest> of(Connection connection, String cluster) throws SQLException {
    return OF.list(
        connection,
        row ->
            new Contest(
                new ConnectorId(row.getString("cluster"), row.getString("name")),
                row.getString("subject"),
                row.getInt("reverts"),
                Instant.parse(row.getString("since")),
                Instant.parse(row.getString("last"))),
        cluster);
  }

  static void put(Connection connection, Contest contest) throws SQLException {
    PUT.run(
        connection,
        contest.id().cluster(),
        contest.id().name(),
        contest.subject(),
        contest.reverts(),
        contest.since().toString(),
        contest.last().toString());
    FORGET.run(connection, contest.last().minus(Contest.LONGEST).toString());
  }

  static void remove(Connection connection, ConnectorId id) throws SQLException {
    REMOVE.run(connection, id.cluster(), id.name());
  }
}
