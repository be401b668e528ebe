package io.riparian.policy;

import static io.riparian.policy.PolicyRule.FILE;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

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
          "(http|url|uri|api|rest|endpoint|request|resource|s3|hdfs|blob|gcs|azure|bucket|topics|context|zk"
              + "|zookeeper|json|xml|field|record|schema\\.name|remote|sftp|ftp|queue|namespace|camel\\.(source|sink)\\.path)");

  private static final Pattern LOCAL =
      Pattern.compile("(?i)(file:/*)?(/|~|[a-z]:[\\\\/]|\\\\\\\\).*");

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    subject
        .config()
        .entries()
        .forEach(
            (key, value) -> {
              if (opensFile(key, value)) {
                why(subject, value)
                    .ifPresent(why -> found.accept(Finding.of(FILE, key, why, hint(subject))));
              }
            });
  }

  private static boolean opensFile(String key, String value) {
    String words = key.replaceAll("([a-z0-9])([A-Z])", "$1.$2").toLowerCase(Locale.ROOT);
    boolean local = LOCAL.matcher(value.strip()).matches() || climbs(value);
    boolean byScheme = value.strip().toLowerCase(Locale.ROOT).startsWith("file:");
    return byScheme
        || (local && PATH_KEY.matcher(words).find() && !ELSEWHERE.matcher(words).find());
  }

  private static boolean climbs(String value) {
    return List.of(value.split("[/\\\\]", -1)).contains("..");
  }

  private static Optional<String> why(Subject subject, String value) {
    if (References.isIn(value)) {
      return Optional.of(
          "part of a path stands behind a reference, so that nobody can tell where it leads");
    }
    Optional<String> path = normal(value.strip());
    boolean inside =
        path.filter(
                one ->
                    subject.cluster().rails().mounts().stream()
                        .map(mount -> mount.replace("{team}", subject.team()))
                        .anyMatch(mount -> isBelow(one, mount)))
            .isPresent();
    return inside
        ? Optional.empty()
        : Optional.of("the worker would open a file that does not lie in the team's directory");
  }

  /** Without steps that lead up again; nothing when it leads above the root or begins nowhere. */
  private static Optional<String> normal(String value) {
    String path = value.replaceFirst("(?i)^file:/*", "/").replace('\\', '/');
    if (!path.startsWith("/")) {
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
