package io.riparian.plan;

import io.riparian.model.ConnectorId;
import io.riparian.model.Hold;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes back from a draft what the hour does not allow. It only ever takes back: nothing is done
 * because of a hold that would not be done without it; and of one connector's changes all wait, or
 * none.
 */
final class Timing {
  private final ClusterFacts facts;
  private final Draft draft;
  private final Instant now;

  Timing(ClusterFacts facts, Draft draft) {
    this.facts = facts;
    this.draft = draft;
    this.now = facts.answered().at();
  }

  void enforce() {
    owners().forEach((id, team) -> brake(id, team).ifPresent(brake -> hold(id, brake)));
  }

  /** Whose each connector is that is declared here, or ours. */
  private Map<ConnectorId, String> owners() {
    Map<ConnectorId, String> owners = new TreeMap<>();
    facts.recalled().applied().values().stream()
        .filter(last -> last.isManaged() && facts.isHere(last.id()))
        .forEach(last -> owners.put(last.id(), last.team()));
    facts.desired().connectors().values().stream()
        .filter(declared -> facts.isHere(declared.id()))
        .forEach(declared -> owners.put(declared.id(), declared.team()));
    return owners;
  }

  /** Of several brakes the one that lasts longest. */
  private Optional<Brake> brake(ConnectorId id, String team) {
    return facts.desired().holds().stream()
        .filter(hold -> hold.stops().contains(Hold.Stop.APPLY))
        .filter(hold -> hold.covers(id, team))
        .map(hold -> Brake.of(hold, facts.recalled().endOf(hold, now)))
        .filter(brake -> brake.until().isAfter(now))
        .max(Comparator.comparing(Brake::until).thenComparing(Brake::by));
  }

  private void hold(ConnectorId id, Brake brake) {
    List<Change> waiting = draft.withdrawWrites(id);
    draft.deferFirst(
        id,
        DeferralReason.HELD,
        brake.sentence() + (waiting.isEmpty() ? "" : "; what waits: " + kinds(waiting)),
        brake.until());
  }

  private static String kinds(List<Change> changes) {
    return changes.stream()
        .map(change -> change.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
