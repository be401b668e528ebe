package io.riparian.reconcile;

import io.riparian.health.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether what runs on a cluster gets on.
 *
 * @param stalled what does not, and what to say of it
 * @param isKnown whether it is known of a connector
 * @param getsOn whether a connector was seen to move, or has nothing to move for
 * @param kafkaAwaySince since when its Kafka does not answer; empty while it does, or is not asked
 */
record Headway(
    SortedMap<String, Verdict> stalled,
    Predicate<String> isKnown,
    Predicate<String> getsOn,
    Optional<Instant> kafkaAwaySince) {
  /** Nothing is known of any. */
  static final Headway UNKNOWN =
      new Headway(new TreeMap<>(), any -> false, any -> false, Optional.empty());

  Headway {
    stalled = Collections.unmodifiableSortedMap(new TreeMap<>(stalled));
  }

  @Override
  public String toString() {
    return "Headway" + stalled.keySet();
  }
}
