package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.daemon.Door.Call;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a cluster pays when nothing happens. */
class QuietCycleIT {
  private static final long SHORT_MILLIS = 300;

  @Test
  void aQuietCycleOverTwoHundredConnectorsIsOneGet() {
    List<Manifest> connectors =
        IntStream.range(0, 200).mapToObj(i -> connector("payments-" + i).stopped()).toList();
    try (World world = World.ofOneCluster()) {
      world.daemon().set("riparian.poll.long", "10m");
      world.running(connectors);
      eventually(() -> assertThat(world.curl().names()).hasSize(200));
      world.daemon().walk();
      // A worker may tell what was written last only after the walk has looked.
      world.forgetCalls();
      eventually(
          () -> assertThat(lastOf(world.door().calls(), 2)).hasSize(2).allMatch(Call::isGlance));

      long before = System.nanoTime();
      world.forgetCalls();
      eventually(() -> assertThat(world.door().calls()).hasSizeGreaterThanOrEqualTo(10));
      List<Call> calls = world.door().calls();
      long millis = (System.nanoTime() - before) / 1_000_000;

      assertThat(calls).allMatch(Call::isGlance);
      // A slow machine makes fewer cycles, never more; the pause between two varies by a tenth.
      assertThat(calls.size()).isLessThanOrEqualTo((int) (millis / (SHORT_MILLIS * 0.89)) + 2);
    }
  }

  private static List<Call> lastOf(List<Call> calls, int count) {
    return calls.subList(Math.max(0, calls.size() - count), calls.size());
  }
}
