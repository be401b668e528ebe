package io.riparian.plan;

import io.riparian.model.ChangeWindow;
import io.riparian.model.ChangeWindows;
import io.riparian.model.ConnectorId;
import io.riparian.model.Hold;
import io.riparian.model.Intervention;
import io.riparian.model.Warrant;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes back from a draft what the hour does not allow. It only ever takes back: nothing is done
 * because of a hold or a window that would not be done without it; and of one connector's changes
 * all wait, or none.
 */
final class Timing {
  private final ClusterFacts facts;
  private final Draft draft;
  private final Instant now;
  private final Map<ChangeKind, ChangeWindows.Verdict> verdicts = new EnumMap<>(ChangeKind.class);

  Timing(ClusterFacts facts, Draft draft) {
    this.facts = facts;
    this.draft = draft;
    this.now = facts.answered().at();
  }

  void enforce() {
    Brakes brakes = new Brakes(facts, Hold.Stop.APPLY);
    owners()
        .forEach(
            (id, team) ->
                draft.attempt(id, () -> brakes.on(id, team).ifPresent(brake -> hold(id, brake))));
    waitForWindows();
    facts
        .overrides()
        .forEach(
            (id, override) ->
                draft.attempt(
                    id, () -> Optional.of(override).filter(this::isOurs).ifPresent(this::tell)));
  }

  /** What stands there of others is no concern of the operator's order. */
  private boolean isOurs(Intervention.StateOverride override) {
    return facts
        .observed(override.id())
        .filter(observed -> !facts.possession(observed).isOurs())
        .isEmpty();
  }

  /** Last, because it holds nothing back; and what only was asked for is not told as done. */
  private void tell(Intervention.StateOverride override) {
    Warrant by = override.warrant();
    String said =
        isAsWanted(override)
            ? "put it from %s to %s".formatted(word(override.declared()), word(override.wanted()))
            : "asks for %s instead of %s"
                .formatted(word(override.wanted()), word(override.declared()));
    draft.deferLast(
        override.id(),
        DeferralReason.OVERRIDDEN,
        "%s %s until %s: %s".formatted(by.actor(), said, by.until(), by.reason()),
        by.until());
  }

  private boolean isAsWanted(Intervention.StateOverride override) {
    return facts
        .observed(override.id())
        .map(seen -> DeclaredPlanning.askedFor(seen, facts.applied(override.id())))
        .filter(state -> state == override.wanted())
        .isPresent();
  }

  private void waitForWindows() {
    Optional<Instant> broken = brokenUntil();
    if (facts.cluster().windows().windows().isEmpty()) {
      return;
    }
    draft
        .writes()
        .forEach((id, writes) -> draft.attempt(id, () -> waitForWindow(id, writes, broken)));
  }

  private void waitForWindow(ConnectorId id, List<Change> writes, Optional<Instant> broken) {
    List<ChangeWindows.Verdict> verdicts =
        writes.stream().map(change -> verdict(change.kind())).toList();
    Optional<ChangeWindows.Verdict> closed =
        verdicts.stream()
            .filter(verdict -> !verdict.isOpen())
            .max(Comparator.comparing(ChangeWindows.Verdict::until));
    if (closed.isPresent() && broken.isEmpty()) {
      waitFor(id, closed.get());
    } else if (closed.isPresent()) {
      draft.beginBy(broken.get());
    } else {
      verdicts.stream()
          .filter(verdict -> !verdict.overrun())
          .map(ChangeWindows.Verdict::until)
          .map(closes -> broken.filter(end -> end.isAfter(closes)).orElse(closes))
          .forEach(draft::beginBy);
    }
  }

  /** Until when windows count as open, if an operator broke the glass. */
  private Optional<Instant> brokenUntil() {
    return facts.recalled().interventions().stream()
        .filter(one -> one.kind() == Intervention.Kind.BREAK_GLASS)
        .filter(one -> one.isOn(facts.cluster().name()) && one.warrant().isInForce(now))
        .map(one -> one.warrant().until())
        .max(Comparator.naturalOrder());
  }

  private ChangeWindows.Verdict verdict(ChangeKind kind) {
    return verdicts.computeIfAbsent(kind, one -> facts.cluster().windows().at(now, ofWindow(one)));
  }

  private static ChangeWindow.Change ofWindow(ChangeKind kind) {
    return switch (kind) {
      case CREATE -> ChangeWindow.Change.CREATE;
      case UPDATE -> ChangeWindow.Change.UPDATE;
      case SET_STATE -> ChangeWindow.Change.STATE;
      case DELETE -> ChangeWindow.Change.DELETE;
      case ADOPT, FORGET, REMEMBER, DISCARD ->
          throw new IllegalStateException("it is no write, and waits for no window: " + kind);
    };
  }

  private void waitFor(ConnectorId id, ChangeWindows.Verdict closed) {
    String opens =
        closed.until().equals(Instant.MAX)
            ? "nobody can tell when it opens"
            : "it opens at " + closed.until();
    draft.deferFirst(
        id,
        DeferralReason.WINDOW_CLOSED,
        "changes of this cluster wait for a window, %s (%s); what waits: %s"
            .formatted(opens, closed.why(), kinds(draft.withdrawWrites(id))),
        closed.until());
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

  private void hold(ConnectorId id, Brake brake) {
    List<Change> waiting = draft.withdrawWrites(id);
    draft.deferFirst(
        id,
        DeferralReason.HELD,
        brake.sentence() + (waiting.isEmpty() ? "" : "; what waits: " + kinds(waiting)),
        brake.until());
  }

  private static String kinds(List<Change> changes) {
    return changes.stream().map(change -> word(change.kind())).collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
