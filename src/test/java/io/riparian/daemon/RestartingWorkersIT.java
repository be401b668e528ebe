package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.daemon.Door.Call;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Workers that end, in order or not, while much is applied to them: no duplicate, no loss. */
class RestartingWorkersIT {
  private static final int CONNECTORS = Integer.getInteger("stress.connectors", 60);
  private static final int RESTARTS = 4;

  @Test
  void everythingIsCreatedOnceThoughTheWorkersRestartInBetween() {
    List<Manifest> connectors =
        IntStream.range(0, CONNECTORS)
            .mapToObj(i -> connector("payments-%03d".formatted(i)).stopped())
            .toList();
    try (World world = World.ofOneCluster().running()) {
      world.git().declare(connectors);
      long begun = System.nanoTime();
      world.git().push();

      for (int restart = 1; restart <= RESTARTS; restart++) {
        awaitCreations(world, CONNECTORS * restart / (RESTARTS + 1));
        restart(world.worker(), restart % 2 == 0);
      }
      awaitCreations(world, CONNECTORS - RESTARTS);
      Set<String> names = connectors.stream().map(Manifest::name).collect(Collectors.toSet());
      eventually(() -> assertThat(world.curl().names()).isEqualTo(names));
      long millis = (System.nanoTime() - begun) / 1_000_000;

      eventually(
          () -> {
            int before = world.writes().size();
            world.daemon().walk();
            assertThat(world.writes()).as("another walk writes nothing").hasSize(before);
            assertThat(world.daemon().status().path("connectors")).hasSize(CONNECTORS);
          });
      assertThat(world.door().creations()).allSatisfy((name, times) -> assertThat(times).isOne());
      assertThat(world.writes()).allMatch(Call::isCreation);
      System.out.printf(
          "%d connectors, %d restarts of the worker: %d ms, %d creations sent, %d answered%n",
          CONNECTORS,
          RESTARTS,
          millis,
          world.door().count(Call::isCreation),
          world.door().creations().size());
    }
  }

  /** Those whose answers were lost are not among them, at most one for each restart. */
  private static void awaitCreations(World world, int creations) {
    for (int reached = 0; reached < creations; ) {
      int next = Math.min(reached + 10, creations);
      eventually(() -> assertThat(world.curl().names()).hasSizeGreaterThanOrEqualTo(next));
      reached = next;
    }
  }

  private static void restart(LocalWorker worker, boolean inOrder) {
    if (inOrder) {
      worker.stop();
    } else {
      worker.kill();
    }
    worker.start();
  }
}
