package io.riparian.ownership;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
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
  private static final String CONNECT = "connect ";
  private static final String KAFKA = "kafka ";
  private static final String ANYBODYS_SERVER = "server ";
  private static final String SERVER_OF_THE_UNCERTAIN = "perhaps ";

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

  /** By what others find it. */
  Set<String> marks() {
    Set<String> marks = marksOfItself();
    servers.forEach(server -> marks.add(ANYBODYS_SERVER + server));
    if (!isCertain()) {
      servers.forEach(server -> marks.add(SERVER_OF_THE_UNCERTAIN + server));
    }
    return marks;
  }

  /** One of these is among the {@link #marks} of whatever is to be taken for this Kafka cluster. */
  Set<String> marksOfTheSame() {
    Set<String> marks = marksOfItself();
    String servers = isCertain() ? SERVER_OF_THE_UNCERTAIN : ANYBODYS_SERVER;
    this.servers.forEach(server -> marks.add(servers + server));
    return marks;
  }

  private Set<String> marksOfItself() {
    Set<String> marks = new HashSet<>();
    marks.add(CONNECT + cluster);
    if (!id.isEmpty()) {
      marks.add(KAFKA + id);
    }
    return marks;
  }

  private boolean isCertain() {
    return !id.isEmpty() && !elsewhere;
  }
}
