package io.riparian.model;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One look at one cluster. <em>Could not ask</em> is a kind of its own, and is never
 * <em>absent</em>.
 */
public sealed interface Observation {

  String cluster();

  Instant at();

  /**
   * The cluster answered, whole.
   *
   * @param absenceCounts whether a connector missing here is really gone: the answer came from a
   *     worker that had finished starting, confirmed as {@code SPEC} §4 (<em>Vanishing</em>) asks
   */
  record Answered(
      String cluster,
      Instant at,
      Worker worker,
      SortedMap<String, ObservedConnector> connectors,
      boolean absenceCounts)
      implements Observation {
    public Answered {
      connectors = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(connectors));
    }

    public static Answered of(
        String cluster,
        Instant at,
        Worker worker,
        Map<String, ObservedConnector> connectors,
        boolean absenceCounts) {
      return new Answered(cluster, at, worker, new TreeMap<>(connectors), absenceCounts);
    }
  }

  /**
   * No worker of the cluster could be asked, or the answers cannot be trusted; {@code why} is for
   * people.
   */
  record Unanswered(String cluster, Instant at, Problem problem, String why)
      implements Observation {}

  /** Why a cluster's answer is missing. */
  enum Problem {
    UNREACHABLE,
    UNAUTHORISED,
    BAD_ANSWER,
    WORKERS_DISAGREE
  }
}
