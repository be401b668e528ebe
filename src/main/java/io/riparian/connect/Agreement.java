package io.riparian.connect;

import io.riparian.connect.ConnectCluster.Readiness;
import io.riparian.model.WorkerStanding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Whether the URLs of one cluster really lead to one cluster: same Kafka, same connectors. Workers
 * learn of a new connector some milliseconds apart, so one disagreement is doubt and only the
 * second in a row is proof; a worker that is down or still starting has no say.
 */
final class Agreement {
  private int disagreements;
  private SortedMap<String, WorkerStanding> standings = new TreeMap<>();

  /** What became of a comparison. */
  enum Verdict {
    AGREED,
    IN_DOUBT,
    DISAGREED
  }

  /** What one worker says the cluster is. */
  private record View(String kafkaClusterId, SortedSet<String> names) {}

  Verdict compare(List<ConnectCluster> workers) {
    if (workers.size() < 2 || isOneView(workers)) {
      disagreements = 0;
      return Verdict.AGREED;
    }
    disagreements++;
    return disagreements == 1 ? Verdict.IN_DOUBT : Verdict.DISAGREED;
  }

  /** How each worker was when they were compared last, by its host and port. */
  SortedMap<String, WorkerStanding> standings() {
    return Collections.unmodifiableSortedMap(standings);
  }

  private boolean isOneView(List<ConnectCluster> workers) {
    SortedMap<String, WorkerStanding> seen = new TreeMap<>();
    Map<ConnectCluster, View> views = new LinkedHashMap<>();
    for (ConnectCluster worker : workers) {
      try {
        views.put(worker, new View(worker.worker().kafkaClusterId(), worker.names()));
        seen.put(
            worker.toString(), isStarting(worker) ? WorkerStanding.STARTING : WorkerStanding.READY);
      } catch (ConnectFailure silent) {
        // Down: the others speak for the cluster.
        seen.put(worker.toString(), WorkerStanding.AWAY);
      }
    }
    standings = seen;
    if (agree(views)) {
      return true;
    }
    views.keySet().removeIf(worker -> seen.get(worker.toString()) == WorkerStanding.STARTING);
    return agree(views);
  }

  private static boolean agree(Map<ConnectCluster, View> views) {
    return views.values().stream().distinct().count() <= 1;
  }

  private static boolean isStarting(ConnectCluster worker) {
    try {
      return worker.readiness() == Readiness.NOT_READY;
    } catch (ConnectFailure silent) {
      return true;
    }
  }
}
