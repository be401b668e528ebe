package io.riparian.policy;

import static io.riparian.policy.PolicyRule.FILE;

import io.riparian.model.KeyName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * P-10: a path in a configuration is opened by the worker, with everything that the worker may read
 * and write: other teams' keys, secrets and data. Where a cluster names no directories for its
 * teams, no path is let through.
 */
final class FileRail implements GuardRail {
  private static final Pattern PATH_KEY =
      Pattern.compile(
          "(^|[._-])(file|files|filename|filepath|path|paths|dir|dirs|directory|location|keytab|folder|wallet"
              + "|keystore|truststore|certfile|keyfile|cafile)$");

  /** What is called a path and lies on another server, in a record or in an address. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?:^|[._-])(https?|url|uri|api|rest|endpoint|request|resource|s3|hdfs|blob|gcs|azure|bucket|topics|context|zk"
              + "|zookeeper|json|xml|field|record|schema\\.name|remote|s?ftps?|queue|namespace|camel\\.(source|sink)\\.path)(?:[._-]|$)");

  /** What is a file of the worker, whatever else the key says. */
  private static final Pattern KEY_FILE =
      Pattern.compile(
          "(^|[._-])(keytab|wallet|credentials?[._-](file|path)|(key|trust)[._-]?store([._-](location|file|path))?"
              + "|(cert|key|ca|pem)[._-]?(file|path|location))$");

  private static final Pattern OF_A_WORKER =
      Pattern.compile("/+(etc|proc|dev|sys|root|home|var|run|opt|usr|tmp|mnt|srv|boot)(?:/|$)");

  private static final Pattern LOCAL =
      Pattern.compile("(?i)(?:file:/*+|classpath:|resource:|jar:|/|~|[a-z]:[\\\\/]|\\\\\\\\)");

  private static final Pattern BETWEEN = Pattern.compile("[/\\\\]");
  private static final Pattern FILE_SCHEME = Pattern.compile("(?i)(?:^|[\\s,])file:");

  /** What an option called like a file may hold instead: a file of another server, or its text. */
  private static final Pattern URL_OR_PEM =
      Pattern.compile("(?i)-----begin|data:|[a-z][a-z0-9+.-]*+://");

  /** A socket, and the path behind its scheme; names may stand behind words like these too. */
  private static final Pattern SOCKET =
      Pattern.compile(
          "(?i)(?<![a-z0-9+.-])(?:[a-z0-9.]++[+-](?:socket|unix|ipc)|unix|ipc|npipe|uds):(?://|(?=[/\\\\.~"
              + References.HIDDEN
              + "]))([^?#,;\\s]+)");

  /** Hosts, of which some may be sockets. */
  private static final Pattern AUTHORITY = Pattern.compile("://([^/?#\\s]+)");

  private static final Pattern PATH_AS_HOST = Pattern.compile("(?i).*%2f.*|.*\\.sock");

  /** What some drivers take for a key by nothing but its place in the address. */
  private static final Pattern BY_PLACE =
      Pattern.compile(":(/[^:;,?&#@\\s/][^:;,?&#@\\s]*\\.[A-Za-z0-9]{1,10})(?=[:;,?&#\\s]|$)");

  private final AddressOptions options = new AddressOptions();
  private final Memo<FileKey> keys = new Memo<>(FileKey::of);

  /** What the name of a key says. */
  private record FileKey(boolean path, boolean keyFile, boolean elsewhere) {
    static FileKey of(String key) {
      String words = KeyName.of(key).dotted();
      return new FileKey(
          PATH_KEY.matcher(words).find(),
          KEY_FILE.matcher(words).find(),
          ELSEWHERE.matcher(words).find());
    }
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    List<Family> families = Family.of(subject.config());
    boolean camel = CamelExpressions.areReadBy(subject.config());
    subject
        .config()
        .entries()
        .forEach(
            (key, value) -> {
              if (families.stream()
                  .noneMatch(family -> family.holdsNoFile(key, subject.config()))) {
                paths(key, value, camel)
                    .flatMap(path -> judged(subject, key, path).stream())
                    .distinct()
                    .forEach(found);
              }
            });
  }

  /** Of most values a glance says that they are no path. */
  private static boolean mayBePath(String value) {
    return value.indexOf('/') >= 0
        || value.indexOf('\\') >= 0
        || value.indexOf('.') >= 0
        || value.indexOf('~') >= 0
        || value.indexOf(':') >= 0;
  }

  /** What the worker would open: the value itself, or what it tells a driver. */
  private Stream<String> paths(String key, String value, boolean camel) {
    return Stream.of(
            Stream.of(value).filter(path -> mayBePath(path) && opensFile(key, path)),
            options.of(key, value, camel).filter(FileRail::opensFile).map(DriverOption::value),
            camel || value.indexOf(':') < 0 ? Stream.<String>empty() : byPlace(value))
        .flatMap(paths -> paths);
  }

  /** Files that stand where a host does, or right in an address. */
  private static Stream<String> byPlace(String written) {
    String value = References.replace(written, References.HIDDEN);
    boolean jdbc = AddressOptions.isJdbc(value);
    return Stream.of(
            found(SOCKET, value),
            found(AUTHORITY, value).flatMap(hosts -> sockets(hosts, jdbc)),
            jdbc ? found(BY_PLACE, value) : Stream.<String>empty())
        .flatMap(paths -> paths)
        .map(PercentCodes.PRINTABLE::decode);
  }

  private static Stream<String> found(Pattern pattern, String value) {
    return pattern.matcher(value).results().map(found -> found.group(1));
  }

  /** In JDBC each host may have a user of its own, elsewhere there is one before all. */
  private static Stream<String> sockets(String hosts, boolean jdbc) {
    return Stream.of((jdbc ? hosts : afterUser(hosts)).split(",", -1))
        .map(FileRail::afterUser)
        .filter(host -> PATH_AS_HOST.matcher(host).matches());
  }

  private static String afterUser(String hosts) {
    return hosts.substring(hosts.lastIndexOf('@') + 1);
  }

  private boolean opensFile(String key, String value) {
    FileKey name = keys.of(key);
    if (References.isIn(value) && (name.keyFile() || (name.path() && !name.elsewhere()))) {
      return true;
    }
    boolean path = name.path() || OF_A_WORKER.matcher(value.strip()).lookingAt();
    return (name.keyFile() && isOnePath(value))
        || (value.indexOf(':') >= 0 && FILE_SCHEME.matcher(value).find())
        || (path && !name.elsewhere() && isAnyLocal(value));
  }

  private static boolean opensFile(DriverOption option) {
    return !isElsewhere(option.value())
        && (option.namesFile() || (isAnyLocal(option.value()) && !option.isNoFile()));
  }

  private static boolean isHidden(String value) {
    return value.contains(References.HIDDEN) || References.isIn(value);
  }

  private static boolean isElsewhere(String value) {
    return URL_OR_PEM.matcher(value).lookingAt() && !isLocal(value);
  }

  private static boolean isAnyLocal(String values) {
    return Stream.of(values.split(",", -1)).anyMatch(one -> isLocal(one.strip()));
  }

  private static boolean isOnePath(String value) {
    return value.chars().noneMatch(Character::isWhitespace)
        && value.chars().anyMatch(one -> one == '.' || one == '/' || one == '\\');
  }

  private static boolean isLocal(String path) {
    return LOCAL.matcher(path).lookingAt() || climbs(path);
  }

  private static boolean isOfTheTeam(Subject subject, String written) {
    Optional<String> path = normal(written);
    return path.isPresent()
        && subject.cluster().rails().mounts().stream()
            .map(mount -> mount.replace("{team}", subject.team()))
            .anyMatch(mount -> isBelow(path.get(), mount));
  }

  private static boolean climbs(String value) {
    return value.contains("..") && BETWEEN.splitAsStream(value).anyMatch(".."::equals);
  }

  private static Optional<Finding> judged(Subject subject, String key, String value) {
    if (isHidden(value)) {
      return Optional.of(Finding.unseen(FILE, key));
    }
    boolean inside =
        Stream.concat(Stream.of(value), Stream.of(value.split(",", -1)))
            .map(String::strip)
            .filter(path -> path.equals(value.strip()) || isLocal(path))
            .flatMap(path -> Stream.of(path, PercentCodes.PRINTABLE.decode(path)))
            .allMatch(path -> isOfTheTeam(subject, path));
    return inside
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                FILE,
                key,
                "the worker would open a file that does not lie in the team's directory",
                hint(subject)));
  }

  /** Without steps that lead up again; nothing when it leads above the root or begins nowhere. */
  private static Optional<String> normal(String value) {
    String path = value.replaceFirst("(?i)^file:/*", "/").replace('\\', '/');
    boolean onAnotherHost = value.matches("(?is)file://[^/].*");
    if (!path.startsWith("/") || onAnotherHost) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && parts.pollLast() == null) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.addLast(part);
      }
    }
    return Optional.of("/" + String.join("/", parts));
  }

  private static boolean isBelow(String path, String mount) {
    String directory = mount.endsWith("/") ? mount : mount + "/";
    return path.startsWith(directory);
  }

  private static String hint(Subject subject) {
    List<String> mounts = subject.cluster().rails().mounts();
    return mounts.isEmpty()
        ? "Cluster `%s` names no directories for its teams; the platform team adds `mounts` to its file."
            .formatted(subject.cluster().name())
        : "Put it below "
            + String.join(
                " or ",
                mounts.stream()
                    .map(mount -> "`" + mount.replace("{team}", subject.team()) + "`")
                    .toList())
            + ".";
  }
}
