package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts that a configuration names, by key: those of every address with a scheme, whatever its
 * key is called, and those of the keys that are called like a host.
 */
final class Endpoints {
  private static final Pattern HOST_KEY =
      Pattern.compile(
          "(host|hosts|hostname|hostnames|server|servers|broker|brokers|url|urls|uri|uris|endpoint"
              + "|endpoints|address|addresses|nodes|seeds|contactpoints|points|namenode|connection"
              + "|account\\.name\\.url|bootstrap)$");

  /** What ends like a host and is none. */
  private static final Pattern NO_HOST =
      Pattern.compile(
          "(server[._-]?name|server[._-]?id|database[._-]?server|ssl[._-].*|.*verifier|hosts?[._-]?type"
              + "|nodes[._-]?count)$");

  /** Scheme and authority; JDBC has more colons before, and Oracle an at sign. */
  private static final Pattern AUTHORITY =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#;\\s\"']*)");

  private static final Pattern ORACLE =
      Pattern.compile("(?i)jdbc:oracle:[a-z0-9]+:[^@]*@(?!\\()(?://)?([^/:\\s]+:[0-9]+)");
  private static final Pattern TNS_HOST = Pattern.compile("(?i)\\(\\s*host\\s*=\\s*([^)\\s]+)");
  private static final Pattern HOST_PROPERTY =
      Pattern.compile(
          "(?i)[;?&](?:server|serverName|host|address|proxyHost|failoverPartner)=([^;&]+)");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.\\[\\]:%-]+");

  private Endpoints() {}

  static SortedMap<String, List<Endpoint>> of(ConnectorConfig config) {
    SortedMap<String, List<Endpoint>> found = new TreeMap<>();
    config
        .entries()
        .forEach(
            (key, value) -> {
              List<Endpoint> hosts = in(key, value);
              if (!hosts.isEmpty()) {
                found.put(key, hosts);
              }
            });
    return found;
  }

  /** Whether the value of this key names hosts, also when a reference hides them. */
  static boolean isHostKey(String key) {
    String words = words(key);
    return HOST_KEY.matcher(words).find() && !NO_HOST.matcher(words).find();
  }

  private static String words(String key) {
    return key.replaceAll("([a-z0-9])([A-Z])", "$1.$2").toLowerCase(Locale.ROOT);
  }

  private static List<Endpoint> in(String key, String value) {
    List<Endpoint> found = new ArrayList<>();
    Matcher authority = AUTHORITY.matcher(value);
    while (authority.find()) {
      String hosts = authority.group(2);
      addAll(hosts.substring(hosts.lastIndexOf('@') + 1), found);
    }
    for (Pattern one : List.of(ORACLE, TNS_HOST, HOST_PROPERTY)) {
      Matcher named = one.matcher(value);
      while (named.find()) {
        addAll(named.group(1), found);
      }
    }
    if (found.isEmpty() && isHostKey(key)) {
      addAll(value, found);
    }
    return found;
  }

  /** Hosts with commas between them. */
  private static void addAll(String hosts, List<Endpoint> found) {
    Stream.of(hosts.split(",", -1))
        .map(String::strip)
        .map(Endpoints::withoutReplicaSet)
        .filter(host -> PLAIN.matcher(host).matches())
        .flatMap(host -> Endpoint.of(host).stream())
        .forEach(found::add);
  }

  /**
   * {@code rs0/host:27017} is how some write a replica set; what follows a slash is a path else.
   */
  private static String withoutReplicaSet(String host) {
    int slash = host.indexOf('/');
    if (slash < 0) {
      return host;
    }
    String rest = host.substring(slash + 1);
    return rest.contains(":") ? rest : host.substring(0, slash);
  }
}
