package io.riparian.reconcile;

import io.riparian.health.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether what runs on a cluster gets on, and what the cluster stands on is there.
 *
 * @param stalled what does not, and what to say of it
 * @param isKnown whether it is known of a connector
 * @param getsOn whether a connector was seen to move, or has nothing to move for
 * @param away what it stands on that does not answer, and since when; without what is not asked
 */
record Headway(
    SortedMap<String, Verdict> stalled,
    Predicate<String> isKnown,
    Predicate<String> getsOn,
    SortedMap<String, Instant> away) {
  /** Nothing is known of any. */
  static final Headway UNKNOWN =
      new Headway(new TreeMap<>(), any -> false, any -> false, new TreeMap<>());

  Headway {
    stalled = Collections.unmodifiableSortedMap(new TreeMap<>(stalled));
    away = Collections.unmodifiableSortedMap(new TreeMap<>(away));
  }

  @Override
  public String toString() {
    return "Headway" + stalled.keySet();
  }
}
