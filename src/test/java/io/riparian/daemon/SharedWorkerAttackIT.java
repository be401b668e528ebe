package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.sandbox.RealConnect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What one team can do to another on a worker that both use. Each attack is put straight to a
 * worker first, where it succeeds, and then declared in the team's own directory, where the daemon
 * refuses it and lets in what the same team declares rightly beside it.
 */
class SharedWorkerAttackIT {
  private static final String SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";
  private static final String GROUP = "consumer.override.group.id";
  private static final String LINES = "lines-to-be-taken";
  private static final String STATIC_VALUE = "transforms.add.static.value";
  private static final String CANARY = "canary-of-payments-7d40";
  private static final String PROVIDERS = "org.apache.kafka.common.config.provider.";

  private final Path files = RealConnect.get().scratch();
  private final Path theirs = file("payments/db.properties", "password=" + CANARY + "\n");
  private final Path own = file("orders/db.properties", "greeting=hello-of-orders\n");
  private final Path line = file("orders/in.txt", "a line\n");

  @Test
  void aSecretOfAnotherTeamIsReadThroughTheWorkersProviderAndTheDaemonRefusesIt() {
    String sideways = own.resolveSibling("../payments/db.properties").toString();
    List<Manifest> thefts =
        List.of(
            saying("orders-straight", "${file:" + theirs + ":password}"),
            saying("orders-sideways", "${file:" + sideways + ":password}"),
            saying("orders-unlisted", "${folder:" + theirs.getParent() + ":db.properties}"));
    Manifest rightful = saying("orders-rightful", "${file:" + own + ":greeting}");
    try (LocalWorker worker =
            worker(
                "providers",
                Map.of(
                    "config.providers", "file,folder",
                    "config.providers.file.class", PROVIDERS + "FileConfigProvider",
                    "config.providers.folder.class", PROVIDERS + "DirectoryConfigProvider"));
        World world = World.of(worker).withTeam("orders")) {
      Curl bare = world.curl();
      for (Manifest theft : thefts) {
        bare.create(theft);
        assertThat(heard(bare, theft)).as(theft.name()).contains(CANARY);
      }
      bare.deleteAll();

      world.git().put("platform/clusters/shared.yaml", cluster(world));
      world.git().declare(thefts);
      world.running(rightful);

      assertThat(heard(bare, rightful)).contains("hello-of-orders").doesNotContain(CANARY);
      assertRefused(world, thefts.get(0), "SEC-3");
      assertRefused(world, thefts.get(1), "SEC-3");
      assertRefused(world, thefts.get(2), "P-01");
      assertThat(world.door().creations()).containsOnlyKeys("orders-rightful");

      Map<String, String> before = bare.config("orders-rightful");
      world.forgetCalls();
      Manifest turned = rightful.with(STATIC_VALUE, "${file:" + theirs + ":password}");
      world.daemon().walk(world.git().declare(turned).push());

      assertThat(world.daemon().syncOf(SHARED, "orders-rightful")).isEqualTo("SEC-3");
      JsonNode held = world.daemon().get("/api/v1/plan").at("/clusters/0/deferrals");
      assertThat(held.findValuesAsText("connector")).containsExactly("orders-rightful");
      assertThat(held.findValuesAsText("reason")).containsExactly("POLICY");
      assertThat(world.writes()).isEmpty();
      assertThat(bare.config("orders-rightful")).isEqualTo(before);
    }
  }

  @Test
  void theRecordsOfAnotherTeamAreTakenThroughItsConsumerGroupAndTheDaemonRefusesIt() {
    Path lines = file("payments/lines.txt", "before\n");
    Path received = files.resolve("payments/received.txt");
    Path taken = files.resolve("orders/taken.txt");
    Path rightfully = files.resolve("orders/received.txt");
    Manifest source =
        new Manifest(
            "payments-lines", SHARED, "", "running", Map.of("topic", LINES, "file", "" + lines));
    Manifest victim = sink("payments-sink", LINES, received);
    Manifest theft = sink("orders-theft", LINES, taken).with(GROUP, "connect-payments-sink");
    Manifest rightful = sink("orders-rightful", LINES, rightfully).with(GROUP, "orders-rightful");
    try (LocalWorker worker =
            worker("groups", Map.of("connector.client.config.override.policy", "All"));
        World world = World.of(worker).withTeam("orders")) {
      Curl bare = world.curl();
      bare.create(source);
      bare.create(victim.name(), sinkConfig(victim));
      eventually(() -> assertThat(Files.readAllLines(received)).contains("before"));
      eventually(() -> assertThat(bare.offsets(victim.name())).contains("kafka_offset"));

      bare.create(theft.name(), sinkConfig(theft));

      // The topic has one partition, which goes to the member of the group whose name is first.
      AtomicInteger sent = new AtomicInteger();
      eventually(
          () -> {
            append(lines, "line " + sent.incrementAndGet());
            assertThat(Files.readAllLines(taken)).isNotEmpty();
          });
      append(lines, "the last");
      eventually(() -> assertThat(Files.readAllLines(taken)).contains("the last"));
      String all = "\"kafka_offset\":" + (sent.get() + 2) + "}";
      eventually(() -> assertThat(bare.offsets(victim.name())).contains(all));
      assertThat(read(received)).contains("before").doesNotContain("the last");
      bare.deleteAll();

      world.git().put("platform/clusters/shared.yaml", cluster(world));
      world.git().put(victim.path(), sinkYaml(victim));
      world.running(source);
      for (Manifest each : List.of(theft, rightful)) {
        world.git().put(each.path(), sinkYaml(each));
      }
      world.daemon().walk(world.git().push());

      assertRefused(world, theft, "OWN-119");
      assertThat(world.door().creations())
          .containsOnlyKeys("payments-lines", "payments-sink", "orders-rightful");
      append(lines, "after");
      eventually(() -> assertThat(Files.readAllLines(received)).contains("after"));
      eventually(() -> assertThat(Files.readAllLines(rightfully)).contains("after"));
    }
  }

  private static void assertRefused(World world, Manifest theft, String rule) {
    assertThat(world.curl().names()).doesNotContain(theft.name());
    JsonNode why =
        world.daemon().get("/api/v1/why?cluster=shared&connector=" + theft.name()).path(0);
    assertThat(why.at("/observed/presence").asText()).isEqualTo("absent");
    assertThat(why.at("/next/held/0/reason").asText()).as(why.toString()).isEqualTo(rule);
    assertThat(world.daemon().get("/api/v1/plan").path("diagnostics"))
        .filteredOn(one -> one.path("file").asText().equals(theft.path()))
        .extracting(one -> one.path("rule").asText())
        .containsOnly(rule);
  }

  /** Both teams' files lie below a directory with the team's name, and so do their secrets. */
  private String cluster(World world) {
    return """
        apiVersion: riparian/v1
        kind: Cluster
        metadata:
          name: shared
        spec:
          urls: [%s]
          classes:
            allow:
              - org.apache.kafka.connect.file.FileStreamSourceConnector
              - org.apache.kafka.connect.file.FileStreamSinkConnector
          mounts: ["%s/{team}"]
          secretProviders: {file: ["%s/{team}/"]}
          tenancy:
            teams: [payments, orders]
          mode: manage
        """
        .formatted(world.door().url(), files, files);
  }

  /** A source whose records hold what the worker makes of this reference. */
  private Manifest saying(String name, String reference) {
    return new Manifest(
        name,
        SHARED,
        "",
        "running",
        Map.of(
            "topic",
            "topic-" + name,
            "file",
            "" + line,
            "transforms",
            "hoist,add",
            "transforms.hoist.type",
            "org.apache.kafka.connect.transforms.HoistField$Value",
            "transforms.hoist.field",
            "line",
            "transforms.add.type",
            "org.apache.kafka.connect.transforms.InsertField$Value",
            "transforms.add.static.field",
            "told",
            STATIC_VALUE,
            reference));
  }

  /** What a consumer of its topic gets to read. */
  private String heard(Curl worker, Manifest source) {
    Path heard = files.resolve(source.name() + ".heard");
    Manifest listener = sink("listener-" + source.name(), "topic-" + source.name(), heard);
    worker.create(listener.name(), sinkConfig(listener));
    eventually(() -> assertThat(Files.readString(heard)).contains("a line"));
    return read(heard);
  }

  private static Manifest sink(String name, String topic, Path file) {
    return new Manifest(name, SHARED, "", "running", Map.of("topics", topic, "file", "" + file));
  }

  private static Map<String, String> sinkConfig(Manifest sink) {
    Map<String, String> config = new TreeMap<>(sink.expected());
    config.put("connector.class", SINK);
    return config;
  }

  private static String sinkYaml(Manifest sink) {
    return sink.yaml().replace(Manifest.FILE_SOURCE, SINK);
  }

  private static LocalWorker worker(String cluster, Map<String, String> settings) {
    return RealConnect.get().another("attacked-" + cluster, settings);
  }

  private Path file(String name, String content) {
    try {
      Path file = files.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      return Files.writeString(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
