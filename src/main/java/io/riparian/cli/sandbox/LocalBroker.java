package io.riparian.cli.sandbox;

import io.riparian.connect.kafka.Greeting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One Kafka node, broker and controller in one, on 127.0.0.1; topics come into being when they are
 * first used.
 */
public final class LocalBroker implements AutoCloseable {
  // Any base64 UUID will do: the node is alone and its directory is its own.
  private static final String CLUSTER_ID = "cmlwYXJpYW4tc2FuZGJveA";

  private final int port;
  private final ChildJvm jvm;

  private LocalBroker(int port, ChildJvm jvm) {
    this.port = port;
    this.jvm = jvm;
  }

  /**
   * Formats the directory, starts the node, and returns when it answers requests.
   *
   * @throws SandboxException with the end of its log, when it does not
   */
  public static LocalBroker start(SandboxRuntime runtime, Path directory, int port) {
    return start(runtime, directory, port, Map.of());
  }

  /**
   * As {@link #start(SandboxRuntime, Path, int)}.
   *
   * @param extra broker settings that are added to ours
   */
  public static LocalBroker start(
      SandboxRuntime runtime, Path directory, int port, Map<String, String> extra) {
    try {
      String log = KafkaLog.flag(directory);
      Path settings = directory.resolve("broker.properties");
      List<String> lines = settings(directory, port);
      extra.forEach((key, value) -> lines.add(key + "=" + value));
      Files.write(settings, lines);
      try (ChildJvm format =
          ChildJvm.start(
              recipe(
                  runtime,
                  directory,
                  "broker-format",
                  List.of("-Xmx64m", log),
                  "kafka.tools.StorageTool",
                  List.of("format", "-t", CLUSTER_ID, "-c", settings.toString())))) {
        format.awaitEnd(Duration.ofSeconds(60));
      }
      LocalBroker broker =
          new LocalBroker(
              port,
              ChildJvm.start(
                  recipe(
                      runtime,
                      directory,
                      "broker",
                      List.of("-Xmx256m", log),
                      "kafka.Kafka",
                      List.of(settings.toString()))));
      broker.awaitReady();
      return broker;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot prepare the broker in " + directory, failed);
    }
  }

  private static ChildJvm.Recipe recipe(
      SandboxRuntime runtime,
      Path directory,
      String name,
      List<String> flags,
      String mainClass,
      List<String> arguments) {
    return new ChildJvm.Recipe(
        name, directory, List.of(runtime.kafkaClassPath()), flags, mainClass, arguments, Map.of());
  }

  private static List<String> settings(Path directory, int port) {
    int controller = FreePorts.next();
    List<String> lines = new ArrayList<>();
    lines.add("node.id=1");
    lines.add("process.roles=broker,controller");
    lines.add("controller.quorum.voters=1@127.0.0.1:" + controller);
    lines.add("controller.listener.names=CONTROLLER");
    lines.add("listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    lines.add("listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    lines.add("advertised.listeners=PLAINTEXT://127.0.0.1:" + port);
    lines.add("log.dirs=" + directory.resolve("kafka-data"));
    lines.add("auto.create.topics.enable=true");
    lines.add("num.partitions=1");
    lines.add("default.replication.factor=1");
    lines.add("group.initial.rebalance.delay.ms=0");
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      lines.add(topic + ".replication.factor=1");
      lines.add(topic + ".num.partitions=1");
    }
    lines.add("transaction.state.log.min.isr=1");
    lines.add("share.coordinator.state.topic.min.isr=1");
    lines.add("log.cleaner.dedupe.buffer.size=8388608");
    lines.add("num.network.threads=1");
    lines.add("num.io.threads=2");
    lines.add("background.threads=2");
    return lines;
  }

  private void awaitReady() {
    try {
      jvm.await(this::answers, Duration.ofSeconds(60));
    } catch (SandboxException never) {
      jvm.kill();
      throw never;
    }
  }

  /** An open port proves little: Kafka opens it before it serves. So ask it something. */
  private boolean answers() {
    return Greeting.lengthOfAnswer(bootstrapServers(), 500)
        .filter(length -> length > 0)
        .isPresent();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public ChildJvm jvm() {
    return jvm;
  }

  /**
   * Ends the node. What it holds is not meant to be read again, so it gets little time to tidy up.
   */
  @Override
  public void close() {
    jvm.stop(Duration.ofMillis(500));
  }
}
