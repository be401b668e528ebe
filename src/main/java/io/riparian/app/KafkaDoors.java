package io.riparian.app;

import io.riparian.connect.kafka.KafkaCluster;
import io.riparian.connect.kafka.KafkaEndpoint;
import io.riparian.model.Cluster;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Opens the Kafka clusters behind Connect clusters. A cluster file only names a credential, and
 * cannot have it shown to a broker that the daemon's own configuration does not list.
 */
final class KafkaDoors {
  private final RiparianConfig config;
  private final Map<String, List<TrustedHost>> hosts = new TreeMap<>();

  /**
   * @throws IllegalArgumentException when what stands among the hosts of a credential is none
   */
  KafkaDoors(RiparianConfig config) {
    this.config = config;
    config
        .kafkaCredentials()
        .forEach(
            (name, credential) ->
                hosts.put(
                    name,
                    TrustedHost.all(
                        "riparian.kafka-credentials." + name + ".hosts", credential.hosts())));
  }

  Optional<KafkaCluster> open(Cluster cluster) {
    List<String> servers = KafkaEndpoint.servers(cluster.bootstrapServers());
    if (servers.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new KafkaEndpoint(
                servers,
                properties(cluster, servers),
                config.connect().connectTimeout(),
                config.connect().readTimeout())
            .open());
  }

  private Map<String, String> properties(Cluster cluster, List<String> servers) {
    String name = cluster.bootstrapCredential();
    if (name.isEmpty()) {
      return Map.of();
    }
    RiparianConfig.KafkaCredential named = config.kafkaCredentials().get(name);
    if (named == null) {
      throw new IllegalArgumentException(
          "the credential `%s` that %s names is not in the daemon's configuration (riparian.kafka-credentials.%s.…)"
              .formatted(name, cluster.at(), name));
    }
    refuseOtherHosts(cluster, servers);
    return read(name, named.file());
  }

  private void refuseOtherHosts(Cluster cluster, List<String> servers) {
    String name = cluster.bootstrapCredential();
    List<TrustedHost> trusted = hosts.getOrDefault(name, List.of());
    for (String server : servers) {
      URI url = URI.create("kafka://" + server);
      if (url.getHost() == null || trusted.stream().noneMatch(host -> host.covers(url))) {
        throw new IllegalArgumentException(
            "the credential `%s` may not be shown to %s, which %s names; riparian.kafka-credentials.%s.hosts says where it may go"
                .formatted(name, server, cluster.at(), name));
      }
    }
  }

  /** Its text is a secret, and so is what is wrong with it. */
  static Map<String, String> read(String name, Path file) {
    Properties read = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      read.load(text);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "the file of riparian.kafka-credentials.%s cannot be read as properties (%s)"
              .formatted(name, unreadable.getClass().getSimpleName()));
    }
    Map<String, String> properties = new HashMap<>();
    read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
    return properties;
  }
}
