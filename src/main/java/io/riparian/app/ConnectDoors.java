package io.riparian.app;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.riparian.connect.CallWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectEndpoint;
import io.riparian.connect.Credential;
import io.riparian.connect.SchemaRegistry;
import io.riparian.connect.Timeouts;
import io.riparian.connect.kafka.KafkaCluster;
import io.riparian.model.Cluster;
import io.riparian.reconcile.ConnectDoor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Opens clusters with the credentials of the daemon's own configuration; a cluster file only names
 * one, and cannot have it sent to a host that the configuration does not list.
 */
final class ConnectDoors implements ConnectDoor {
  private final RiparianConfig config;
  private final TlsConfigurationRegistry tls;
  private final Function<String, CallWatch> watches;
  private final Map<String, List<TrustedHost>> hosts = new TreeMap<>();
  private final KafkaDoors kafka;
  private final SchemaRegistry registry;

  /**
   * @throws IllegalArgumentException when what stands among the hosts of a credential is none
   */
  ConnectDoors(RiparianConfig config, TlsConfigurationRegistry tls) {
    this(config, tls, cluster -> CallWatch.NONE);
  }

  /**
   * @param watches who hears of the calls to a cluster
   * @throws IllegalArgumentException when what stands among the hosts of a credential is none
   */
  ConnectDoors(
      RiparianConfig config, TlsConfigurationRegistry tls, Function<String, CallWatch> watches) {
    this.watches = watches;
    this.config = config;
    this.tls = tls;
    config
        .credentials()
        .forEach(
            (name, credential) ->
                credential
                    .hosts()
                    .ifPresent(
                        listed ->
                            hosts.put(
                                name,
                                TrustedHost.all(
                                    "riparian.credentials." + name + ".hosts", listed))));
    kafka = new KafkaDoors(config);
    registry = new SchemaRegistry(config.connect().connectTimeout());
  }

  /** The credentials that go wherever a cluster file wants them. */
  SortedSet<String> unbound() {
    SortedSet<String> unbound = new TreeSet<>(config.credentials().keySet());
    unbound.removeAll(hosts.keySet());
    return unbound;
  }

  @Override
  public ConnectCluster open(Cluster cluster) {
    String name = cluster.credential();
    if (name.isEmpty()) {
      return endpoint(cluster, new Credential.None()).open();
    }
    RiparianConfig.ConnectCredential named = config.credentials().get(name);
    if (named == null) {
      throw new IllegalArgumentException(
          "the credential `%s` that %s names is not in the daemon's configuration (riparian.credentials.%s.…)"
              .formatted(name, cluster.at(), name));
    }
    refuseOtherHosts(cluster);
    ConnectEndpoint endpoint = endpoint(cluster, credential(named));
    return named.tls().map(tls -> endpoint.withTls(tls(tls))).orElse(endpoint).open();
  }

  @Override
  public Optional<KafkaCluster> openKafka(Cluster cluster) {
    return kafka.open(cluster);
  }

  @Override
  public boolean isSchemaRegistryAway(Cluster cluster) {
    return registry.isAway(cluster.schemaRegistryUrls());
  }

  private void refuseOtherHosts(Cluster cluster) {
    List<TrustedHost> trusted = hosts.get(cluster.credential());
    if (trusted == null) {
      return;
    }
    for (URI url : cluster.urls()) {
      if (trusted.stream().noneMatch(host -> host.covers(url))) {
        throw new IllegalArgumentException(
            "the credential `%s` may not be sent to %s, which %s names; riparian.credentials.%s.hosts says where it may go"
                .formatted(
                    cluster.credential(), url.getAuthority(), cluster.at(), cluster.credential()));
      }
    }
  }

  private ConnectEndpoint endpoint(Cluster cluster, Credential credential) {
    RiparianConfig.Connect limits = config.connect();
    return new ConnectEndpoint(
            cluster.urls(),
            credential,
            null,
            new Timeouts(limits.connectTimeout(), limits.readTimeout(), limits.writeTimeout()),
            ConnectEndpoint.DEFAULT_MAX_ANSWER_BYTES)
        .watchedBy(watches.apply(cluster.name()));
  }

  private static Credential credential(RiparianConfig.ConnectCredential named) {
    if (named.bearer().isPresent()) {
      return new Credential.Bearer(named.bearer().get());
    }
    Optional<Credential> basic =
        named.username().map(user -> new Credential.Basic(user, named.password().orElse("")));
    return basic.orElseGet(Credential.None::new);
  }

  private TlsConfiguration tls(String name) {
    return tls.get(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no TLS configuration quarkus.tls."
                        + name
                        + " in the daemon's configuration"));
  }
}
