package io.riparian.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One look at one cluster. <em>Could not ask</em> is a kind of its own, and is never
 * <em>absent</em>.
 */
public sealed interface Observation {

  String cluster();

  Instant at();

  /** What becomes of it, by its kind: whoever looks at a cluster has to think of both. */
  <R> R fold(Function<Answered, R> ifAnswered, Function<Unanswered, R> ifUnanswered);

  /** The answer, if there is one. */
  default Optional<Answered> answered() {
    return fold(Optional::of, unanswered -> Optional.empty());
  }

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
      connectors = Collections.unmodifiableSortedMap(new TreeMap<>(connectors));
    }

    @Override
    public <R> R fold(Function<Answered, R> ifAnswered, Function<Unanswered, R> ifUnanswered) {
      return ifAnswered.apply(this);
    }
  }

  /**
   * No worker of the cluster could be asked, or the answers cannot be trusted; {@code why} is for
   * people.
   */
  record Unanswered(String cluster, Instant at, Problem problem, String why)
      implements Observation {
    @Override
    public <R> R fold(Function<Answered, R> ifAnswered, Function<Unanswered, R> ifUnanswered) {
      return ifUnanswered.apply(this);
    }
  }

  /** Why a cluster's answer is missing. */
  enum Problem {
    UNREACHABLE,
    UNAUTHORISED,
    BAD_ANSWER,
    WORKERS_DISAGREE
  }
}
