package io.riparian.reconcile;

import io.riparian.health.Parts;
import io.riparian.health.Verdict;
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
 * @param parts what the cluster stands on and does not answer, without its workers
 */
record Headway(
    SortedMap<String, Verdict> stalled,
    Predicate<String> isKnown,
    Predicate<String> getsOn,
    Parts parts) {
  /** Nothing is known of any. */
  static final Headway UNKNOWN =
      new Headway(new TreeMap<>(), any -> false, any -> false, Parts.ALL_THERE);

  Headway {
    stalled = Collections.unmodifiableSortedMap(new TreeMap<>(stalled));
  }

  @Override
  public String toString() {
    return "Headway" + stalled.keySet();
  }
}
