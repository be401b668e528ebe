package io.riparian.reconcile;

import io.riparian.manifest.KeyPlaces;
import io.riparian.model.Policy;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Precedent;
import io.riparian.policy.GuardRails;
import io.riparian.policy.Judgements;
import io.riparian.policy.PasswordKeys;
import io.riparian.policy.Standing;
import io.riparian.repo.GitMirror;
import io.riparian.repo.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/**
 * What the guard rails cost over 10,000 connectors: the first time, and once only one of them has
 * changed. {@code docs/benchmarks.md} has the command and the figures.
 */
public final class RailsBenchmark {
  private static final int WARM = 3;
  private static final int ROUNDS = 9;

  private RailsBenchmark() {}

  /** Takes no arguments. */
  public static void main(String[] none) throws IOException {
    Path directory = Files.createTempDirectory("riparian-rails-");
    try (Upstream upstream = new Upstream(directory.resolve("upstream.git"))) {
      ReadingBenchmark.fill(upstream);
      upstream.commit("ten thousand");
      try (GitMirror mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"))) {
        mirror.fetch();
        measure(
            Reading.of(mirror.tree(mirror.head().orElseThrow()), Precedent.none(), Instant.now()));
      }
    } finally {
      ReadingBenchmark.delete(directory);
    }
  }

  private static void measure(Reading reading) {
    Accepted accepted = reading.accepted();
    GuardRails rails =
        new GuardRails(
            Policy.DEFAULT,
            Instant.now(),
            new KeyPlaces(reading.files())::of,
            Standing.NOBODY,
            PasswordKeys.NONE);
    int connectors = accepted.declared().connectors().size();
    double[] first = new double[ROUNDS];
    double[] again = new double[ROUNDS];
    for (int round = -WARM; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      GuardRails.Judged judged = judge(rails, accepted, Judgements.none());
      long between = System.nanoTime();
      judge(rails, accepted, judged.judgements());
      long ended = System.nanoTime();
      if (round >= 0) {
        first[round] = (between - begun) / 1e3;
        again[round] = (ended - between) / 1e3;
      }
    }
    System.out.printf(
        "%d connectors: %.1f us each the first time, %.2f us each when nothing has changed;"
            + " median of %d%n",
        connectors, median(first) / connectors, median(again) / connectors, ROUNDS);
  }

  private static GuardRails.Judged judge(GuardRails rails, Accepted accepted, Judgements before) {
    return rails.judge(
        accepted.connectors(),
        accepted.declared().clusters(),
        accepted.declared().grants(),
        before);
  }

  private static double median(double[] micros) {
    double[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
