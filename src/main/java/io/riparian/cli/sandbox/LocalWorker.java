package io.riparian.cli.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Connect worker on 127.0.0.1. Workers of the same cluster name form one Connect cluster; a
 * worker that was stopped or killed starts again on the same port and finds its connectors in
 * Kafka.
 */
public final class LocalWorker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final int port;
  private final ChildJvm.Recipe recipe;
  private volatile ChildJvm jvm;

  private LocalWorker(int port, ChildJvm.Recipe recipe) {
    this.port = port;
    this.recipe = recipe;
    this.jvm = ChildJvm.start(recipe);
  }

  /**
   * Starts a worker and returns when its {@code GET /health} is 200.
   *
   * @param cluster what the group and the internal topics are named after
   * @param extra worker settings that are added to ours, or replace them
   * @throws SandboxException with the end of its log, when it does not get there
   */
  public static LocalWorker start(
      SandboxRuntime runtime,
      LocalBroker broker,
      Path directory,
      String cluster,
      int port,
      Map<String, String> extra) {
    return launch(runtime, broker.bootstrapServers(), directory, cluster, port, extra).awaitReady();
  }

  /** As {@link #start}, but returns before the worker answers; the broker need not be there yet. */
  static LocalWorker launch(
      SandboxRuntime runtime,
      String bootstrapServers,
      Path directory,
      String cluster,
      int port,
      Map<String, String> extra) {
    try {
      String log = KafkaLog.flag(directory);
      String name = "worker-" + cluster + "-" + port;
      Map<String, String> settings = settings(runtime, bootstrapServers, cluster, port);
      settings.putAll(extra);
      Path file = directory.resolve(name + ".properties");
      Files.write(
          file, settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
      return new LocalWorker(
          port,
          new ChildJvm.Recipe(
              name,
              directory,
              List.of(runtime.kafkaClassPath()),
              List.of("-Xmx256m", log, "-D" + Tether.GRACE + "=4000"),
              "org.apache.kafka.connect.cli.ConnectDistributed",
              List.of(file.toString()),
              Map.of()));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot prepare a worker in " + directory, failed);
    }
  }

  private static Map<String, String> settings(
      SandboxRuntime runtime, String bootstrapServers, String cluster, int port) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("group.id", "connect-" + cluster);
    settings.put("listeners", "http://127.0.0.1:" + port);
    settings.put("rest.advertised.host.name", "127.0.0.1");
    settings.put("plugin.path", runtime.plugins().toString());
    // Scanning every jar costs seconds; the plugins here have service files.
    settings.put("plugin.discovery", "service_load");
    for (String topic : List.of("config", "offset", "status")) {
      settings.put(topic + ".storage.topic", "connect-" + cluster + "-" + topic);
      settings.put(topic + ".storage.replication.factor", "1");
    }
    settings.put("offset.storage.partitions", "1");
    settings.put("status.storage.partitions", "1");
    settings.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    settings.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    settings.put("heartbeat.interval.ms", "300");
    settings.put("scheduled.rebalance.max.delay.ms", "0");
    settings.put("offset.flush.interval.ms", "1000");
    settings.put("task.shutdown.graceful.timeout.ms", "1000");
    // As quick as the broker allows: a killed worker's tasks, and its sinks' consumers, are missed
    // sooner.
    settings.put("session.timeout.ms", "6000");
    settings.put("consumer.session.timeout.ms", "6000");
    settings.put("consumer.heartbeat.interval.ms", "1000");
    // A sink that subscribes before its topic exists would else find it minutes later.
    settings.put("consumer.metadata.max.age.ms", "2000");
    return settings;
  }

  /** Waits until {@code GET /health} is 200. */
  public LocalWorker awaitReady() {
    try {
      jvm.await(this::healthy, PATIENCE);
      return this;
    } catch (SandboxException never) {
      jvm.kill();
      throw never;
    }
  }

  public boolean healthy() {
    return Probe.isOk(url() + "/health");
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** The JVM that runs now: another one after each {@link #start()}. */
  public ChildJvm jvm() {
    return jvm;
  }

  /** Ends it in an orderly way: tasks stop, offsets are committed, the group is left. */
  public void stop() {
    jvm.stop(Duration.ofSeconds(5));
  }

  /** Ends it like {@code kill -9}. */
  public void kill() {
    jvm.kill();
  }

  /**
   * Starts it again, on the same port, and waits until it is ready. A worker that still runs is
   * left alone.
   */
  public void start() {
    relaunch();
    awaitReady();
  }

  void relaunch() {
    if (!jvm.alive()) {
      jvm = ChildJvm.start(recipe);
    }
  }

  public void restart() {
    stop();
    start();
  }

  @Override
  public void close() {
    stop();
  }
}
