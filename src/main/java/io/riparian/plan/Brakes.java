package io.riparian.plan;

import io.riparian.model.ConnectorId;
import io.riparian.model.Hold;
import io.riparian.model.Intervention;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What keeps connectors of one cluster as they are at this hour: holds, and operators. */
final class Brakes {
  private final ClusterFacts facts;
  private final Hold.Stop what;
  private final Instant now;

  /**
   * @param what is not to happen; an operator's suspension stops everything
   */
  Brakes(ClusterFacts facts, Hold.Stop what) {
    this.facts = facts;
    this.what = what;
    this.now = facts.answered().at();
  }

  /** Of several brakes the one that lasts longest. */
  Optional<Brake> on(ConnectorId id, String team) {
    return Stream.concat(held(id, team), suspended(id))
        .filter(brake -> brake.until().isAfter(now))
        .max(Comparator.comparing(Brake::until).thenComparing(Brake::by));
  }

  private Stream<Brake> held(ConnectorId id, String team) {
    return facts.desired().holds().stream()
        .filter(hold -> hold.stops().contains(what))
        .filter(hold -> hold.covers(id, team))
        .map(hold -> Brake.of(hold, facts.recalled().endOf(hold, now)));
  }

  private Stream<Brake> suspended(ConnectorId id) {
    return facts.recalled().interventions().stream()
        .filter(Intervention.Suspension.class::isInstance)
        .map(Intervention.Suspension.class::cast)
        .filter(suspension -> suspension.covers(id))
        .map(suspension -> Brake.of(suspension.warrant()));
  }
}
