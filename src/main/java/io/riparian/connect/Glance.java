package io.riparian.connect;

import io.riparian.model.ConnectorStatus;
import io.riparian.model.Observation;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A short look at a cluster: what its connectors are doing, and whether that calls for a long look.
 * It never proves that a connector exists or is gone.
 */
public sealed interface Glance {

  /** Whether a long look should follow at once. */
  boolean asksForALongLook();

  /**
   * The cluster answered.
   *
   * @param surprise what differs from the look before, in a sentence; empty when nothing does
   */
  record Seen(Instant at, SortedMap<String, ConnectorStatus> statuses, String surprise)
      implements Glance {
    public Seen {
      statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }

    @Override
    public boolean asksForALongLook() {
      return !surprise.isEmpty();
    }
  }

  /** Nobody answered; a long look would not fare better. */
  record Blind(Observation.Unanswered unanswered) implements Glance {
    @Override
    public boolean asksForALongLook() {
      return false;
    }
  }
}
