package io.riparian.connect;

import io.riparian.connect.ConnectCluster.Readiness;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long each expected connector has been missing from a cluster's answers. A worker lists
 * nothing, or a part, until it has read its configuration topic to the end, so a missing name
 * counts as gone only when the worker says that it is ready and lists it again without that name,
 * or, on a worker too old to say so, when two lists at least ten seconds apart agree.
 */
final class Absence {
  static final Duration APART = Duration.ofSeconds(10);

  private final Map<String, Instant> missingSince = new HashMap<>();
  private @Nullable Instant provingSince;

  /**
   * Completes what one worker answered and tells whether the names still missing are really gone.
   *
   * @param worker asked just now, and asked again here when something is missing
   * @param connectors what it answered; connectors that merely had no status yet are added
   */
  boolean confirm(
      ConnectCluster asked,
      Worker worker,
      Instant at,
      Expected expected,
      Map<String, ObservedConnector> connectors) {
    if (!expected.proven() && connectors.keySet().containsAll(expected.names())) {
      forget();
      return true;
    }
    Readiness readiness = worker.isAtLeast(3, 9) ? asked.readiness() : Readiness.CANNOT_TELL;
    asked.connectorsWithoutStatus().forEach(connectors::putIfAbsent);
    note(at, expected, connectors.keySet());
    return switch (readiness) {
      case READY -> true;
      case NOT_READY -> !expected.proven() && missingSince.isEmpty();
      case CANNOT_TELL ->
          Stream.concat(Stream.ofNullable(provingSince), missingSince.values().stream())
              .allMatch(since -> !at.isBefore(since.plus(APART)));
    };
  }

  private void note(Instant at, Expected expected, Set<String> found) {
    Set<String> missing = new TreeSet<>(expected.names());
    missing.removeAll(found);
    missingSince.keySet().retainAll(missing);
    missing.forEach(name -> missingSince.putIfAbsent(name, at));
    if (!expected.proven()) {
      provingSince = null;
    } else if (provingSince == null) {
      provingSince = at;
    }
  }

  /** The names that the last answer lacked. */
  Set<String> missing() {
    return Set.copyOf(missingSince.keySet());
  }

  /** Starts anew: the next answer may come from a worker that has restarted meanwhile. */
  void forget() {
    missingSince.clear();
    provingSince = null;
  }
}
