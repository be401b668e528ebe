package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.connect.ClusterWatch;
import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectEndpoint;
import io.riparian.connect.Credential;
import io.riparian.connect.StubConnect;
import io.riparian.connect.WithoutTheDaemon;
import io.riparian.ledger.Birth;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.SqliteLedger;
import io.riparian.plan.Mistakes;
import io.riparian.plan.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the engine costs, each time beside a bare loop in the same process: alternating rounds,
 * medians, and the ratio. Not part of any build; {@code docs/benchmarks.md} has the command and the
 * figures.
 */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class EngineBenchmark {
  private static final int WARM = 5;
  private static final int ROUNDS = 21;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource({"1000, false", "1000, true", "10000, false", "10000, true"})
  void aQuietCycle(int connectors, boolean eachAnswerIsNew) throws Exception {
    try (StubConnect stub = new StubConnect(0);
        ConnectCluster cluster = open(stub)) {
      for (int i = 0; i < connectors; i++) {
        stub.given("payments-orders-" + i);
      }
      ClusterWatch watch = new ClusterWatch("shared", cluster, InstantSource.system());
      watch.glance();
      long[] bare = new long[ROUNDS];
      long[] ours = new long[ROUNDS];
      long calls = 0;
      for (int round = -WARM; round < ROUNDS; round++) {
        if (eachAnswerIsNew) {
          stub.stir();
        }
        get(stub.url() + "/connectors?expand=status"); // so that the stub has it ready for both
        long begun = System.nanoTime();
        int parsed = JSON.readTree(get(stub.url() + "/connectors?expand=status")).size();
        long between = System.nanoTime();
        long before = stub.reads();
        watch.glance();
        long ended = System.nanoTime();
        calls += stub.reads() - before;
        assertThat(parsed).isEqualTo(connectors);
        if (round >= 0) {
          bare[round] = between - begun;
          ours[round] = ended - between;
        }
      }
      System.out.printf(
          "quiet cycle over %d connectors, %s: bare GET and parse %.2f ms, ours %.2f ms, ratio %.2f;"
              + " %.2f GETs and %d writes each%n",
          connectors,
          eachAnswerIsNew ? "each answer another" : "the same answer again",
          median(bare),
          median(ours),
          median(ours) / median(bare),
          calls / (double) (WARM + ROUNDS),
          stub.writes());
      assertThat(stub.writes()).isZero();
    }
  }

  @Test
  void aThousandCreations(@TempDir Path directory) throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      double bare = Double.MAX_VALUE;
      for (int concurrency : List.of(4, 8, 16)) {
        bare = Math.min(bare, bareCreations(concurrency));
      }
      double ours = ourCreations(directory.resolve("ledger-" + run));
      System.out.printf("1,000 creations: bare loop %.0f ms, ours %.0f ms%n", bare, ours);
      ratios.add(bare / ours);
    }
    ratios.sort(Double::compare);
    System.out.printf("ours reach %.0f %% of the bare loop, median of 3%n", 100 * ratios.get(1));
  }

  private double bareCreations(int concurrency) throws Exception {
    ExecutorService hands = Executors.newFixedThreadPool(concurrency);
    try (StubConnect stub = new StubConnect(4)) {
      long begun = System.nanoTime();
      List<Future<Integer>> pending = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        String body =
            "{\"name\":\"payments-%d\",\"config\":{\"connector.class\":\"A\",\"topic\":\"t\"}}"
                .formatted(i);
        pending.add(hands.submit(() -> post(stub.url() + "/connectors", body)));
      }
      for (Future<Integer> one : pending) {
        assertThat(one.get()).isEqualTo(201);
      }
      return (System.nanoTime() - begun) / 1e6;
    } finally {
      hands.shutdown();
    }
  }

  /** Planned, carried out by as many hands as the daemon has, and noted on disk. */
  private double ourCreations(Path kept) throws Exception {
    Branch branch = Branch.oneTeam();
    for (int i = 0; i < 1_000; i++) {
      branch.connector("payments-" + i, "config: {topic: t}");
    }
    ExecutorService hands = Executors.newFixedThreadPool(Pace.DEFAULT.hands());
    try (StubConnect stub = new StubConnect(4);
        ConnectCluster cluster = open(stub);
        Ledger ledger = SqliteLedger.open(kept, "bench")) {
      InstantSource clock = InstantSource.system();
      ledger.begin(
          new Birth(Birth.Kind.FIRST_START, "c0", "bench", clock.instant()), List.of(), List.of());
      Judged judged =
          Judged.of(
              new RevisionReader(ledger, World.KEYS, InstantSource.system())
                  .judge(branch.commit()));
      var shared = judged.desired().clusters().values().iterator().next();
      Chronicle chronicle = new Chronicle(ledger, clock);
      ClusterWatch watch = new ClusterWatch("shared", cluster, clock);
      ClusterWalk walk =
          new ClusterWalk(
              shared,
              watch::observe,
              new io.riparian.plan.Planner(World.KEYS),
              ledger,
              new Beginning(ledger, clock, false),
              chronicle,
              new Settling(clock));
      CircuitBreaker breaker = new CircuitBreaker();
      long begun = System.nanoTime();
      List<Outcome> outcomes =
          walk.walk(
                  "bench",
                  clock.instant(),
                  judged,
                  plan -> {
                    GuardedCluster guarded =
                        new GuardedCluster(
                            shared,
                            cluster,
                            World.KEYS,
                            ledger::applied,
                            Patience.DEFAULT,
                            () -> false,
                            breaker);
                    ChangeApplier one =
                        new ChangeApplier(
                            shared,
                            plan.revision(),
                            guarded,
                            ledger,
                            World.KEYS,
                            clock,
                            Mistakes.UNHEARD);
                    return new Applier(
                            one,
                            hands,
                            new Tempo(Pace.DEFAULT.hands()),
                            breaker,
                            () -> false,
                            InstantSource.system(),
                            chronicle.telling(plan, () -> {}))
                        .apply(plan);
                  })
              .outcomes();
      double millis = (System.nanoTime() - begun) / 1e6;
      assertThat(outcomes).hasSize(1_000).allMatch(it -> it.result() == Outcome.Result.DONE);
      assertThat(stub.size()).isEqualTo(1_000);
      return millis;
    } finally {
      hands.shutdown();
    }
  }

  private static ConnectCluster open(StubConnect stub) {
    return ConnectEndpoint.of(List.of(URI.create(stub.url())), new Credential.None()).open();
  }

  private byte[] get(String url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private int post(String url, String body) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1e6;
  }
}
