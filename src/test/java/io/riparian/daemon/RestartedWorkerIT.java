package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static io.riparian.daemon.Manifest.connector;
import static io.riparian.daemon.World.OTHER;
import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riparian.daemon.Door.Answer;
import io.riparian.daemon.Door.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A worker that comes back, or another one in its place: absence is no reason to create. */
class RestartedWorkerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Manifest> FIVE =
      IntStream.range(0, 5).mapToObj(i -> connector("payments-" + i)).toList();

  @Test
  void aWorkerRestartedTwentyTimesNeverLooksLikeOneWithoutConnectors() {
    try (World world = World.ofOneCluster()) {
      world.daemon().set("riparian.poll.short", "200ms").set("riparian.poll.long", "200ms");
      world.running(FIVE);
      List<String> before = world.daemon().changes();
      world.forgetCalls();

      for (int restart = 0; restart < 17; restart++) {
        Restart seen = new Restart();
        world.door().add(seen);
        eventually(() -> assertThat(seen.isOver()).isTrue());
        world.door().remove(seen);
      }
      for (int restart = 0; restart < 3; restart++) {
        world.worker().restart();
      }

      eventually(() -> assertThat(world.daemon().heldBack(SHARED)).isEmpty());
      world.daemon().walk();
      assertThat(world.daemon().changes()).isEqualTo(before);
      assertThat(world.writes()).isEmpty();
    }
  }

  /** What a starting worker shows, one call after the other: nobody, nothing, a part. */
  private static final class Restart implements Door.Fault {
    private final AtomicInteger looks = new AtomicInteger();

    boolean isOver() {
      return looks.get() >= 6;
    }

    @Override
    public @Nullable Answer before(Call call) {
      int look = call.isGlance() || call.isLongLook() ? looks.incrementAndGet() : looks.get();
      if (look <= 2) {
        throw new IllegalStateException("nobody listens yet");
      }
      return null;
    }

    @Override
    public @Nullable Answer after(Call call, Answer answer) {
      if (isOver()) {
        return answer;
      }
      if (call.path().equals("/health")) {
        return new Answer(503, "{\"status\":\"starting\",\"message\":\"\"}");
      }
      return call.path().startsWith("/connectors")
          ? new Answer(answer.status(), withoutSome(answer.body(), looks.get() <= 4 ? 5 : 2))
          : answer;
    }

    /** Two of five are few enough to be created again, if they were really gone. */
    private static String withoutSome(String body, int unread) {
      try {
        JsonNode all = JSON.readTree(body);
        List<String> missing = FIVE.subList(0, unread).stream().map(Manifest::name).toList();
        if (all instanceof ObjectNode object) {
          object.remove(missing);
        } else if (all instanceof ArrayNode array) {
          array.removeIf(name -> missing.contains(name.asText()));
        }
        return all.toString();
      } catch (IOException noJson) {
        throw new UncheckedIOException(noJson);
      }
    }
  }

  @Test
  void anEmptyClusterInThePlaceOfAFullOneGetsNothing() {
    try (World world = World.ofTwoClusters().running(FIVE)) {
      world.forgetCalls();

      world.door(SHARED).leadTo(world.worker(OTHER).url());
      eventually(
          () ->
              assertThat(world.daemon().syncOf(SHARED, "payments-0"))
                  .isEqualTo("CLUSTER_REPLACED"));
      world.daemon().walk().walk();

      assertThat(world.writes()).isEmpty();
      assertThat(world.curl(OTHER).names()).isEmpty();

      world.door(SHARED).leadTo(world.worker(SHARED).url());

      eventually(() -> assertThat(world.daemon().syncOf(SHARED, "payments-0")).isEqualTo("synced"));
      assertThat(world.writes()).isEmpty();
    }
  }

  @Test
  void anotherKafkaClusterBehindTheSameAddressIsRefused() {
    try (World world = World.ofOneCluster().running(FIVE)) {
      Door.Fault otherKafka = new OtherKafka();
      world.forgetCalls();

      world.door().add(otherKafka);
      world.git().declare(connector("payments-0").with("batch.size", "7")).push();
      eventually(() -> assertThat(world.daemon().heldBack(SHARED)).containsOnly("TARGET_CHANGED"));
      world.daemon().walk();
      assertThat(world.writes()).isEmpty();

      world.door().remove(otherKafka);

      eventually(
          () -> assertThat(world.curl().config("payments-0")).containsEntry("batch.size", "7"));
    }
  }

  private static final class OtherKafka implements Door.Fault {
    @Override
    public Answer after(Call call, Answer answer) {
      return call.path().equals("/")
          ? new Answer(
              200, "{\"version\":\"4.3.1\",\"commit\":\"x\",\"kafka_cluster_id\":\"another\"}")
          : answer;
    }
  }
}
