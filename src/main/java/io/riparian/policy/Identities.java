package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names under which a connector is known to a server that takes each but once: replication
 * slots, server ids, client ids, history topics, transactional ids.
 */
final class Identities {
  private static final Pattern POSTGRES =
      Pattern.compile("(.*\\.)?Postgres(Connector|SqlConnector|CdcSource[A-Za-z0-9_$]*+)");
  private static final Pattern DEBEZIUM = Pattern.compile("io\\.debezium\\.connector\\..*");
  private static final List<String> HISTORY =
      List.of("schema.history.internal.kafka.topic", "database.history.kafka.topic");
  private static final Pattern CLIENT_ID =
      Pattern.compile("(mqtt|jms|mq|solace|activemq|rabbitmq|stomp|amqp)[._-]client[._-]?id");

  private final Endpoints endpoints = new Endpoints();
  private final Memo<String> kinds = new Memo<>(Identities::kind);

  /**
   * One identity. It is put together once, because every judgement compares all of them.
   *
   * @param kind what it is, in words
   * @param clash what two have in common that are in each other's way: kind, server and name
   * @param keys what it is made of, the one that people would change first
   */
  record Identity(String kind, String clash, List<String> keys) {
    static Identity of(String kind, String where, String name, List<String> keys) {
      return new Identity(kind, kind + "\n" + where + "\n" + name, keys);
    }

    /** Server and name are values of a configuration, and stay out. */
    @Override
    public String toString() {
      return "Identity[" + kind + " " + keys + "]";
    }
  }

  List<Identity> of(Subject subject) {
    return new Reading(subject.config(), kafka(subject)).found();
  }

  /**
   * Two Connect clusters on one Kafka share it; where nobody says which it is, each has its own.
   */
  private static String kafka(Subject subject) {
    String servers = subject.cluster().bootstrapServers();
    return servers.isEmpty() ? "cluster " + subject.cluster().name() : servers;
  }

  /** What a client is known by under a key of this name; empty text when it is nothing. */
  private static String kind(String key) {
    if (CLIENT_ID.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
      return "client id";
    }
    return key.endsWith("transactional.id") || key.endsWith("group.instance.id")
        ? "client's own id"
        : "";
  }

  /** One configuration while it is read; its addresses are looked for once, and only if need be. */
  private final class Reading {
    private final ConnectorConfig config;
    private final String kafka;
    private final List<Identity> found = new ArrayList<>();
    private @Nullable SortedMap<String, List<Endpoint>> addresses;

    Reading(ConnectorConfig config, String kafka) {
      this.config = config;
      this.kafka = kafka;
    }

    List<Identity> found() {
      String host = server();
      if (isOf(POSTGRES)) {
        String slot = config.get("slot.name").orElse("debezium");
        found.add(Identity.of("replication slot", host, slot, keys("slot.name")));
      }
      add("server id", "database.server.id", host);
      add("outbound server", "database.out.server.name", host);
      HISTORY.forEach(key -> add("history topic", key, kafka));
      if (isOf(DEBEZIUM)) {
        add("topic prefix", "topic.prefix", kafka);
      }
      config.entries().keySet().forEach(this::addClient);
      return found;
    }

    private void addClient(String key) {
      String kind = kinds.of(key);
      if (!kind.isEmpty()) {
        add(kind, key, kind.equals("client id") ? brokers() : kafka);
      }
    }

    private void add(String kind, String key, String where) {
      config
          .get(key)
          .filter(name -> !name.isBlank())
          .ifPresent(name -> found.add(Identity.of(kind, where, name, keys(key))));
    }

    /** All that it was made of: whoever changes one of them does not stand where it stood. */
    private List<String> keys(String first) {
      return Stream.of(
              Stream.of(first, ConnectorConfig.CLASS, "database.hostname", "database.port"),
              addresses().keySet().stream())
          .flatMap(keys -> keys)
          .distinct()
          .toList();
    }

    private SortedMap<String, List<Endpoint>> addresses() {
      SortedMap<String, List<Endpoint>> known = addresses;
      if (known == null) {
        known = endpoints.of(config);
        addresses = known;
      }
      return known;
    }

    private boolean isOf(Pattern family) {
      return family.matcher(config.get(ConnectorConfig.CLASS).orElse("")).matches();
    }

    /** Its databases share it: a replication slot has its name in none of them alone. */
    private String server() {
      String host = config.get("database.hostname").orElse("");
      String port = config.get("database.port").orElse(isOf(POSTGRES) ? "5432" : "3306");
      return Endpoint.of(host)
              .map(
                  one -> one.addresses().isEmpty() ? one.host() : one.addresses().get(0).toString())
              .orElse("")
          + ":"
          + port.strip();
    }

    private String brokers() {
      return addresses().values().stream().flatMap(List::stream).toList().toString();
    }
  }
}
