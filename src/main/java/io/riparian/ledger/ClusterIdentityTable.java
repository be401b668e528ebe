package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The Kafka cluster last seen behind each Connect cluster. */
final class ClusterIdentityTable {
  private static final Sql GET = new Sql("SELECT * FROM cluster_identity WHERE cluster = ?");
  private static final Sql PUT =
      new Sql("INSERT OR REPLACE INTO cluster_identity VALUES (?, ?, ?)");

  private ClusterIdentityTable() {}

  static Optional<ClusterIdentity> get(Connection connection, String cluster) throws SQLException {
    return GET.first(
        connection,
        row ->
            new ClusterIdentity(
                row.getString("cluster"),
                row.getString("kafka_cluster_id"),
                Instant.parse(row.getString("at"))),
        cluster);
  }

  static void put(Connection connection, ClusterIdentity identity) throws SQLException {
    PUT.run(connection, identity.cluster(), identity.kafkaClusterId(), identity.at().toString());
  }
}
