package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.health.Position;
import io.riparian.health.Progress;
import io.riparian.health.Verdict;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ObservedConnector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Looks about once a minute whether what runs on one cluster gets on, beside everything else that
 * is done there. Where nothing can be proven, nobody is asked.
 */
final class ProgressWatch {
  private static final Logger LOG = Logger.getLogger(ProgressWatch.class);

  private final Cluster cluster;
  private final ProgressLook look;
  private final Beside beside;
  private final InstantSource clock;

  private Progress progress = Progress.NONE;
  private SortedMap<String, Watched> watched = new TreeMap<>();

  /**
   * @param connect which is asked for the offsets of sources
   * @param door opens its Kafka, anew for each look
   * @param aside runs a look, which may take as long as Connect and Kafka are given for an answer
   */
  ProgressWatch(
      Cluster cluster,
      ConnectCluster connect,
      ConnectDoor door,
      Executor aside,
      InstantSource clock) {
    this.cluster = cluster;
    this.look = new ProgressLook(cluster, connect, door, clock);
    this.beside = new Beside(aside, clock);
    this.clock = clock;
  }

  /**
   * Those that are stalled by the last look, without those that have begun anew since. To be called
   * after each short look, while the cluster answers: it begins a look of its own when one is due,
   * and waits for none.
   *
   * @param observed what runs, as the last full look saw it
   * @param statuses what it does now
   */
  synchronized SortedMap<String, Verdict> stalled(
      Judged judged,
      Map<String, ObservedConnector> observed,
      Map<String, ConnectorStatus> statuses) {
    watched = Watched.of(cluster, judged, observed, statuses);
    forgetOthers();
    if (!watched.isEmpty() || look.kafka().isMissed()) {
      List<Watched> all = List.copyOf(watched.values());
      beside.look(() -> look(all));
    }
    return progress.stalled();
  }

  /** It was restarted: it begins anew. */
  synchronized void beginAnew(String connector) {
    progress = progress.without(connector);
  }

  /** Whether the last look told where this one stands: of any other, its progress is unknown. */
  synchronized boolean isKnown(String connector) {
    return progress.isKnown(connector);
  }

  /** Whether Kafka answers, by the looks at sinks; empty where the cluster's file names none. */
  Optional<Reachability> kafka() {
    return cluster.bootstrapServers().isEmpty() ? Optional.empty() : Optional.of(look.kafka());
  }

  /** Whether this one was seen to move, or has nothing to move for. */
  synchronized boolean getsOn(String connector) {
    return progress.getsOn(connector);
  }

  private void forgetOthers() {
    Map<String, String> runs = new HashMap<>();
    watched.forEach((name, one) -> runs.put(name, one.run()));
    progress = progress.keeping(runs);
  }

  private void look(List<Watched> all) {
    Instant at = clock.instant();
    SortedMap<String, Position> seen = ProgressLook.untold(all);
    try {
      seen = look.at(all);
    } catch (RuntimeException mistake) {
      // Ours: it must not end the thread, and nothing is known.
      LOG.warnf(mistake, "%s: the look at what gets on broke off", cluster.name());
    } finally {
      looked(seen, at);
    }
  }

  private synchronized void looked(SortedMap<String, Position> seen, Instant at) {
    progress = progress.after(seen, at);
    forgetOthers();
  }
}
