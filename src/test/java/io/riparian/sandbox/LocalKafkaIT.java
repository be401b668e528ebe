package io.riparian.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.cli.sandbox.ChildJvm;
import io.riparian.cli.sandbox.FreePorts;
import io.riparian.cli.sandbox.LocalBroker;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.cli.sandbox.SandboxException;
import io.riparian.cli.sandbox.SandboxRuntime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {
  private final HttpClient http = HttpClient.newHttpClient();
  private final SandboxRuntime runtime = SandboxRuntime.find();

  private final Path directory;

  LocalKafkaIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void recordsFlowFromFileToFileAlsoAfterTheWorkerWasStoppedOrKilled() throws Exception {
    long broker;
    long worker;
    try (LocalBroker kafka = LocalBroker.start(runtime, directory, FreePorts.next());
        LocalWorker connect =
            LocalWorker.start(runtime, kafka, directory, "one", FreePorts.next(), Map.of())) {
      Path in = directory.resolve("in.txt");
      Path out = directory.resolve("out.txt");
      create(connect, "lines-source", "Source", "\"topic\": \"lines\", \"file\": \"" + in + "\"");
      create(connect, "lines-sink", "Sink", "\"topics\": \"lines\", \"file\": \"" + out + "\"");

      append(in, "first");
      await(() -> Files.exists(out) && Files.readAllLines(out).contains("first"));

      connect.restart();
      append(in, "second");
      await(() -> Files.readAllLines(out).equals(List.of("first", "second")));

      connect.kill();
      assertThat(connect.healthy()).isFalse();
      connect.start();
      append(in, "third");
      await(() -> Files.readAllLines(out).contains("third"));

      broker = kafka.jvm().pid();
      worker = connect.jvm().pid();
    }
    assertThat(ProcessHandle.of(broker)).isEmpty();
    assertThat(ProcessHandle.of(worker)).isEmpty();
  }

  @Test
  void aWorkerThatCannotStartShowsTheEndOfItsLog() {
    LocalBroker kafka = RealConnect.get().broker();

    assertThatThrownBy(
            () ->
                LocalWorker.start(
                    runtime,
                    kafka,
                    directory,
                    "broken",
                    FreePorts.next(),
                    Map.of("heartbeat.interval.ms", "soon")))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("stopped while starting")
        .hasMessageContaining("Invalid value soon for configuration heartbeat.interval.ms");
  }

  @Test
  void workersOfOneClusterShareItsConnectors() throws Exception {
    LocalWorker first = RealConnect.get().freshWorker();
    String cluster = first.jvm().name().replaceFirst("^worker-(.*)-\\d+$", "$1");
    try (LocalWorker alsoFirst = first;
        LocalWorker second = RealConnect.get().another(cluster)) {
      create(alsoFirst, "seen-by-both", "Source", "\"topic\": \"seen\", \"file\": \"/nowhere\"");

      await(() -> get(second.url() + "/connectors").contains("seen-by-both"));
    }
  }

  @Test
  void aChildEndsWhenItsParentIsKilled() throws Exception {
    Path pidFile = directory.resolve("grandchild.pid");
    ChildJvm parent =
        ChildJvm.start(
            new ChildJvm.Recipe(
                "parent",
                directory,
                List.of(System.getProperty("java.class.path")),
                List.of(),
                ParentOfOne.class.getName(),
                List.of(directory.toString(), pidFile.toString()),
                Map.of()));
    parent.await(() -> Files.exists(pidFile), Duration.ofSeconds(20));
    long child = Long.parseLong(Files.readString(pidFile));
    assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive)).contains(true);

    parent.kill();

    await(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  /** A parent to be killed. */
  public static final class ParentOfOne {
    public static void main(String[] args) throws Exception {
      Path directory = Path.of(args[0]);
      ChildJvm child =
          ChildJvm.start(
              new ChildJvm.Recipe(
                  "grandchild",
                  directory,
                  List.of(System.getProperty("java.class.path")),
                  List.of(),
                  Sleeper.class.getName(),
                  List.of(),
                  Map.of()));
      Path half = directory.resolve("half.pid");
      Files.writeString(half, Long.toString(child.pid()));
      Files.move(half, Path.of(args[1]));
      Sleeper.main(args);
    }
  }

  /** Never ends by itself. */
  public static final class Sleeper {
    public static void main(String[] args) throws Exception {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private void create(LocalWorker worker, String name, String kind, String config)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(worker.url() + "/connectors"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"name": "%s", "config": {
                          "connector.class": "org.apache.kafka.connect.file.FileStream%sConnector",
                          "tasks.max": "1", %s}}"""
                            .formatted(name, kind, config)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private String get(String url) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited 30 s").isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}
