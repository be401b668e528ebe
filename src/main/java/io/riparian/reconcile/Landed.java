package io.riparian.reconcile;

import io.riparian.ownership.approval.Verdict;
import io.riparian.plan.Change;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.Outcome;
import io.riparian.report.Agreements;
import io.riparian.report.OutcomeReport;
import io.riparian.report.RequestReport;
import io.riparian.report.RequestRow;
import io.riparian.report.RequestStage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a request after it was merged: held, waiting, done, or not. It is worked out anew
 * from what the loops say at the moment, so that nothing is missed that happened meanwhile.
 *
 * @param units where the units of the branch stand
 * @param clusters what each was last walked with
 * @param changed the paths that the request changes, as far as that can be told; asked for only
 *     when something is held
 * @param contains whether a revision came after the merge
 */
record Landed(
    List<UnitStanding> units,
    List<ClusterView> clusters,
    Supplier<Set<String>> changed,
    Predicate<String> contains) {

  /**
   * @param told what was told before
   * @param revision the one in force
   */
  RequestReport of(RequestReport told, String revision) {
    if (!contains.test(revision)) {
      return told.at(RequestStage.WAITING_FOR_APPLY);
    }
    List<UnitStanding> held = held(told);
    if (!held.isEmpty()) {
      return told.with(agreements(held)).at(RequestStage.HELD);
    }
    RequestReport report = told.with(Agreements.NONE);
    for (ClusterView view : clusters) {
      if (view.plan().filter(plan -> contains.test(plan.revision())).isPresent()) {
        report =
            report.after(
                view.cluster().name(), view.outcomes().stream().map(OutcomeReport::of).toList());
      }
    }
    return report.at(
        told.connectors().stream()
            .map(this::fate)
            .max(Comparator.naturalOrder())
            .orElse(Fate.DONE)
            .stage());
  }

  /** The units that hold back something of it. */
  private List<UnitStanding> held(RequestReport told) {
    List<UnitStanding> held = units.stream().filter(UnitStanding::isHeld).toList();
    if (held.isEmpty()) {
      return held;
    }
    Set<String> files =
        Stream.concat(changed.get().stream(), told.connectors().stream().map(RequestRow::file))
            .collect(Collectors.toSet());
    return held.stream().filter(unit -> unit.waiting().stream().anyMatch(files::contains)).toList();
  }

  private static Agreements agreements(List<UnitStanding> held) {
    List<Verdict> verdicts =
        held.stream().map(unit -> new Verdict(unit.unit(), unit.violations())).toList();
    return Agreements.of(verdicts, verdicts, Map.of());
  }

  /** What became of one connector; the last of several is what is told of all. */
  private enum Fate {
    DONE,
    PENDING,
    FAILED;

    RequestStage stage() {
      return switch (this) {
        case DONE -> RequestStage.APPLIED;
        case PENDING -> RequestStage.WAITING_FOR_APPLY;
        case FAILED -> RequestStage.FAILED;
      };
    }
  }

  private Fate fate(RequestRow row) {
    return clusters.stream()
        .filter(view -> view.cluster().name().equals(row.cluster()))
        .findFirst()
        .flatMap(view -> view.plan().map(plan -> fate(plan, view.outcomes(), row.connector())))
        .orElse(Fate.PENDING);
  }

  private Fate fate(ClusterPlan plan, List<Outcome> outcomes, String connector) {
    boolean isDeferred =
        plan.deferrals().stream().map(Deferral::connector).anyMatch(connector::equals);
    if (!contains.test(plan.revision()) || plan.isBlocked() || isDeferred) {
      return Fate.PENDING;
    }
    return plan.changes().stream()
        .filter(change -> change.id().name().equals(connector))
        .map(change -> fate(change, outcomes))
        .max(Comparator.naturalOrder())
        .orElse(Fate.DONE);
  }

  private static Fate fate(Change change, List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.isOf(change))
        .findFirst()
        .map(Landed::fate)
        .orElse(Fate.PENDING);
  }

  private static Fate fate(Outcome outcome) {
    return switch (outcome.result()) {
      case DONE -> Fate.DONE;
      case DEFERRED -> Fate.PENDING;
      case REFUSED, FOREIGN, FAILED -> Fate.FAILED;
    };
  }
}
