package io.riparian.connect.kafka;

import io.riparian.connect.kafka.KafkaFailure.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where a Kafka cluster is, and how we are let in.
 *
 * @param servers host and port of each
 * @param properties of a Kafka client: they hold secrets
 * @param connecting how long a connection may take to open
 * @param patience how long everything may take that is asked of it
 */
public record KafkaEndpoint(
    List<String> servers, Map<String, String> properties, Duration connecting, Duration patience) {
  private static final String CLEAR = "PLAINTEXT";
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);

  public KafkaEndpoint {
    servers = List.copyOf(servers);
    properties = Map.copyOf(properties);
  }

  /** Separates bootstrap servers as they are written in one line. */
  public static List<String> servers(String written) {
    return Stream.of(written.split(",", -1))
        .map(String::strip)
        .filter(server -> !server.isEmpty())
        .toList();
  }

  /**
   * Opens it. The first that goes wrong is told here or by the first question.
   *
   * @throws KafkaFailure when nobody is there, or no client can be made
   */
  public KafkaCluster open() {
    if (speaksInClear()) {
      Greeting.exchange(servers, connecting);
    }
    try {
      return new AdminCluster(Admin.create(settings()), patience);
    } catch (ConfigException wrong) {
      throw badProperties();
    } catch (KafkaException failed) {
      if (failed.getCause() instanceof ConfigException) {
        throw badProperties();
      }
      throw new KafkaFailure(
          Kind.BAD_PROPERTIES,
          "no client can be made of its properties (%s)".formatted(AdminCluster.named(failed)));
    }
  }

  private static KafkaFailure badProperties() {
    return new KafkaFailure(
        Kind.BAD_PROPERTIES,
        "the name of a broker's host is unknown, or a property of the client has no value that"
            + " Kafka takes");
  }

  /** Over TLS a stranger is noticed by itself. */
  private boolean speaksInClear() {
    return properties
        .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CLEAR)
        .strip()
        .endsWith(CLEAR);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(properties);
    long all = patience.toMillis();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", servers));
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(all));
    settings.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(Math.min(all, LONGEST_REQUEST.toMillis())));
    settings.put(
        AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, connecting.toMillis());
    settings.put(
        AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, connecting.toMillis());
    settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  /** The properties are secrets. */
  @Override
  public String toString() {
    return "KafkaEndpoint" + servers;
  }
}
