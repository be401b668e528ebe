package io.riparian.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hosts that no connector may call unless a grant names exactly them: the worker itself, the REST
 * API of any cluster, and what hands out credentials to whoever asks from inside.
 */
final class ForbiddenHosts {
  private static final Set<String> METADATA =
      Set.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "metadata.azure.internal",
          "instance-data",
          "instance-data.ec2.internal");

  private static final List<IpRange> METADATA_RANGES =
      ranges(
          "169.254.0.0/16",
          "fe80::/10",
          "fd00:ec2::254",
          "fd20:ce::254",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192");
  private static final List<IpRange> OWN_RANGES = ranges("127.0.0.0/8", "::1", "0.0.0.0/8", "::");

  private static final Pattern OWN_NAME =
      Pattern.compile("(.*\\.)?localhost|localhost\\.localdomain|ip6-(localhost|loopback)");

  private static final Set<String> ORCHESTRATOR =
      Set.of("kubernetes", "kubernetes.default", "kubernetes.default.svc");

  private ForbiddenHosts() {}

  /** What is wrong with calling this host from a worker, if anything is. */
  static Optional<String> why(Endpoint endpoint, RestApis restApis) {
    String host = endpoint.host();
    List<IpAddress> address = endpoint.addresses();
    if (METADATA.contains(host) || isIn(address, METADATA_RANGES)) {
      return Optional.of("it hands out the credentials of the machine to whoever asks from there");
    }
    if (OWN_NAME.matcher(host).matches() || isIn(address, OWN_RANGES)) {
      return Optional.of("it is the worker itself");
    }
    if (ORCHESTRATOR.contains(host) || host.startsWith("kubernetes.default.svc.")) {
      return Optional.of("it is the API of the cluster that the worker runs in");
    }
    return restApis.have(endpoint)
        ? Optional.of("it is the REST API of Kafka Connect, where everybody is an administrator")
        : Optional.empty();
  }

  private static List<IpRange> ranges(String... all) {
    return Stream.of(all).map(one -> IpRange.of(one).orElseThrow()).toList();
  }

  private static boolean isIn(List<IpAddress> readings, List<IpRange> ranges) {
    return readings.stream().anyMatch(one -> ranges.stream().anyMatch(range -> range.has(one)));
  }
}
