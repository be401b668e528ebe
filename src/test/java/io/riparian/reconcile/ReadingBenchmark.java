package io.riparian.reconcile;

import io.riparian.ledger.InMemoryLedger;
import io.riparian.manifest.Layout;
import io.riparian.ownership.Accepted;
import io.riparian.repo.FileSet;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RevisionTree;
import io.riparian.repo.TreeEntry;
import io.riparian.repo.Upstream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The first full read of 10,000 files from Git objects (layout, parsing, resolution, judgement)
 * beside a bare loop that reads the same objects and parses their YAML: alternating rounds in one
 * process, medians, and the ratio. {@code docs/benchmarks.md} has the command and the figures.
 */
public final class ReadingBenchmark {
  static final int FILES = 10_000;
  private static final int TEAMS = 100;
  private static final int WARM = 3;
  private static final int ROUNDS = 9;

  private ReadingBenchmark() {}

  /** Takes no arguments. */
  public static void main(String[] none) throws IOException {
    Path directory = Files.createTempDirectory("riparian-reading-");
    try (Upstream upstream = new Upstream(directory.resolve("upstream.git"))) {
      fill(upstream);
      upstream.commit("ten thousand");
      try (GitMirror mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"))) {
        mirror.fetch();
        measure(mirror.tree(mirror.head().orElseThrow()), System.out);
      }
    } finally {
      delete(directory);
    }
  }

  static void fill(Upstream upstream) {
    Map<String, String> files = new HashMap<>();
    StringBuilder teams = new StringBuilder();
    for (int i = 0; i < TEAMS; i++) {
      String team = "team" + i;
      teams.append(i == 0 ? "" : ", ").append(team);
      files.put(
          "platform/teams/" + team + ".yaml",
          """
          apiVersion: riparian/v1
          kind: Grant
          metadata: {name: %s}
          spec: {connectors: {prefixes: [%s-]}, clusters: [shared]}
          """
              .formatted(team, team));
      files.put(
          "teams/" + team + "/team.yaml",
          """
          apiVersion: riparian/v1
          kind: Team
          spec: {variables: {db.host: %s.db.example.org}}
          """
              .formatted(team));
    }
    files.put(
        "platform/clusters/shared.yaml",
        """
        apiVersion: riparian/v1
        kind: Cluster
        metadata: {name: shared}
        spec: {urls: ['http://connect:8083'], tenancy: {teams: [%s]}, secretProviders: {vault: [payments/]}}
        """
            .formatted(teams));
    for (int i = 0; i < FILES - 2 * TEAMS - 1; i++) {
      String name = "team" + i % TEAMS + "-orders-" + i;
      files.put("teams/team" + i % TEAMS + "/connectors/" + name + ".yaml", connector(name, i));
    }
    upstream.files(files);
  }

  static String connector(String name, int i) {
    return """
        apiVersion: riparian/v1
        kind: Connector
        metadata: {name: %s}
        spec:
          cluster: shared
          class: io.debezium.connector.postgresql.PostgresConnector
          version: "[3.1,4)"
          tasksMax: 1
          state: running
          config:
            database.hostname: ${var:db.host}
            database.port: 5432
            database.user: orders_%d
            database.password: ${vault:payments/orders-db-%d:password}
            database.dbname: orders
            topic.prefix: orders.%d
            table.include.list: public.orders,public.order_lines
            plugin.name: pgoutput
            slot.name: riparian_%d
            publication.autocreate.mode: filtered
            snapshot.mode: initial
            heartbeat.interval.ms: 10000
            key.converter: org.apache.kafka.connect.json.JsonConverter
            value.converter: org.apache.kafka.connect.json.JsonConverter
            value.converter.schemas.enable: false
            transforms: unwrap
            transforms.unwrap.type: io.debezium.transforms.ExtractNewRecordState
            errors.tolerance: none
        """
        .formatted(name, i, i, i, i);
  }

  private static void measure(RevisionTree tree, PrintStream out) {
    long[] bare = new long[ROUNDS];
    long[] ours = new long[ROUNDS];
    for (int round = -WARM; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      int documents = bareLoop(tree);
      long between = System.nanoTime();
      Accepted accepted =
          new RevisionReader(InMemoryLedger.begun(), World.KEYS, InstantSource.system())
              .judge(tree);
      long ended = System.nanoTime();
      if (documents != FILES
          || accepted.connectors().size() != FILES - 2 * TEAMS - 1
          || !accepted.diagnostics().isEmpty()) {
        throw new IllegalStateException("both read every file, and nothing is wrong with them");
      }
      if (round >= 0) {
        bare[round] = between - begun;
        ours[round] = ended - between;
      }
    }
    double bareMillis = median(bare);
    double ourMillis = median(ours);
    out.printf("bare loop: %.0f ms, first full read: %.0f ms%n", bareMillis, ourMillis);
    out.printf("ratio %.2f over %d files, median of %d%n", ourMillis / bareMillis, FILES, ROUNDS);
  }

  private static int bareLoop(FileSet tree) {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    int documents = 0;
    for (TreeEntry entry : tree.entries()) {
      byte[] bytes = tree.read(entry, Layout.LARGEST_FILE);
      Object loaded = yaml.load(new String(bytes, StandardCharsets.UTF_8));
      documents += loaded == null ? 0 : 1;
    }
    return documents;
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1e6;
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
