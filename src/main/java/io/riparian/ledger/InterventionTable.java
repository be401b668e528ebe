package io.riparian.ledger;

import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.Intervention;
import io.riparian.model.Warrant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What operators do against the files for a while. What has ended the audit trail keeps. */
final class InterventionTable {
  private static final Sql ALL =
      new Sql("SELECT * FROM intervention ORDER BY kind, cluster, connector");
  private static final Sql PUT =
      new Sql("INSERT OR REPLACE INTO intervention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  private static final Sql REMOVE =
      new Sql("DELETE FROM intervention WHERE kind = ? AND cluster = ? AND connector = ?");

  private static final Sql REMOVE_ONE = new Sql(REMOVE.text() + " AND at = ?");

  private InterventionTable() {}

  static List<Intervention> all(Connection connection) throws SQLException {
    return ALL.list(connection, InterventionTable::read);
  }

  private static Intervention read(ResultSet row) throws SQLException {
    String cluster = row.getString("cluster");
    String connector = row.getString("connector");
    Warrant warrant =
        new Warrant(
            row.getString("actor"),
            row.getString("reason"),
            Instant.parse(row.getString("at")),
            Instant.parse(row.getString("until")));
    return switch (Intervention.Kind.valueOf(row.getString("kind"))) {
      case OVERRIDE ->
          new Intervention.StateOverride(
              new ConnectorId(cluster, connector),
              DeclaredState.valueOf(row.getString("declared")),
              DeclaredState.valueOf(row.getString("wanted")),
              warrant);
      case SUSPENSION -> new Intervention.Suspension(cluster, connector, warrant);
      case BREAK_GLASS -> new Intervention.BreakGlass(cluster, warrant);
    };
  }

  static void put(Connection connection, Intervention intervention) throws SQLException {
    String declared = "";
    String wanted = "";
    if (intervention instanceof Intervention.StateOverride states) {
      declared = states.declared().name();
      wanted = states.wanted().name();
    }
    Warrant warrant = intervention.warrant();
    PUT.run(
        connection,
        intervention.kind().name(),
        intervention.cluster(),
        intervention.connector(),
        declared,
        wanted,
        warrant.actor(),
        warrant.reason(),
        warrant.at().toString(),
        warrant.until().toString());
  }

  static boolean remove(Connection connection, Intervention one) throws SQLException {
    return REMOVE_ONE.run(
            connection,
            one.kind().name(),
            one.cluster(),
            one.connector(),
            one.warrant().at().toString())
        > 0;
  }

  static boolean remove(Connection connection, Intervention.Key key) throws SQLException {
    return REMOVE.run(connection, key.kind().name(), key.cluster(), key.connector()) > 0;
  }
}
