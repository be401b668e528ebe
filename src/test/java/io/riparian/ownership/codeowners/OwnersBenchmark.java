package io.riparian.ownership.codeowners;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * The owners of 100,000 paths by a file of 3,000 lines, beside a bare loop over JGit's ignore rules
 * from the last line to the first: time and allocated bytes for each path, alternating rounds in
 * one process, medians. JGit answers a part of the paths only, and both must agree on these. {@code
 * docs/benchmarks.md} has the command and the figures.
 */
public final class OwnersBenchmark {
  private static final int LINES = 3_000;
  private static final int PATHS = 100_000;
  private static final int PATHS_OF_JGIT = 500;
  private static final int WARM = 2;
  private static final int ROUNDS = 7;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private OwnersBenchmark() {}

  /** Takes no arguments. */
  public static void main(String[] none) {
    Random random = new Random(1);
    List<String> patterns = patterns(random);
    List<String> paths = paths(random);
    byte[] content =
        String.join(" @acme/team\n", patterns)
            .concat(" @acme/team\n")
            .getBytes(StandardCharsets.UTF_8);
    List<FastIgnoreRule> rules = patterns.stream().map(FastIgnoreRule::new).toList();
    Cost parsing = new Cost();
    Cost ours = new Cost();
    Cost theirs = new Cost();
    for (int round = -WARM; round < ROUNDS; round++) {
      parsing.begin();
      CodeOwners file = CodeOwners.parse(Dialect.GITHUB, "CODEOWNERS", content);
      parsing.end(round, 1);
      int[] found = new int[PATHS];
      ours.begin();
      for (int i = 0; i < PATHS; i++) {
        List<Ruling> rulings = file.of(paths.get(i));
        found[i] = rulings.isEmpty() ? 0 : rulings.get(0).line();
      }
      ours.end(round, PATHS);
      int[] ignored = new int[PATHS_OF_JGIT];
      theirs.begin();
      for (int i = 0; i < PATHS_OF_JGIT; i++) {
        ignored[i] = lastIgnoring(rules, paths.get(i));
      }
      theirs.end(round, PATHS_OF_JGIT);
      if (!file.isValid() || !Arrays.equals(found, 0, PATHS_OF_JGIT, ignored, 0, PATHS_OF_JGIT)) {
        throw new IllegalStateException("both find the same line for each path");
      }
    }
    tell(System.out, parsing, ours, theirs);
  }

  private static void tell(PrintStream out, Cost parsing, Cost ours, Cost theirs) {
    out.printf("reading %d lines: %.1f ms%n", LINES, parsing.nanos() / 1e6);
    out.printf("owners of a path: %.0f ns, %.0f bytes%n", ours.nanos(), ours.bytes());
    out.printf("loop over JGit's rules: %.0f ns, %.0f bytes%n", theirs.nanos(), theirs.bytes());
    out.printf(
        "ratio 1:%.0f over %d paths (JGit: %d), median of %d%n",
        theirs.nanos() / ours.nanos(), PATHS, PATHS_OF_JGIT, ROUNDS);
  }

  /** The last line counts, and what lies below a directory that it matches. */
  private static int lastIgnoring(List<FastIgnoreRule> rules, String path) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      FastIgnoreRule rule = rules.get(i);
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        if (rule.isMatch(path.substring(0, end), true, true)) {
          return i + 1;
        }
      }
      if (rule.isMatch(path, false, true)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Mostly directories of teams and parts of them; some by extension, some at any depth. */
  private static List<String> patterns(Random random) {
    List<String> patterns = new ArrayList<>(List.of("*"));
    while (patterns.size() < LINES) {
      String team = "/teams/team-" + random.nextInt(1_000);
      patterns.add(
          switch (random.nextInt(10)) {
            case 0 -> team + "/connectors/" + random.nextInt(20) + "/";
            case 1 -> team + "/connectors/**/*-" + random.nextInt(20) + ".json";
            case 2 -> team + "/connectors/sink-*.yaml";
            case 3 -> "/platform/clusters/cluster-" + random.nextInt(100) + ".yaml";
            case 4 -> random.nextInt(10) == 0 ? "*.x" + random.nextInt(50) : team + "/holds/";
            case 5 -> team + "/**/team.yaml";
            default -> team + "/";
          });
    }
    return patterns;
  }

  private static List<String> paths(Random random) {
    List<String> paths = new ArrayList<>();
    while (paths.size() < PATHS) {
      String team = "teams/team-" + random.nextInt(1_200);
      int number = random.nextInt(40);
      paths.add(
          switch (random.nextInt(6)) {
            case 0 -> team + "/team.yaml";
            case 1 -> team + "/holds/" + number + ".yaml";
            case 2 -> "platform/clusters/cluster-" + random.nextInt(120) + ".yaml";
            case 3 -> team + "/connectors/sink-" + number + ".yaml";
            case 4 -> team + "/connectors/" + number + "/orders-" + number + ".json";
            default -> "docs/deep/down/file-" + number + ".x" + number;
          });
    }
    return paths;
  }

  /** What rounds took, each for one path. */
  private static final class Cost {
    private final double[] nanos = new double[ROUNDS];
    private final double[] bytes = new double[ROUNDS];
    private long begun;
    private long allocated;

    void begin() {
      allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      begun = System.nanoTime();
    }

    void end(int round, int paths) {
      long took = System.nanoTime() - begun;
      long more = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
      if (round >= 0) {
        nanos[round] = (double) took / paths;
        bytes[round] = (double) more / paths;
      }
    }

    double nanos() {
      return median(nanos);
    }

    double bytes() {
      return median(bytes);
    }

    private static double median(double[] each) {
      double[] sorted = each.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }
  }
}
