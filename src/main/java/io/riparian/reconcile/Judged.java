package io.riparian.reconcile;

import io.riparian.ledger.Accepted;
import io.riparian.manifest.HoldTimes;
import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.plan.Desired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One revision, read and judged: what the ownership rules let through, and what the planner is told
 * of it.
 *
 * @param units where each unit of the branch stands; empty for what is not in force
 * @param toAccept what the ledger is to remember as accepted
 */
public record Judged(
    io.riparian.ownership.Accepted accepted,
    Desired desired,
    List<UnitStanding> units,
    List<Accepted> toAccept,
    List<String> usedReleases) {

  public Judged {
    units = List.copyOf(units);
    toAccept = List.copyOf(toAccept);
    usedReleases = List.copyOf(usedReleases);
  }

  /** Files that are judged by themselves, and not in force. */
  static Judged of(io.riparian.ownership.Accepted accepted) {
    return new Judged(accepted, Desired.of(accepted), List.of(), List.of(), List.of());
  }

  /**
   * What is in force.
   *
   * @param tip the branch's tip, judged by itself, while anything of it is held
   */
  static Judged of(
      io.riparian.ownership.Accepted accepted,
      Admission admission,
      Optional<io.riparian.ownership.Accepted> tip) {
    Desired desired = Desired.of(accepted);
    return new Judged(
        accepted,
        tip.map(desired::keepingWhat).orElse(desired),
        admission.units(),
        admission.accepted(),
        admission.used());
  }

  public Declarations declarations() {
    return accepted.declared();
  }

  /**
   * What is wrong with the files, also by the hour.
   *
   * @param holdTerms since when those holds hold that are in force
   */
  public List<Diagnostic> diagnostics(Map<Hold.Id, HoldTerm> holdTerms, Instant now) {
    List<Diagnostic> all = new ArrayList<>(accepted.diagnostics());
    all.addAll(HoldTimes.check(declarations().holds(), holdTerms, now));
    return Declarations.inOrder(all);
  }

  /** The unit that keeps this connector at its accepted declaration, though Git says another. */
  Optional<UnitStanding> holding(ConnectorId id) {
    return Optional.ofNullable(desired.connectors().get(id))
        .map(connector -> connector.at().file())
        .flatMap(
            file ->
                units.stream()
                    .filter(UnitStanding::isHeld)
                    .filter(unit -> unit.waiting().contains(file))
                    .findFirst());
  }

  /** The branch's tip as it is, before anybody named the commit that evidence counts from. */
  boolean isUnproven() {
    return !units.isEmpty() && toAccept.isEmpty();
  }

  boolean isHolding() {
    return units.stream().anyMatch(UnitStanding::isHeld);
  }
}
