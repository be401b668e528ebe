package io.riparian.reconcile;

import io.riparian.health.Health;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.RunState;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Since when each connector of a cluster has been as it is. It is kept in memory only: what was
 * found so at the first look may be older, and {@link Sighting#isAtLeast} says so.
 */
public record Sightings(Map<String, Sighting> byName, boolean begun) {
  static final Sightings NONE = new Sightings(Map.of(), false);

  /**
   * One connector.
   *
   * @param isAtLeast whether it was found so at the first look, and may have been so before
   */
  public record Sighting(RunState state, Health health, Instant since, boolean isAtLeast) {}

  public Sightings {
    byName = Collections.unmodifiableMap(new TreeMap<>(byName));
  }

  /** After a look: what it says nothing of stays as it was seen last. */
  Sightings saw(Map<String, ConnectorStatus> statuses, Instant at) {
    Map<String, Sighting> next = new TreeMap<>(byName);
    statuses.forEach(
        (name, status) ->
            next.compute(
                name,
                (same, before) -> {
                  Health health = Health.of(status);
                  boolean unchanged =
                      before != null
                          && before.health() == health
                          && before.state() == status.state();
                  return unchanged
                      ? before
                      : new Sighting(status.state(), health, at, before == null && !begun);
                }));
    return new Sightings(next, true);
  }

  /** Without those that are known to be gone. */
  Sightings keeping(Set<String> names) {
    Map<String, Sighting> next = new TreeMap<>(byName);
    next.keySet().retainAll(names);
    return new Sightings(next, begun);
  }
}
