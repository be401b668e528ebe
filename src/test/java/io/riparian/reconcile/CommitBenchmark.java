package io.riparian.reconcile;

import com.sun.management.OperatingSystemMXBean;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.DeclaredConnector;
import io.riparian.ownership.Accepted;
import io.riparian.repo.FileSet;
import io.riparian.repo.GitMirror;
import io.riparian.repo.TreeEntry;
import io.riparian.repo.Upstream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a commit of one file costs among 10,000 that are all applied: the fetch, the tree, the
 * reading and the judgement, in CPU time of the threads that do it, and which files are parsed.
 * {@code docs/benchmarks.md} has the command and the figures.
 */
public final class CommitBenchmark {
  private static final int WARM = 5;
  private static final int ROUNDS = 15;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CommitBenchmark() {}

  /** A tree that counts what is read of it. */
  private static final class Counted implements FileSet {
    private final FileSet tree;
    private int read;

    Counted(FileSet tree) {
      this.tree = tree;
    }

    @Override
    public String revision() {
      return tree.revision();
    }

    @Override
    public List<TreeEntry> entries() {
      return tree.entries();
    }

    @Override
    public byte[] read(TreeEntry entry, int maxBytes) {
      read++;
      return tree.read(entry, maxBytes);
    }
  }

  /** Takes no arguments. */
  public static void main(String[] none) throws IOException {
    Path directory = Files.createTempDirectory("riparian-commit-");
    try (Upstream upstream = new Upstream(directory.resolve("upstream.git"))) {
      ReadingBenchmark.fill(upstream);
      upstream.commit("ten thousand");
      try (GitMirror mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"))) {
        mirror.fetch();
        InMemoryLedger ledger = InMemoryLedger.begun();
        RevisionReader reader = new RevisionReader(ledger, World.KEYS, InstantSource.system());
        Accepted accepted = reader.take(mirror.tree(mirror.head().orElseThrow()));
        ledger.recordAll(
            accepted.connectors().values().stream().map(CommitBenchmark::applied).toList());
        measure(upstream, mirror, reader);
      }
    } finally {
      ReadingBenchmark.delete(directory);
    }
  }

  private static AppliedConnector applied(DeclaredConnector connector) {
    return new AppliedConnector(
        connector.id(),
        connector.team(),
        connector.at().file(),
        "first",
        World.KEYS.digests(connector.config()),
        Set.of(),
        connector.state(),
        connector.onRemoval(),
        Origin.APPLIED,
        Instant.EPOCH);
  }

  private static void measure(Upstream upstream, GitMirror mirror, RevisionReader reader) {
    double[] fetching = new double[ROUNDS];
    double[] judging = new double[ROUNDS];
    double[] process = new double[ROUNDS];
    int most = 0;
    for (int round = -WARM; round < ROUNDS; round++) {
      String name = "team1-orders-1";
      upstream.file(
          "teams/team1/connectors/" + name + ".yaml",
          ReadingBenchmark.connector(name, 1_000_000 + round));
      upstream.commit("one file");
      long all = PROCESS.getProcessCpuTime();
      long begun = THREADS.getCurrentThreadCpuTime();
      mirror.fetch();
      Counted tree = new Counted(mirror.tree(mirror.head().orElseThrow()));
      tree.entries();
      long fetched = THREADS.getCurrentThreadCpuTime();
      long read = cpu();
      Accepted accepted = reader.take(tree);
      long judged = cpu();
      if (!accepted.diagnostics().isEmpty()) {
        throw new IllegalStateException("nothing is wrong with it");
      }
      if (round >= 0) {
        fetching[round] = (fetched - begun) / 1e6;
        judging[round] = (judged - read) / 1e6;
        process[round] = (PROCESS.getProcessCpuTime() - all) / 1e6;
        most = Math.max(most, tree.read);
      }
    }
    System.out.printf(
        "one file of %d: fetch and tree %.0f ms, reading and judgement %.0f ms of CPU; with all threads"
            + " of the process, the collector's and the compiler's too, %.0f ms; files parsed %d;"
            + " median of %d%n",
        ReadingBenchmark.FILES, median(fetching), median(judging), median(process), most, ROUNDS);
  }

  /** Of every thread that runs Java, so not of the collector's and the compiler's. */
  private static long cpu() {
    return Arrays.stream(THREADS.getAllThreadIds()).map(THREADS::getThreadCpuTime).sum();
  }

  private static double median(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
