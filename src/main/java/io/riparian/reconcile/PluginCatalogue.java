package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectFailure;
import io.riparian.ledger.Ledger;
import io.riparian.model.Cluster;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the clusters have installed, and what each plugin takes. A worker is asked with two kinds of
 * GET that run no connector and dial nobody, one at a time for each cluster; what it answered, a
 * refusal too, is kept for a while, so that askers do not burden it; and what it said last is
 * {@linkplain #remembered remembered} for when it may not be asked, or does not answer.
 */
public final class PluginCatalogue {
  /** A plugin is installed with a restart of its worker, and its definition stays what it was. */
  static final Duration DEFINITION_KEPT = Duration.ofMinutes(15);

  static final Duration LIST_KEPT = Duration.ofMinutes(1);
  static final Duration FAILURE_KEPT = Duration.ofSeconds(5);

  private final ConnectDoor door;
  private final InstantSource clock;
  private final PluginMemory memory;
  private final ConcurrentMap<String, Shelf> shelves = new ConcurrentHashMap<>();

  PluginCatalogue(ConnectDoor door, Ledger ledger, InstantSource clock) {
    this.door = door;
    this.memory = new PluginMemory(ledger);
    this.clock = clock;
  }

  /** What the cluster said when it was last asked, without asking it. */
  Installed remembered(Cluster cluster) {
    return memory.of(cluster.name());
  }

  /**
   * Everything installed, in order.
   *
   * @throws ConnectFailure when no worker answers
   * @throws IllegalArgumentException when the daemon lacks the cluster's credential
   */
  public List<Plugin> plugins(Cluster cluster) {
    return shelf(cluster).plugins();
  }

  /**
   * What a class takes, in the version asked for, or else in the last of those installed.
   *
   * @param className in full, or an alias that Connect takes
   * @param version empty for any
   * @return nothing when it is not installed; nobody is asked for its definition then
   * @throws ConnectFailure when no worker answers
   * @throws IllegalArgumentException when the daemon lacks the cluster's credential
   */
  public Optional<PluginConfigDef> definition(Cluster cluster, String className, String version) {
    return shelf(cluster).definition(className, version);
  }

  /** A cluster whose file changed is asked anew. */
  private Shelf shelf(Cluster cluster) {
    return shelves.compute(
        cluster.name(),
        (name, shelf) ->
            shelf != null && shelf.cluster.equals(cluster) ? shelf : new Shelf(cluster));
  }

  /** What was answered, until when it counts. */
  private record Kept<T>(T answer, Instant until) {}

  /** What is known of one cluster. */
  private final class Shelf {
    private final Cluster cluster;
    private final Map<Plugin, Kept<Optional<PluginConfigDef>>> definitions = new HashMap<>();
    private @Nullable Kept<List<Plugin>> plugins;
    private @Nullable Kept<ConnectFailure> failure;

    Shelf(Cluster cluster) {
      this.cluster = cluster;
    }

    synchronized List<Plugin> plugins() {
      Kept<List<Plugin>> known = plugins;
      if (known == null || isOver(known)) {
        known = new Kept<>(ask(ConnectCluster::plugins), clock.instant().plus(LIST_KEPT));
        plugins = known;
        memory.note(cluster.name(), known.answer());
      }
      return known.answer();
    }

    synchronized Optional<PluginConfigDef> definition(String className, String version) {
      return plugins().stream()
          .filter(plugin -> plugin.isCalled(className))
          .filter(plugin -> version.isEmpty() || plugin.version().equals(version))
          .reduce((older, newer) -> newer)
          .flatMap(this::definition);
    }

    private Optional<PluginConfigDef> definition(Plugin plugin) {
      definitions.values().removeIf(PluginCatalogue.this::isOver);
      Kept<Optional<PluginConfigDef>> known = definitions.get(plugin);
      if (known == null) {
        known =
            new Kept<>(
                ask(connect -> connect.configDef(plugin)), clock.instant().plus(DEFINITION_KEPT));
        definitions.put(plugin, known);
        known.answer().ifPresent(told -> memory.note(cluster.name(), told));
      }
      return known.answer();
    }

    private <T> T ask(Function<ConnectCluster, T> question) {
      Kept<ConnectFailure> failed = failure;
      if (failed != null && !isOver(failed)) {
        throw failed.answer();
      }
      try (ConnectCluster connect = door.open(cluster)) {
        return question.apply(connect);
      } catch (ConnectFailure unanswered) {
        failure = new Kept<>(unanswered, clock.instant().plus(FAILURE_KEPT));
        throw unanswered;
      }
    }
  }

  private boolean isOver(Kept<?> kept) {
    return !clock.instant().isBefore(kept.until());
  }
}
