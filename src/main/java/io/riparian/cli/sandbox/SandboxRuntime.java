package io.riparian.cli.sandbox;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the build has put what the sandbox runs: Kafka's jars and the Connect plugins, and beside
 * them our own artifact.
 *
 * @param lib the class path of broker and workers
 * @param plugins for {@code plugin.path}: one directory per plugin
 * @param daemon {@code quarkus-run.jar}, the daemon's own start; it may be absent
 */
public record SandboxRuntime(Path lib, Path plugins, Path daemon) {
  /** System property: the build directory, {@code target} of a clone. */
  public static final String BUILD_DIR = "sandbox.build.dir";

  private static final String BUILD_COMMAND = "mvn package -DskipTests";

  /**
   * Looks in the directory that {@value #BUILD_DIR} names, else around the running jar, else in
   * {@code target}.
   *
   * @throws SandboxException that names the command which makes it
   */
  public static SandboxRuntime find() {
    String named = System.getProperty(BUILD_DIR);
    Stream<Path> places =
        named == null
            ? Stream.concat(aroundOurOwnJar().stream(), Stream.of(Path.of("target")))
            : Stream.of(Path.of(named));
    List<Path> looked = places.map(Path::toAbsolutePath).map(Path::normalize).toList();
    return looked.stream()
        .map(SandboxRuntime::in)
        .filter(SandboxRuntime::complete)
        .findFirst()
        .orElseThrow(() -> missing(looked));
  }

  /** What a build directory holds, there or not. */
  public static SandboxRuntime in(Path buildDirectory) {
    Path sandbox = buildDirectory.resolve("sandbox");
    return new SandboxRuntime(
        sandbox.resolve("lib"),
        sandbox.resolve("plugins"),
        buildDirectory.resolve("quarkus-app").resolve("quarkus-run.jar"));
  }

  private boolean complete() {
    return Files.isDirectory(lib) && Files.isDirectory(plugins);
  }

  private static SandboxException missing(List<Path> looked) {
    return new SandboxException(
        "the sandbox's Kafka is not there (looked for sandbox/lib and sandbox/plugins in "
            + String.join(", ", looked.stream().map(Path::toString).toList())
            + "); build it in a clone of Riparian with: "
            + BUILD_COMMAND);
  }

  /**
   * {@code target}, for classes that come from target/classes or
   * target/quarkus-app/app/riparian.jar.
   */
  private static Optional<Path> aroundOurOwnJar() {
    @Nullable CodeSource source = SandboxRuntime.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      for (@Nullable Path up = place; up != null; up = up.getParent()) {
        if (in(up).complete()) {
          return Optional.of(up);
        }
      }
    } catch (URISyntaxException | IllegalArgumentException notAFile) {
      // Then it is not ours to find.
    }
    return Optional.empty();
  }

  /**
   * The daemon's start.
   *
   * @throws SandboxException that names the command which makes it
   */
  Path daemonJar() {
    if (!Files.isRegularFile(daemon)) {
      throw new SandboxException(
          "the daemon is not there (looked for " + daemon + "); build it with: " + BUILD_COMMAND);
    }
    return daemon;
  }

  String kafkaClassPath() {
    return lib.resolve("*").toString();
  }
}
