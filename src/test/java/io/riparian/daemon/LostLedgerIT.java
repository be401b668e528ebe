package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.daemon.Door.Answer;
import io.riparian.daemon.Door.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A lost ledger never deletes, re-creates or accepts anything, until an operator says from where.
 */
class LostLedgerIT {
  private static final Manifest ORDERS = connector("payments-orders");
  private static final Manifest REFUNDS = connector("payments-refunds").stopped();
  private static final Manifest CLICKS = connector("payments-clicks").stopped();

  @Test
  void withoutLedgerNothingHappensAndTheBaselineMakesItAsItWas() {
    try (World world = World.ofOneCluster().running(ORDERS, REFUNDS)) {
      String commit = world.daemon().status().path("revision").asText();
      lose(world, "ledger");

      world.daemon().start();

      expectLost(world);
      assertThat(baseline(world, "0123456789012345678901234567890123456789")).isEqualTo(404);
      assertThat(world.daemon().post("/api/v1/baseline", RunningDaemon.NOBODY, "{}").status())
          .isEqualTo(401);
      expectLost(world);

      assertThat(baseline(world, commit)).isEqualTo(200);

      world.daemon().walk().walk();
      assertThat(world.daemon().status().path("standing").asText()).isEqualTo("normal");
      assertThat(world.daemon().syncOf(SHARED, "payments-orders")).isEqualTo("synced");
      assertThat(world.writes()).isEmpty();
      assertThat(baseline(world, commit)).isEqualTo(409);
    }
  }

  @Test
  void commitsAndDriftWaitForTheBaselineAndAreThenAppliedFromThere() {
    try (World world = World.ofOneCluster().running(ORDERS, REFUNDS)) {
      String commit = world.daemon().status().path("revision").asText();
      lose(world, "ledger", "mirror");
      world.curl().delete("payments-orders");
      world.git().remove(REFUNDS).declare(CLICKS).push();

      world.daemon().start();

      expectLost(world);
      assertThat(world.curl().names()).containsOnly("payments-refunds");

      RunningDaemon.Ending ending = world.daemon().riparian("apply", "--accept-baseline", commit);

      assertThat(ending.code()).as(ending.toString()).isZero();
      eventually(
          () ->
              assertThat(world.curl().names()).containsOnly("payments-orders", "payments-clicks"));
    }
  }

  @Test
  void aWorkerThatStillReadsItsTopicsDoesNotMakeALostLedgerAFirstStart() {
    try (World world = World.ofOneCluster().running(ORDERS, REFUNDS)) {
      lose(world, "ledger");
      Door.Fault starting = new StartingWorker();
      world.door().add(starting);

      world.daemon().start();
      eventually(() -> assertThat(world.door().count(Call::isLongLook)).isGreaterThanOrEqualTo(3));
      world.door().remove(starting);

      expectLost(world);
    }
  }

  /** Answers like a worker that has not yet read its configuration topic. */
  private static final class StartingWorker implements Door.Fault {
    @Override
    public Answer after(Call call, Answer answer) {
      if (call.path().equals("/health")) {
        return new Answer(503, "{\"status\":\"starting\",\"message\":\"\"}");
      }
      if (call.path().startsWith("/connectors?")) {
        return new Answer(200, "{}");
      }
      return call.path().equals("/connectors") ? new Answer(200, "[]") : answer;
    }
  }

  private static void expectLost(World world) {
    eventually(() -> assertThat(world.daemon().heldBack(SHARED)).containsOnly("LEDGER_LOST"));
    world.daemon().walk().walk();
    assertThat(world.daemon().status().path("standing").asText()).isEqualTo("ledger-lost");
    assertThat(world.daemon().heldBack(SHARED)).containsOnly("LEDGER_LOST");
    assertThat(world.writes()).isEmpty();
  }

  private static int baseline(World world, String commit) {
    return world
        .daemon()
        .post("/api/v1/baseline", RunningDaemon.OPERATOR, "{\"commit\":\"" + commit + "\"}")
        .status();
  }

  private static void lose(World world, String... parts) {
    world.daemon().stop();
    for (String part : parts) {
      delete(world.daemon().dataDirectory().resolve(part));
    }
    world.forgetCalls();
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
