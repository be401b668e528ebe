package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.cli.sandbox.ScratchDirectory;
import io.riparian.connect.StubConnect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How long the cycles of four clusters take while a fifth one takes calls and never answers, beside
 * how long they take while it answers: alternating windows of one daemon. Not part of any build;
 * {@code docs/benchmarks.md} has the command and the figures.
 */
class HangingClusterBenchmark {
  private static final int CLUSTERS = 5;
  private static final int EACH = 200;
  private static final int ROUNDS = 3;
  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final Pattern OF_OTHERS =
      Pattern.compile("riparian_cycle_seconds_(sum|count)\\{.*cluster=\"c[1-9]\".*} (.+)");

  /** What the cycles of the clusters that answer came to so far. */
  private record Cycles(double seconds, double count) {
    Cycles since(Cycles before) {
      return new Cycles(seconds - before.seconds, count - before.count);
    }

    Cycles and(Cycles more) {
      return new Cycles(seconds + more.seconds, count + more.count);
    }

    double millisEach() {
      return 1000 * seconds / count;
    }
  }

  @Test
  void oneOfFiveHangs() throws InterruptedException {
    List<StubConnect> stubs = new ArrayList<>();
    IntStream.range(0, CLUSTERS).forEach(i -> stubs.add(new StubConnect(0)));
    try (ScratchDirectory directory = ScratchDirectory.temporary("riparian-hanging-");
        TestRepository git = new TestRepository(directory.path().resolve("config.git"));
        RunningDaemon daemon =
            new RunningDaemon(directory.path().resolve("daemon"), git.url(), "hanging")) {
      LargeFleetBenchmark.fill(git, stubs, EACH);
      git.push();
      daemon.set("riparian.poll.short", "250ms").set("riparian.poll.long", "500ms").start();
      for (StubConnect stub : stubs) {
        eventually(() -> assertThat(stub.size()).isEqualTo(EACH));
      }
      window(daemon); // to warm up
      Cycles answering = new Cycles(0, 0);
      Cycles hanging = new Cycles(0, 0);
      for (int round = 0; round < ROUNDS; round++) {
        answering = answering.and(window(daemon));
        stubs.get(0).hang();
        long begun = System.nanoTime();
        eventually(() -> assertThat(activityOfTheFirst(daemon)).contains("no answer yet"));
        System.out.printf(
            "status names the culprit after %d ms: %s%n",
            (System.nanoTime() - begun) / 1_000_000, activityOfTheFirst(daemon));
        hanging = hanging.and(window(daemon));
        stubs.get(0).goOn();
        eventually(() -> assertThat(activityOfTheFirst(daemon)).isEmpty());
      }
      System.out.printf(
          "cycles of the others while all answer: %.0f of %.2f ms; while one hangs: %.0f of %.2f ms;"
              + " ratio %.2f%n",
          answering.count(),
          answering.millisEach(),
          hanging.count(),
          hanging.millisEach(),
          hanging.millisEach() / answering.millisEach());
    } finally {
      stubs.forEach(StubConnect::close);
    }
  }

  private static Cycles window(RunningDaemon daemon) throws InterruptedException {
    Cycles before = cycles(daemon);
    Thread.sleep(WINDOW.toMillis());
    return cycles(daemon).since(before);
  }

  private static Cycles cycles(RunningDaemon daemon) {
    var sums =
        daemon
            .ask("GET", "/q/metrics", RunningDaemon.READER, "")
            .body()
            .lines()
            .map(OF_OTHERS::matcher)
            .filter(Matcher::matches)
            .collect(
                Collectors.groupingBy(
                    found -> found.group(1),
                    Collectors.summingDouble(found -> Double.parseDouble(found.group(2)))));
    return new Cycles(sums.getOrDefault("sum", 0.0), sums.getOrDefault("count", 0.0));
  }

  private static String activityOfTheFirst(RunningDaemon daemon) {
    for (var cluster : daemon.status().path("clusters")) {
      if (cluster.path("name").asText().equals("c0")) {
        return cluster.path("activity").asText();
      }
    }
    throw new AssertionError("c0 is not in the status");
  }
}
