package io.riparian.reconcile;

import io.riparian.model.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One loop for each declared cluster. A cluster whose file changed gets a new one, which begins
 * when the old one has ended; one that is declared no more is left as it is.
 */
final class ClusterLoops implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ClusterLoops.class);

  private final Function<Cluster, ClusterLoop> maker;
  private final SortedMap<String, ClusterLoop> running = new TreeMap<>();

  /** Loops that were told to end, until they have: their clusters' next loops wait for them. */
  private final Map<String, ClusterLoop> ending = new HashMap<>();

  private final Map<String, String> problems = new HashMap<>();
  private final ExecutorService waiters =
      Executors.newCachedThreadPool(task -> new Thread(task, "waiter"));
  private boolean closed;

  /**
   * @param maker makes a loop and opens its door, or throws a {@link RuntimeException} that says
   *     why it does not open
   */
  ClusterLoops(Function<Cluster, ClusterLoop> maker) {
    this.maker = maker;
  }

  /** Ends the loops whose clusters are declared otherwise now, or no more. */
  synchronized void endAllBut(Map<String, Cluster> clusters) {
    ending.values().removeIf(loop -> !loop.isAlive());
    problems.keySet().retainAll(clusters.keySet());
    for (ClusterLoop loop : List.copyOf(running.values())) {
      if (!loop.cluster().equals(clusters.get(loop.cluster().name()))) {
        running.remove(loop.cluster().name());
        loop.stop();
        ending.put(loop.cluster().name(), loop);
      }
    }
  }

  /** Wakes the loops of these clusters, and starts those that are missing. */
  synchronized void run(Map<String, Cluster> clusters, String trigger) {
    if (closed) {
      return;
    }
    clusters.forEach(
        (name, cluster) -> {
          ClusterLoop loop = running.get(name);
          if (loop != null) {
            loop.lookAgain(trigger);
          } else {
            start(cluster);
          }
        });
  }

  private void start(Cluster cluster) {
    ClusterLoop loop;
    try {
      loop = maker.apply(cluster);
      problems.remove(cluster.name());
    } catch (RuntimeException unusable) {
      // One door that does not open must not keep the others shut.
      problems.put(cluster.name(), String.valueOf(unusable.getMessage()));
      LOG.errorf("%s: %s", cluster.name(), unusable.getMessage());
      return;
    }
    running.put(cluster.name(), loop);
    loop.startAfter(Optional.ofNullable(ending.get(cluster.name())));
  }

  /** The loop that works on this cluster now. */
  synchronized Optional<ClusterLoop> of(String cluster) {
    return Optional.ofNullable(running.get(cluster));
  }

  void lookAgain(String trigger) {
    all().forEach(loop -> loop.lookAgain(trigger));
  }

  /** What is known of each cluster that has a loop, by name. */
  List<ClusterView> views() {
    return all().stream().map(ClusterLoop::view).toList();
  }

  /** What each loop is doing, also one that has not ended yet. */
  List<Pulse> pulses() {
    return withEnding().stream().filter(ClusterLoop::isAlive).map(ClusterLoop::pulse).toList();
  }

  /** Why a declared cluster has no loop, by cluster. */
  synchronized Map<String, String> problems() {
    return Map.copyOf(problems);
  }

  /**
   * Walks every cluster, and waits for all of it.
   *
   * @return whether all ended within {@code longest}
   */
  boolean walkNow(String trigger, Duration longest) {
    List<CompletableFuture<Boolean>> walks = new ArrayList<>();
    for (ClusterLoop loop : all()) {
      walks.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return loop.walkNow(trigger, longest);
                } catch (InterruptedException stop) {
                  Thread.currentThread().interrupt();
                  return false;
                }
              },
              waiters));
    }
    return walks.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
  }

  boolean areAlive() {
    return all().stream().allMatch(ClusterLoop::isAlive);
  }

  boolean haveEnded() {
    return withEnding().stream().noneMatch(ClusterLoop::isAlive);
  }

  private synchronized List<ClusterLoop> all() {
    return List.copyOf(running.values());
  }

  private synchronized List<ClusterLoop> withEnding() {
    List<ClusterLoop> all = new ArrayList<>(running.values());
    all.addAll(ending.values());
    return all;
  }

  /** Asks them all to end after the calls that are under way; no other one starts. */
  synchronized void stop() {
    closed = true;
    running.values().forEach(ClusterLoop::stop);
  }

  /** Stops, and waits for a while until all have ended. */
  @Override
  public void close() {
    stop();
    withEnding().forEach(ClusterLoop::close);
    waiters.shutdown();
  }
}
