package io.riparian.app;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectEndpoint;
import io.riparian.connect.Credential;
import io.riparian.connect.Timeouts;
import io.riparian.model.Cluster;
import io.riparian.reconcile.ConnectDoor;
import java.util.Optional;

/**
 * Opens clusters with the credentials of the daemon's own configuration; a cluster file only names
 * one.
 */
final class ConnectDoors implements ConnectDoor {
  private final RiparianConfig config;
  private final TlsConfigurationRegistry tls;

  ConnectDoors(RiparianConfig config, TlsConfigurationRegistry tls) {
    this.config = config;
    this.tls = tls;
  }

  @Override
  public ConnectCluster open(Cluster cluster) {
    if (cluster.credential().isEmpty()) {
      return endpoint(cluster, new Credential.None()).open();
    }
    RiparianConfig.ConnectCredential named = config.credentials().get(cluster.credential());
    if (named == null) {
      throw new IllegalArgumentException(
          "the credential `%s` that %s names is not in the daemon's configuration (riparian.credentials.%s.…)"
              .formatted(cluster.credential(), cluster.at(), cluster.credential()));
    }
    ConnectEndpoint endpoint = endpoint(cluster, credential(named));
    return named.tls().map(name -> endpoint.withTls(tls(name))).orElse(endpoint).open();
  }

  private ConnectEndpoint endpoint(Cluster cluster, Credential credential) {
    RiparianConfig.Connect limits = config.connect();
    return new ConnectEndpoint(
        cluster.urls(),
        credential,
        null,
        new Timeouts(limits.connectTimeout(), limits.readTimeout(), limits.writeTimeout()),
        ConnectEndpoint.DEFAULT_MAX_ANSWER_BYTES);
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
