package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.cli.sandbox.ScratchDirectory;
import io.riparian.forge.StagedForge;
import io.riparian.forge.StagedForge.Delivered;
import io.riparian.forge.StagedForge.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * 200 webhooks a second for a minute, about 20 requests, one in a hundred of them forged: what
 * becomes of them, how many plans they cost, and what the daemon keeps. Not part of any build;
 * {@code docs/benchmarks.md} has the command and the figures.
 */
class DeliveryBenchmark {
  private static final int PER_SECOND = 200;
  private static final int SECONDS = 60;
  private static final int REQUESTS = 20;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private final Map<Integer, Integer> answersToForged = new TreeMap<>();

  @Test
  void twoHundredDeliveriesASecond() throws Exception {
    try (ScratchDirectory directory = ScratchDirectory.temporary("riparian-deliveries-");
        TestRepository git = new TestRepository(directory.path().resolve("config.git"));
        StagedForge forge = new StagedForge(Kind.GITHUB);
        RunningDaemon daemon =
            new RunningDaemon(directory.path().resolve("daemon"), git.url(), "deliveries")) {
      open(git, forge);
      forge.settings(directory.path().resolve("keys")).forEach(daemon::set);
      daemon.set("riparian.poll.git", "1h").start();
      eventually(() -> assertThat(forge.comments(REQUESTS)).hasSize(1));
      double looks = looks(daemon);

      List<Long> heaps = deliver(daemon, forge, git.url());
      double plans = looks(daemon) - looks;

      System.out.printf(
          "%d deliveries in %d s about %d requests: answers %s, to forged ones %s; plans %.0f;"
              + " heap after GC %d KB at 10 s, %d KB at %d s, ratio %.2f%n",
          PER_SECOND * SECONDS,
          SECONDS,
          REQUESTS,
          answers,
          answersToForged,
          plans,
          heaps.get(0),
          heaps.get(1),
          SECONDS,
          (double) heaps.get(1) / heaps.get(0));
      assertThat(answersToForged).containsOnlyKeys(401);
      assertThat(answers).containsOnlyKeys(202);
    }
  }

  private static void open(TestRepository git, StagedForge forge) {
    git.put("CODEOWNERS", "* @pat\n").push();
    for (int number = 1; number <= REQUESTS; number++) {
      String head =
          git.put("teams/payments/team.yaml", "# " + number + "\n")
              .request(Kind.GITHUB.headRef(number));
      forge.opens(number, "zoe", head);
    }
  }

  /** The heap after ten seconds and at the end, in KB. */
  private List<Long> deliver(RunningDaemon daemon, StagedForge forge, String repository)
      throws IOException, InterruptedException {
    List<Long> heaps = new ArrayList<>();
    List<CompletableFuture<?>> underWay = new ArrayList<>();
    long begun = System.nanoTime();
    for (int sent = 0; sent < PER_SECOND * SECONDS; sent++) {
      long due = begun + sent * 1_000_000_000L / PER_SECOND;
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      boolean forged = sent % 100 == 99;
      underWay.add(
          send(daemon, forge.change(1 + sent % REQUESTS, repository), forged)
              .thenAccept(status -> count(forged ? answersToForged : answers, status)));
      if (sent == 10 * PER_SECOND) {
        heaps.add(heapAfterCollection(daemon));
      }
    }
    underWay.forEach(CompletableFuture::join);
    heaps.add(heapAfterCollection(daemon));
    return heaps;
  }

  private static void count(Map<Integer, Integer> counts, int status) {
    synchronized (counts) {
      counts.merge(status, 1, Integer::sum);
    }
  }

  private CompletableFuture<Integer> send(
      RunningDaemon daemon, Delivered delivered, boolean forged) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(daemon.url() + delivered.path()))
            .header("Content-Type", "application/json")
            // What was signed is not what comes.
            .POST(HttpRequest.BodyPublishers.ofString(delivered.body() + (forged ? " " : "")));
    delivered.headers().forEach(request::header);
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private static double looks(RunningDaemon daemon) {
    return daemon
        .ask("GET", "/q/metrics", RunningDaemon.READER, "")
        .body()
        .lines()
        .filter(line -> line.startsWith("riparian_request_looks_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static long heapAfterCollection(RunningDaemon daemon)
      throws IOException, InterruptedException {
    diagnose(daemon, "GC.run");
    return diagnose(daemon, "GC.heap_info")
        .lines()
        .filter(line -> line.contains("generation"))
        .map(USED::matcher)
        .filter(Matcher::find)
        .mapToLong(used -> Long.parseLong(used.group(1)))
        .sum();
  }

  private static String diagnose(RunningDaemon daemon, String command)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(daemon.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new UncheckedIOException(new IOException(said));
    }
    return said;
  }
}
