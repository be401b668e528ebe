package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.cli.sandbox.ScratchDirectory;
import io.riparian.connect.StubConnect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The daemon in {@code -Xmx256m} with 10,000 connectors on 20 clusters: it creates all of them, and
 * is then as quiet as with one. Not part of any build; {@code docs/benchmarks.md} has the command
 * and the figures.
 */
class LargeFleetBenchmark {
  private static final int CLUSTERS = 20;
  private static final int EACH = 500;

  @Test
  void tenThousandConnectorsOnTwentyClusters() {
    List<StubConnect> stubs = new ArrayList<>();
    IntStream.range(0, CLUSTERS).forEach(i -> stubs.add(new StubConnect(0)));
    try (ScratchDirectory directory = ScratchDirectory.temporary("riparian-large-");
        TestRepository git = new TestRepository(directory.path().resolve("config.git"));
        RunningDaemon daemon =
            new RunningDaemon(directory.path().resolve("daemon"), git.url(), "large")) {
      fill(git, stubs, EACH);
      git.push();
      long begun = System.nanoTime();
      daemon.set("riparian.poll.short", "1s").set("riparian.poll.long", "1h").start();
      for (StubConnect stub : stubs) {
        eventually(() -> assertThat(stub.size()).isEqualTo(EACH));
      }
      long created = (System.nanoTime() - begun) / 1_000_000;
      daemon.walk();

      long reads = sum(stubs, true);
      long writes = stubs.stream().mapToLong(StubConnect::writes).sum();
      long glances = sum(stubs, false);
      eventually(
          () -> assertThat(sum(stubs, false) - glances).isGreaterThanOrEqualTo(20L * CLUSTERS));
      System.out.printf(
          "%d connectors on %d clusters: created %d ms after the start; then %d of %d calls were"
              + " short looks, %d writes; heap used %s bytes, resident %s%n",
          CLUSTERS * EACH,
          CLUSTERS,
          created,
          sum(stubs, false) - glances,
          sum(stubs, true) - reads,
          stubs.stream().mapToLong(StubConnect::writes).sum() - writes,
          heapUsed(daemon),
          daemon.resident());
      assertThat(sum(stubs, true) - reads).isEqualTo(sum(stubs, false) - glances);
      assertThat(daemon.log()).doesNotContain("OutOfMemoryError");
    } finally {
      stubs.forEach(StubConnect::close);
    }
  }

  private static long sum(List<StubConnect> stubs, boolean allReads) {
    return stubs.stream().mapToLong(stub -> allReads ? stub.reads() : stub.glances()).sum();
  }

  private static String heapUsed(RunningDaemon daemon) {
    return daemon
        .ask("GET", "/q/metrics", RunningDaemon.READER, "")
        .body()
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .collect(Collectors.joining(" + "));
  }

  /** One team, and so many connectors on each of the clusters. */
  static void fill(TestRepository git, List<StubConnect> stubs, int each) {
    String clusters =
        IntStream.range(0, stubs.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    git.put(
        "platform/teams/payments.yaml",
        """
        apiVersion: riparian/v1
        kind: Grant
        metadata: {name: payments}
        spec: {connectors: {prefixes: [payments-]}, clusters: [%s]}
        """
            .formatted(clusters));
    git.put("teams/payments/team.yaml", "apiVersion: riparian/v1\nkind: Team\nspec: {}\n");
    for (int cluster = 0; cluster < stubs.size(); cluster++) {
      git.put(
          "platform/clusters/c" + cluster + ".yaml",
          """
          apiVersion: riparian/v1
          kind: Cluster
          metadata: {name: c%d}
          spec: {urls: ['%s'], tenancy: {teams: [payments]}, mode: manage}
          """
              .formatted(cluster, stubs.get(cluster).url()));
      for (int i = 0; i < each; i++) {
        git.put(
            "teams/payments/connectors/payments-%d-%d.yaml".formatted(cluster, i),
            connector("payments-%d-%d".formatted(cluster, i), cluster));
      }
    }
  }

  private static String connector(String name, int cluster) {
    String keys =
        IntStream.range(0, 18)
            .mapToObj(
                key -> "    some.key.of.it.%d: some value of %s, %d".formatted(key, name, key))
            .collect(Collectors.joining("\n"));
    return """
        apiVersion: riparian/v1
        kind: Connector
        metadata: {name: %s}
        spec:
          cluster: c%d
          class: io.debezium.connector.Some
          config:
        %s
        """
        .formatted(name, cluster, keys);
  }
}
