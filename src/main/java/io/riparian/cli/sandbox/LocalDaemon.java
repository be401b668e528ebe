package io.riparian.cli.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Riparian's own daemon as a child: {@code riparian serve}. */
final class LocalDaemon {
  private final String url;
  private final ChildJvm.Recipe recipe;
  private volatile ChildJvm jvm;

  private LocalDaemon(String url, ChildJvm.Recipe recipe) {
    this.url = url;
    this.recipe = recipe;
    this.jvm = ChildJvm.start(recipe);
  }

  /**
   * Starts it and returns when it is alive by its own account.
   *
   * @param settings the flag that names its configuration
   * @throws SandboxException with the end of its log, when it does not get there
   */
  static LocalDaemon start(SandboxRuntime runtime, Path directory, String settings, int port) {
    Path jar = runtime.daemonJar();
    LocalDaemon daemon =
        new LocalDaemon(
            "http://127.0.0.1:" + port,
            new ChildJvm.Recipe(
                "daemon",
                directory,
                List.of(jar.toString()),
                List.of("-Xmx256m", settings),
                mainClass(jar),
                List.of("serve"),
                Map.of()));
    daemon.awaitReady();
    return daemon;
  }

  private static String mainClass(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      @Nullable Manifest manifest = file.getManifest();
      @Nullable String name =
          manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
      if (name == null) {
        throw new SandboxException(jar + " does not say what its main class is");
      }
      return name;
    } catch (IOException unreadable) {
      throw new SandboxException("cannot read " + jar + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private void awaitReady() {
    jvm.await(() -> Probe.isOk(url + "/q/health/live"), Duration.ofSeconds(60));
  }

  /**
   * Names the commit that signatures count from, as soon as the daemon has seen every cluster.
   *
   * @param token a file that holds the operator's token
   */
  void acceptBaseline(String commit, Path token) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/api/v1/baseline"))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + Files.readString(token).strip())
              .POST(HttpRequest.BodyPublishers.ofString("{\"commit\":\"" + commit + "\"}"))
              .build();
      HttpClient client = HttpClient.newHttpClient();
      jvm.await(() -> isAccepted(client, request), Duration.ofSeconds(60));
    } catch (IOException unreadable) {
      throw new SandboxException("cannot read " + token, unreadable);
    }
  }

  private static boolean isAccepted(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String url() {
    return url;
  }

  ChildJvm jvm() {
    return jvm;
  }

  void restart() {
    jvm.stop(Duration.ofSeconds(3));
    jvm = ChildJvm.start(recipe);
    awaitReady();
  }
}
