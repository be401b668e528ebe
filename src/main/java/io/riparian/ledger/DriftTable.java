package io.riparian.ledger;

import io.riparian.model.ConnectorId;
import io.riparian.plan.ChangeKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has drifted on each cluster and stands, with the time it was first seen. */
final class DriftTable {
  private static final Sql OF_CLUSTER = new Sql("SELECT * FROM drift WHERE cluster = ?");
  private static final Sql FORGET = new Sql("DELETE FROM drift WHERE cluster = ?");
  private static final Sql PUT = new Sql("INSERT INTO drift VALUES (?, ?, ?, ?, ?)");

  private DriftTable() {}

  static Map<Drifted, Instant> of(Connection connection, String cluster) throws SQLException {
    Map<Drifted, Instant> since = new HashMap<>();
    OF_CLUSTER.each(
        connection,
        row ->
            since.put(
                new Drifted(
                    new ConnectorId(row.getString("cluster"), row.getString("name")),
                    ChangeKind.valueOf(row.getString("kind")),
                    row.getString("key")),
                Instant.parse(row.getString("since"))),
        cluster);
    return since;
  }

  static void replace(Connection connection, String cluster, Set<Drifted> standing, Instant at)
      throws SQLException {
    Map<Drifted, Instant> since = of(connection, cluster);
    FORGET.run(connection, cluster);
    List<Object[]> rows =
        standing.stream()
            .map(
                drifted ->
                    new Object[] {
                      drifted.id().cluster(),
                      drifted.id().name(),
                      drifted.kind().name(),
                      drifted.key(),
                      since.getOrDefault(drifted, at).toString()
                    })
            .toList();
    PUT.runAll(connection, rows);
  }
}
