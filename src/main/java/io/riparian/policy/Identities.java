package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names under which a connector is known to a server that takes each but once: replication
 * slots, server ids, client ids, history topics, transactional ids.
 */
final class Identities {
  private static final Pattern POSTGRES =
      Pattern.compile("(.*\\.)?Postgres(Connector|SqlConnector|CdcSource.*)");
  private static final Pattern DEBEZIUM = Pattern.compile("io\\.debezium\\.connector\\..*");
  private static final List<String> HISTORY =
      List.of("schema.history.internal.kafka.topic", "database.history.kafka.topic");
  private static final Pattern CLIENT_ID =
      Pattern.compile("(mqtt|jms|mq|solace|activemq|rabbitmq|stomp|amqp)[._-]client[._-]?id");

  private Identities() {}

  /**
   * One identity.
   *
   * @param kind what it is, in words
   * @param where the server that takes it once
   * @param keys what it is made of, the one that people would change first
   */
  record Identity(String kind, String where, String name, List<String> keys) {
    /** What two have in common that are in each other's way. */
    String clash() {
      return kind + "\n" + where + "\n" + name;
    }

    /** Server and name are values of a configuration, and stay out. */
    @Override
    public String toString() {
      return "Identity[" + kind + " " + keys + "]";
    }
  }

  static List<Identity> of(Subject subject) {
    return of(subject.config(), kafka(subject));
  }

  /**
   * Two Connect clusters on one Kafka share it; where nobody says which it is, each has its own.
   */
  private static String kafka(Subject subject) {
    String servers = subject.cluster().bootstrapServers();
    return servers.isEmpty() ? "cluster " + subject.cluster().name() : servers;
  }

  static List<Identity> of(ConnectorConfig config, String kafka) {
    List<Identity> found = new ArrayList<>();
    String host = server(config);
    if (isOf(POSTGRES, config)) {
      String slot = config.get("slot.name").orElse("debezium");
      found.add(new Identity("replication slot", host, slot, keys("slot.name", config)));
    }
    add("server id", "database.server.id", host, config, found);
    add("outbound server", "database.out.server.name", host, config, found);
    HISTORY.forEach(key -> add("history topic", key, kafka, config, found));
    if (isOf(DEBEZIUM, config)) {
      add("topic prefix", "topic.prefix", kafka, config, found);
    }
    config
        .entries()
        .forEach(
            (key, value) -> {
              if (CLIENT_ID.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
                add("client id", key, brokers(config), config, found);
              } else if (key.endsWith("transactional.id") || key.endsWith("group.instance.id")) {
                add("client's own id", key, kafka, config, found);
              }
            });
    return found;
  }

  private static void add(
      String kind, String key, String where, ConnectorConfig config, List<Identity> found) {
    config
        .get(key)
        .filter(name -> !name.isBlank())
        .ifPresent(name -> found.add(new Identity(kind, where, name, keys(key, config))));
  }

  /** All that it was made of: whoever changes one of them does not stand where it stood. */
  private static List<String> keys(String first, ConnectorConfig config) {
    return Stream.of(
            Stream.of(first, ConnectorConfig.CLASS, "database.hostname", "database.port"),
            Endpoints.of(config).keySet().stream())
        .flatMap(keys -> keys)
        .distinct()
        .toList();
  }

  private static boolean isOf(Pattern family, ConnectorConfig config) {
    return family.matcher(config.get(ConnectorConfig.CLASS).orElse("")).matches();
  }

  /** Its databases share it: a replication slot has its name in none of them alone. */
  private static String server(ConnectorConfig config) {
    String host = config.get("database.hostname").orElse("");
    String port = config.get("database.port").orElse(isOf(POSTGRES, config) ? "5432" : "3306");
    return Endpoint.of(host)
            .map(one -> one.addresses().isEmpty() ? one.host() : one.addresses().get(0).toString())
            .orElse("")
        + ":"
        + port.strip();
  }

  private static String brokers(ConnectorConfig config) {
    return Endpoints.of(config).values().stream().flatMap(List::stream).toList().toString();
  }
}
