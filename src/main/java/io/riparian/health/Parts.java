package io.riparian.health;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a cluster, and of what it stands on, does not answer. Whatever is in neither answers, or
 * is asked no more.
 *
 * @param away what does not, and since when
 * @param untold of what it is not known
 */
public record Parts(SortedMap<String, Instant> away, Set<String> untold) {
  /** All of it answers. */
  public static final Parts ALL_THERE = new Parts(new TreeMap<>(), Set.of());

  public Parts {
    away = Collections.unmodifiableSortedMap(new TreeMap<>(away));
    untold = Set.copyOf(untold);
  }

  /** And these do not answer either. */
  public Parts with(SortedMap<String, Instant> more) {
    SortedMap<String, Instant> all = new TreeMap<>(away);
    all.putAll(more);
    return new Parts(all, untold);
  }

  /** Whether it is known to answer, or asked no more. */
  boolean isBack(String part) {
    return !away.containsKey(part) && !untold.contains(part);
  }

  @Override
  public String toString() {
    return "Parts" + away.keySet();
  }
}
