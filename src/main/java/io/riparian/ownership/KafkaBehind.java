package io.riparian.ownership;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The Kafka cluster that a sink reads from, as far as anybody knows it. Its id decides; while one
 * of two ids is not known, a bootstrap server that both name does; and where neither tells, they
 * are two.
 *
 * @param cluster the Connect cluster
 * @param id empty text when nobody has asked
 * @param servers what is named as bootstrap servers, each by itself
 * @param elsewhere the connector's own file names servers, so that the id may be another's
 */
record KafkaBehind(String cluster, String id, Set<String> servers, boolean elsewhere) {
  KafkaBehind {
    servers = Set.copyOf(servers);
  }

  static KafkaBehind of(Cluster cluster, ConnectorConfig config, String id) {
    Set<String> servers = new HashSet<>(servers(cluster.bootstrapServers()));
    servers.addAll(servers(config.get(ConnectorConfig.SERVERS_OVERRIDE).orElse("")));
    return new KafkaBehind(
        cluster.name(), id, servers, config.has(ConnectorConfig.SERVERS_OVERRIDE));
  }

  /** As far as it is known of a connector whose file nobody could read. */
  static KafkaBehind of(String cluster, String id) {
    return new KafkaBehind(cluster, id, Set.of(), false);
  }

  private static Set<String> servers(String list) {
    Set<String> servers = new HashSet<>();
    for (String server : list.split(",", -1)) {
      String address = server.substring(server.lastIndexOf('/') + 1).strip();
      if (!address.isEmpty()) {
        servers.add(address.toLowerCase(Locale.ROOT));
      }
    }
    return servers;
  }

  /** Whether both are to be taken for one Kafka cluster. */
  boolean isTakenFor(KafkaBehind other) {
    boolean oneId = !id.isEmpty() && id.equals(other.id);
    boolean oneServer =
        !(isCertain() && other.isCertain()) && !Collections.disjoint(servers, other.servers);
    return cluster.equals(other.cluster) || oneId || oneServer;
  }

  private boolean isCertain() {
    return !id.isEmpty() && !elsewhere;
  }
}
