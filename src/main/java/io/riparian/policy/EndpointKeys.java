package io.riparian.policy;

import io.riparian.model.KeyName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which keys say where a connector calls: by the last word of their name, or by an address in it.
 */
final class EndpointKeys {
  private static final Set<String> ENDS =
      Set.of(
          "host",
          "hosts",
          "hostname",
          "hostnames",
          "url",
          "urls",
          "uri",
          "uris",
          "endpoint",
          "endpoints",
          "server",
          "servers",
          "broker",
          "brokers",
          "brokerlist",
          "address",
          "addresses",
          "addr",
          "dsn",
          "ip",
          "node",
          "nodes",
          "port",
          "points",
          "servername",
          "hostport");
  private static final Pattern ADDRESS = Pattern.compile("://|(?i:^jdbc:)");

  private EndpointKeys() {}

  static boolean include(String key, String value) {
    KeyName name = KeyName.of(key);
    String last = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDS.contains(name.word(1))
        || ENDS.contains(last)
        || name.endsIn("connection", "string")
        || name.endsIn("url", "name")
        || name.endsIn("broker", "list")
        || name.endsIn("server", "list")
        || ADDRESS.matcher(value).find();
  }
}
