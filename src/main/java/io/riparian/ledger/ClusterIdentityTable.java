package io.riparian.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The Kafka cluster last seen behind each Connect cluster. */
final class ClusterIdentityTable {
  private static final Sql GET = new Sql("SELECT * FROM cluster_identity WHERE cluster = ?");
  private static final Sql ALL = new Sql("SELECT * FROM cluster_identity ORDER BY cluster");
  private static final Sql PUT =
      new Sql("INSERT OR REPLACE INTO cluster_identity VALUES (?, ?, ?)");

  private ClusterIdentityTable() {}

  static Optional<ClusterIdentity> get(Connection connection, String cluster) throws SQLException {
    return GET.first(connection, ClusterIdentityTable::identity, cluster);
  }

  static List<ClusterIdentity> all(Connection connection) throws SQLException {
    return ALL.list(connection, ClusterIdentityTable::identity);
  }

  private static ClusterIdentity identity(ResultSet row) throws SQLException {
    return new ClusterIdentity(
        row.getString("cluster"),
        row.getString("kafka_cluster_id"),
        Instant.parse(row.getString("at")));
  }

  static void put(Connection connection, ClusterIdentity identity) throws SQLException {
    PUT.run(connection, identity.cluster(), identity.kafkaClusterId(), identity.at().toString());
  }
}
