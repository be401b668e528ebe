package io.riparian.policy;

import io.riparian.model.KeyName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which keys say where a connector calls: by what their name ends in, or by an address in their
 * value. English puts the thing last, and people write words together, so that {@code dbhost} is a
 * host as well as {@code db.host}.
 */
final class EndpointKeys {
  /** What stands under these is a host, or several. */
  private static final Set<String> HOSTS =
      Set.of(
          "host",
          "hosts",
          "hostname",
          "hostnames",
          "host.name",
          "hostport",
          "url",
          "urls",
          "url.name",
          "uri",
          "uris",
          "endpoint",
          "endpoints",
          "server",
          "servers",
          "server.list",
          "broker",
          "brokers",
          "broker.list",
          "brokerlist",
          "bootstrap",
          "address",
          "addresses",
          "addr",
          "addrs",
          "ip",
          "dsn",
          "proxy",
          "node",
          "nodes",
          "namenode",
          "seed",
          "seeds",
          "points",
          "contactpoints",
          "connection",
          "connection.list",
          "connection.name.list");

  /** These say where as well, and no host stands under them alone. */
  private static final Set<String> PLACES =
      Set.of(
          "port", "servername", "connection.string", "name.list", "quorum", "members", "locators");

  /** What ends like a host and is none. */
  private static final Pattern NO_HOST =
      Pattern.compile(
          "(server[._-]?name|server[._-]?id|database[._-]?server|ssl[._-].*|.*verifier|hosts?[._-]?type"
              + "|nodes[._-]?count)$");

  private static final Pattern ADDRESS = Pattern.compile("://|(?i:^jdbc:)");

  private EndpointKeys() {}

  /** Whether the value of this key names hosts, also when a reference hides them. */
  static boolean nameHosts(String key) {
    String words = KeyName.of(key).dotted();
    return HOSTS.stream().anyMatch(words::endsWith) && !NO_HOST.matcher(words).find();
  }

  /** Whether a change of this key sends what the connector has to somebody else. */
  static boolean include(String key, String value) {
    return nameHosts(key) || isPlace(key) || ADDRESS.matcher(value).find();
  }

  private static boolean isPlace(String key) {
    KeyName name = KeyName.of(key);
    String last = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Stream.of(name.word(1), last, name.word(2) + "." + name.word(1))
        .anyMatch(one -> HOSTS.contains(one) || PLACES.contains(one));
  }
}
