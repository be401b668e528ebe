package io.riparian.connect;

import io.riparian.model.ConnectorStatus;
import io.riparian.model.Observation;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A short look at a cluster: what its connectors are doing, and whether that calls for a long look.
 * It never proves that a connector exists or is gone.
 */
public sealed interface Glance {

  /** What becomes of it, by its kind: whoever takes a short look has to think of both. */
  <R> R fold(Function<Seen, R> ifSeen, Function<Blind, R> ifBlind);

  /**
   * The cluster answered.
   *
   * @param surprise what differs from the look before, in a sentence, so that a long look should
   *     follow at once; empty when nothing does
   */
  record Seen(Instant at, SortedMap<String, ConnectorStatus> statuses, String surprise)
      implements Glance {
    public Seen {
      statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }

    @Override
    public <R> R fold(Function<Seen, R> ifSeen, Function<Blind, R> ifBlind) {
      return ifSeen.apply(this);
    }
  }

  /** Nobody answered; a long look would not fare better. */
  record Blind(Observation.Unanswered unanswered) implements Glance {
    @Override
    public <R> R fold(Function<Seen, R> ifSeen, Function<Blind, R> ifBlind) {
      return ifBlind.apply(this);
    }
  }
}
