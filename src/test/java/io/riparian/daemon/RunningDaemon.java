package io.riparian.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.cli.sandbox.ChildJvm;
import io.riparian.cli.sandbox.FreePorts;
import io.riparian.cli.sandbox.SandboxRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * {@code riparian serve} from the packaged jar, in a process of its own, asked over HTTP and with
 * {@code riparian}'s other commands.
 */
final class RunningDaemon implements AutoCloseable {
  static final String OPERATOR = "operator-token-0123456789";
  static final String READER = "reader-token-0123456789";
  static final String NOBODY = "";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private final Path jar = SandboxRuntime.find().daemon();
  private final Path directory;
  private final int port = FreePorts.next();
  private final SortedMap<String, String> settings = new TreeMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile Optional<ChildJvm> jvm = Optional.empty();

  /** What the daemon answered. */
  record Reply(int status, String body, HttpResponse<String> whole) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException noJson) {
        throw new UncheckedIOException(body, noJson);
      }
    }
  }

  /** How a command ended. */
  record Ending(int code, String out, String err) {}

  RunningDaemon(Path directory, String repository, String instance) {
    this.directory = directory;
    set("riparian.instance", instance);
    set("riparian.repository.url", repository);
    set("riparian.data-dir", dataDirectory().toString());
    set("riparian.mark.keys", "a-mark-key-of-the-tests-0123456789");
    set("riparian.poll.git", "500ms");
    set("riparian.poll.short", "300ms");
    set("riparian.poll.long", "2s");
    set("riparian.connect.connect-timeout", "2s");
    set("riparian.hooks.generic.per-minute", "100000");
    set("riparian.tokens.olive.value", OPERATOR);
    set("riparian.tokens.olive.scopes", "read,plan,operate");
    set("riparian.tokens.rita.value", READER);
    set("riparian.tokens.rita.scopes", "read");
    set("quarkus.http.port", Integer.toString(port));
  }

  RunningDaemon set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  RunningDaemon unset(String prefix) {
    settings.keySet().removeIf(key -> key.startsWith(prefix));
    return this;
  }

  Path dataDirectory() {
    return directory.resolve("data");
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it and returns when it is alive by its own account. */
  RunningDaemon start() {
    ChildJvm started = launch();
    started.await(this::isLive, Duration.ofSeconds(60));
    return this;
  }

  /** Starts it and returns at once. */
  ChildJvm launch() {
    ChildJvm started =
        ChildJvm.start(
            new ChildJvm.Recipe(
                "daemon",
                directory,
                List.of(jar.toString()),
                List.of("-Xmx256m", "-Dsmallrye.config.locations=" + writeSettings().toUri()),
                ENTRY_POINT,
                List.of("serve"),
                Map.of()));
    jvm = Optional.of(started);
    return started;
  }

  private Path writeSettings() {
    Path file = directory.resolve("riparian.properties");
    try {
      Files.createDirectories(directory);
      Files.write(
          file, settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return file;
  }

  private boolean isLive() {
    try {
      return ask("GET", "/q/health/live", NOBODY, "").status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** An orderly end. */
  void stop() {
    jvm.ifPresent(running -> running.stop(Duration.ofSeconds(10)));
  }

  /** Like {@code kill -9}. */
  void kill() {
    jvm.ifPresent(ChildJvm::kill);
  }

  long pid() {
    return jvm.orElseThrow().pid();
  }

  /** What it occupies, where the system tells; else nothing. */
  String resident() {
    Path status =
        Path.of("/proc", jvm.map(running -> Long.toString(running.pid())).orElse(""), "status");
    return Files.exists(status)
        ? read(status)
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.substring("VmRSS:".length()).trim())
            .findFirst()
            .orElse("")
        : "";
  }

  String log() {
    return read(directory.resolve("daemon.log"));
  }

  /** Every file that it keeps, whatever is in it. */
  String everythingKept() {
    try (Stream<Path> files = Files.walk(dataDirectory().resolve("ledger"))) {
      StringBuilder all = new StringBuilder();
      files.filter(Files::isRegularFile).forEach(file -> all.append(read(file)));
      return all.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What it answers to a call without any token. */
  JsonNode get(String path) {
    return ask("GET", path, NOBODY, "").json();
  }

  /** Listens to what it tells those who may read. */
  Listening listen(String path) {
    return new Listening(
        http.sendAsync(
            HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Bearer " + READER)
                .build(),
            HttpResponse.BodyHandlers.ofLines()));
  }

  Reply post(String path, String token, String body) {
    return ask("POST", path, token, body);
  }

  Reply ask(String method, String path, String token, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofMinutes(3))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body(), response);
    } catch (IOException down) {
      throw new UncheckedIOException(down);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** A whole walk, from Git to the workers and back, that began after this call. */
  RunningDaemon walk() {
    Reply reply = post("/api/v1/apply", OPERATOR, "{}");
    if (reply.status() != 200 || !reply.json().path("finished").asBoolean()) {
      throw new AssertionError("the walk did not end: " + reply);
    }
    return this;
  }

  /** As {@link #walk()}, in which this commit is in force. */
  RunningDaemon walk(String commit) {
    walk();
    String inForce = get("/api/v1/status").path("revision").asText();
    if (!inForce.equals(commit)) {
      throw new AssertionError("in force is " + inForce + ", not " + commit);
    }
    return this;
  }

  JsonNode status() {
    return get("/api/v1/status");
  }

  JsonNode connector(String cluster, String name) {
    return StreamSupport.stream(get("/api/v1/connectors?cluster=" + cluster).spliterator(), false)
        .filter(connector -> connector.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not listed on " + cluster));
  }

  /** {@code synced}, or the reason why not. */
  String syncOf(String cluster, String name) {
    JsonNode connector = connector(cluster, name);
    String reason = connector.path("reason").asText();
    return reason.isEmpty() ? connector.path("sync").asText() : reason;
  }

  /** What holds back the whole cluster, by reason. */
  List<String> heldBack(String cluster) {
    List<String> reasons = new ArrayList<>();
    for (JsonNode one : get("/api/v1/clusters")) {
      if (one.path("name").asText().equals(cluster)) {
        one.path("deferrals").forEach(each -> reasons.add(each.path("reason").asText()));
      }
    }
    return reasons;
  }

  /**
   * Every change of every cycle that was recorded, as {@code kind connector cause}, oldest first.
   */
  List<String> changes() {
    List<String> changes = new ArrayList<>();
    List<JsonNode> cycles = new ArrayList<>();
    get("/api/v1/cycles?limit=500").forEach(cycle -> cycles.add(0, cycle));
    for (JsonNode cycle : cycles) {
      for (JsonNode change : cycle.path("plan").path("changes")) {
        changes.add(
            change.path("kind").asText()
                + " "
                + change.path("connector").asText()
                + " "
                + change.path("cause").asText());
      }
    }
    return changes;
  }

  /** {@code riparian <arguments>}, asking this daemon as the operator. */
  Ending riparian(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", url()));
    return command(OPERATOR, all);
  }

  /** {@code riparian <arguments>}, and nothing else. */
  Ending command(String token, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
    command.addAll(arguments);
    Path out = directory.resolve("command.out");
    Path err = directory.resolve("command.err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("RIPARIAN_TOKEN", token);
    try {
      Process process = builder.start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(arguments + " does not end");
      }
      return new Ending(process.exitValue(), read(out), read(err));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
