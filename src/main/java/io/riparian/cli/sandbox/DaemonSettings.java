package io.riparian.cli.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The daemon's own configuration in the sandbox, and the only place here that knows its keys. It is
 * written to a file, which only its owner can read: it holds secrets, and shows a newcomer what
 * such a file looks like.
 */
final class DaemonSettings {
  private DaemonSettings() {}

  /**
   * @param file written
   * @param token written: the token of whoever operates the sandbox
   * @param more what else the daemon is told
   * @return the JVM flag that makes the daemon read it
   */
  static String write(
      Path file,
      Path token,
      SampleRepository repository,
      Path dataDirectory,
      int port,
      Map<String, String> more) {
    String secret = random();
    Map<String, String> settings = new TreeMap<>();
    settings.put("riparian.instance", "sandbox");
    settings.put("riparian.repository.url", repository.url());
    settings.put("riparian.repository.branch", SampleRepository.BRANCH);
    settings.put("riparian.data-dir", dataDirectory.toString());
    settings.put("riparian.mark.keys", random());
    settings.put("riparian.poll.git", "1s");
    settings.put("riparian.poll.short", "1s");
    settings.put("riparian.poll.long", "5s");
    settings.put("riparian.tokens.operator.value", secret);
    settings.put("riparian.tokens.operator.scopes", "read,plan,operate");
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.putAll(more);
    writePrivately(
        file, settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    writePrivately(token, List.of(secret));
    return "-Dsmallrye.config.locations=" + file.toUri();
  }

  private static void writePrivately(Path file, List<String> lines) {
    try {
      createPrivately(file);
      Files.write(file, lines);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file.getFileName(), failed);
    }
  }

  /** An empty file that only its owner can read. */
  static void createPrivately(Path file) throws IOException {
    Files.createFile(file);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
