package io.riparian.policy;

import io.riparian.model.Cluster;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the Connect workers of all clusters answer. Who reaches one of them is an administrator
 * there, whichever cluster the own connector runs on.
 */
record RestApis(Set<Endpoint> all) {
  RestApis {
    all = Set.copyOf(all);
  }

  static RestApis of(Collection<Cluster> clusters) {
    return new RestApis(
        clusters.stream()
            .flatMap(cluster -> cluster.urls().stream())
            .flatMap(RestApis::endpoint)
            .collect(Collectors.toSet()));
  }

  private static Stream<Endpoint> endpoint(URI url) {
    return url.getHost() == null
        ? Stream.empty()
        : Endpoint.of(url.getHost().toLowerCase(Locale.ROOT) + ":" + port(url)).stream();
  }

  private static int port(URI url) {
    int standard = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return url.getPort() < 0 ? standard : url.getPort();
  }

  /** Whether this may be one of them: where no port is told, any may be meant. */
  boolean have(Endpoint called) {
    List<IpAddress> addresses = called.addresses();
    return all.stream()
        .filter(one -> called.port().isEmpty() || called.port().equals(one.port()))
        .anyMatch(
            one ->
                one.host().equals(called.host())
                    || one.addresses().stream().anyMatch(addresses::contains));
  }
}
