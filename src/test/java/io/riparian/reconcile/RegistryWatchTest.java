package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.ConnectCluster;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.model.Cluster;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RegistryWatchTest {
  private static final String URL = "http://registry:8081";

  private final List<List<URI>> asked = new ArrayList<>();
  private final Queue<Runnable> pending = new ArrayDeque<>();
  private boolean away;
  private boolean broken;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private RegistryWatch watch = watch("schemaRegistryUrls: ['" + URL + "']", Runnable::run);

  private RegistryWatch watch(String spec, Executor aside) {
    Judged judged =
        Judged.of(
            new RevisionReader(InMemoryLedger.begun(), World.KEYS, InstantSource.system())
                .judge(Branch.oneTeam().cluster("shared", spec).commit()));
    Cluster cluster = Objects.requireNonNull(judged.desired().clusters().get("shared"));
    return new RegistryWatch(cluster, new Door(), aside, () -> now);
  }

  private Optional<Instant> after(Duration time) {
    now = now.plus(time);
    return watch.reach().flatMap(reach -> reach.awaySince(now));
  }

  private boolean isUntold() {
    return watch.reach().orElseThrow().isUntold(now);
  }

  @Test
  void oneThatAnswersIsAskedOnceAMinute() {
    after(Duration.ZERO);
    assertThat(isUntold()).isFalse();
    after(Duration.ofSeconds(59));
    assertThat(asked).containsExactly(List.of(URI.create(URL)));

    after(Duration.ofSeconds(1));
    assertThat(asked).hasSize(2);
  }

  @Test
  void oneThatDoesNotAnswerTwiceIsAwaySinceItWasFirstSeenToBe() {
    away = true;
    Instant since = now;
    assertThat(after(Duration.ZERO)).isEmpty();

    assertThat(after(Duration.ofMinutes(1))).contains(since);
    away = false;
    assertThat(after(Duration.ofMinutes(1))).isEmpty();
    assertThat(isUntold()).isFalse();
  }

  @Test
  void whereNoneIsNamedNobodyIsAsked() {
    watch = watch("bootstrapServers: 'kafka:9092'", Runnable::run);
    away = true;

    assertThat(watch.reach()).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void aMistakeOfOursTellsNothing() {
    away = true;
    Instant since = now;
    after(Duration.ZERO);
    after(Duration.ofMinutes(1));
    broken = true;

    assertThat(after(Duration.ofMinutes(1))).contains(since);
    after(Duration.ofMinutes(3));
    assertThat(after(Duration.ofMinutes(1))).isEmpty();
    assertThat(isUntold()).isTrue();
  }

  @Test
  void nobodyWaitsForALookAndThereIsOneAtATime() {
    watch = watch("schemaRegistryUrls: ['" + URL + "']", pending::add);
    after(Duration.ZERO);
    after(Duration.ofMinutes(2));
    assertThat(pending).hasSize(1);
    assertThat(isUntold()).isTrue();

    pending.remove().run();

    assertThat(isUntold()).isFalse();
    assertThat(pending).hasSize(1);
  }

  @Test
  void aLoopThatEndsAsksNobody() {
    watch =
        watch(
            "schemaRegistryUrls: ['" + URL + "']",
            ending -> {
              throw new RejectedExecutionException();
            });

    assertThat(isUntold()).isTrue();
    assertThat(asked).isEmpty();
  }

  private final class Door implements ConnectDoor {
    @Override
    public ConnectCluster open(Cluster cluster) {
      throw new IllegalStateException("only its registry is looked for");
    }

    @Override
    public boolean isSchemaRegistryAway(Cluster cluster) {
      if (broken) {
        throw new IllegalStateException("nonsense");
      }
      asked.add(cluster.schemaRegistryUrls());
      return away;
    }
  }
}
