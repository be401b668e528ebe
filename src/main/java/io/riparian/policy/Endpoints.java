package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  /** What stands for a piece that is no host anybody can read. */
  static final String UNREADABLE = "\u0002";

  /** Scheme and authority; JDBC has more colons before, and Oracle an at sign. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<![a-zA-Z0-9+.-])([a-zA-Z][a-zA-Z0-9+.-]{0,40}+)://([^/?#;\\s\"']*)");

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]{0,40}+://");
  private static final Pattern JDBC = Pattern.compile("(?i)jdbc:");

  private static final Pattern ORACLE =
      Pattern.compile(
          "(?i)jdbc:oracle:[a-z0-9]{1,40}+:[^@]{0,1000}+@(?!\\(|[a-z]+://)(?://)?([^/:?\\s]+(?::[0-9]+)?)");
  private static final Pattern TNS_HOST =
      Pattern.compile("(?i)[(,]\\s*(?:host|https?_proxy)\\s*=\\s*([^),\\s]+)");
  private static final Pattern HOST_PROPERTY =
      Pattern.compile(
          "(?i)[;?&](?:server|serverName|host|address|failoverPartner|clientRerouteAlternateServerName"
              + "|(?:https?|socks)_?proxy|[a-z.]*proxyHost)=([^;&]+)");

  /** How IBM MQ writes a port. */
  private static final Pattern PORT_IN_BRACKETS = Pattern.compile("^([^()]+)\\(([0-9]{1,5})\\)$");

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_.\\[\\]:%\\x{80}-\\x{10FFFF}" + References.HIDDEN + "-]++");

  private final Memo<Boolean> hostKeys = new Memo<>(EndpointKeys::nameHosts);

  SortedMap<String, List<Endpoint>> of(ConnectorConfig config) {
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

  /** Of most values a glance says that they are no address, and have no options with hosts. */
  private List<Endpoint> in(String key, String written) {
    boolean address = written.contains("://");
    boolean options = written.indexOf('=') >= 0 || written.indexOf('@') >= 0;
    boolean byKey = hostKeys.of(key);
    if (!address && !options && !byKey) {
      return List.of();
    }
    List<Endpoint> found = new ArrayList<>();
    String value = References.replace(written, References.HIDDEN);
    boolean told = address && addAuthorities(value, found);
    for (Pattern one : options ? List.of(ORACLE, TNS_HOST, HOST_PROPERTY) : List.<Pattern>of()) {
      Matcher named = one.matcher(value);
      while (named.find()) {
        addAll(named.group(1), found);
      }
    }
    if (found.isEmpty() && byKey && !told) {
      addAll(key.contains("mongo") ? withoutReplicaSet(value) : value, found);
    }
    return found;
  }

  /** Whether there were any, of which each may be a socket. */
  private static boolean addAuthorities(String value, List<Endpoint> found) {
    // In a JDBC address each host may have a user of its own, elsewhere there is one before all.
    boolean oneUser = !JDBC.matcher(value).find();
    Matcher authority = AUTHORITY.matcher(value);
    int from = 0;
    while (authority.find(from)) {
      from = authority.end();
      String hosts = authority.group(2);
      String another = "," + authority.group(1) + ":";
      if (oneUser && hosts.endsWith(another) && value.startsWith("//", from)) {
        // One address behind the other: the last of these hosts is the scheme of the next.
        hosts = hosts.substring(0, hosts.length() - another.length());
        from -= another.length() - 1;
      }
      addAll(oneUser ? hosts.substring(hosts.lastIndexOf('@') + 1) : hosts, found);
      // To some a backslash is a slash, so that what follows is a path and no host.
      if (hosts.endsWith(",") && !nextIsAddress(value, authority.end())) {
        found.add(new Endpoint(UNREADABLE, ""));
      }
      addAll(hosts.indexOf('\\') < 0 ? "" : hosts.substring(0, hosts.indexOf('\\')), found);
    }
    return from > 0;
  }

  /** Some lists of addresses have blanks behind their commas; in a list of hosts they hide one. */
  private static boolean nextIsAddress(String value, int from) {
    int at = from;
    while (at < value.length() && Character.isWhitespace(value.charAt(at))) {
      at++;
    }
    return at == value.length() || SCHEME.matcher(value).region(at, value.length()).lookingAt();
  }

  /** Hosts with commas between them. */
  private static void addAll(String hosts, List<Endpoint> found) {
    Stream.of(hosts.split(",", -1))
        .filter(piece -> !piece.isBlank() && !isSocket(piece))
        .map(Endpoints::host)
        .map(host -> PLAIN.matcher(host).matches() ? Endpoint.of(host) : Optional.<Endpoint>empty())
        .map(host -> host.orElse(new Endpoint(UNREADABLE, "")))
        .forEach(found::add);
  }

  /** A path in place of a host is a socket, which {@link FileRail} judges. */
  private static boolean isSocket(String piece) {
    return piece.substring(piece.lastIndexOf('@') + 1).regionMatches(true, 0, "%2F", 0, 3);
  }

  /** As whoever calls it reads it: decoded, without a user before it and a path behind it. */
  private static String host(String piece) {
    String plain = Normalizer.normalize(piece.strip(), Normalizer.Form.NFKC).replace('\u3002', '.');
    String decoded = PercentCodes.PRINTABLE.decode(plain);
    String written = decoded.substring(decoded.lastIndexOf('@') + 1);
    // A list of addresses may stand between brackets, of which the last host then has one.
    String host = written.indexOf('(') < 0 ? withoutBracketsBehind(written) : written;
    return PORT_IN_BRACKETS.matcher(host).replaceFirst("$1:$2").split("[/?#;\\\\]", 2)[0];
  }

  private static String withoutBracketsBehind(String host) {
    int end = host.length();
    while (end > 0 && host.charAt(end - 1) == ')') {
      end--;
    }
    return host.substring(0, end);
  }

  /** {@code rs0/host:27017} is how some write a replica set of MongoDB. */
  private static String withoutReplicaSet(String hosts) {
    return hosts.replaceAll("(^|,)\\s*[A-Za-z0-9_-]+/", "$1");
  }
}
