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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What became of a request after it was merged: held, waiting, done, or not. It is worked out anew
 * from what the loops say at the moment, so that nothing is missed that happened meanwhile.
 *
 * @param units where the units of the branch stand
 * @param clusters what each was last walked with
 * @param contains whether a revision came after the merge
 */
record Landed(List<UnitStanding> units, List<ClusterView> clusters, Predicate<String> contains) {

  /**
   * @param told what was told before
   * @param revision the one in force
   */
  RequestReport of(RequestReport told, String revision) {
    if (!contains.test(revision)) {
      return told.at(RequestStage.WAITING_FOR_APPLY);
    }
    Set<String> files =
        told.connectors().stream().map(RequestRow::file).collect(Collectors.toSet());
    List<UnitStanding> held =
        units.stream()
            .filter(UnitStanding::isHeld)
            .filter(unit -> unit.waiting().stream().anyMatch(files::contains))
            .toList();
    if (!held.isEmpty()) {
      return told.with(agreements(held)).at(RequestStage.HELD);
    }
    RequestReport report = told.with(Agreements.NONE);
    boolean pending = false;
    boolean failed = false;
    for (RequestRow row : told.connectors()) {
      Optional<ClusterView> view = view(row.cluster());
      Fate fate =
          view.flatMap(ClusterView::plan)
              .map(plan -> fate(plan, view.get(), row))
              .orElse(Fate.PENDING);
      pending |= fate == Fate.PENDING;
      failed |= fate == Fate.FAILED;
    }
    for (ClusterView view : clusters) {
      if (view.plan().filter(plan -> contains.test(plan.revision())).isPresent()) {
        report =
            report.after(
                view.cluster().name(), view.outcomes().stream().map(OutcomeReport::of).toList());
      }
    }
    return report.at(
        failed
            ? RequestStage.FAILED
            : pending ? RequestStage.WAITING_FOR_APPLY : RequestStage.APPLIED);
  }

  private static Agreements agreements(List<UnitStanding> held) {
    List<Verdict> verdicts =
        held.stream().map(unit -> new Verdict(unit.unit(), unit.violations())).toList();
    return Agreements.of(verdicts, verdicts, Map.of());
  }

  /** What became of one connector. */
  private enum Fate {
    DONE,
    PENDING,
    FAILED
  }

  private Fate fate(ClusterPlan plan, ClusterView view, RequestRow row) {
    if (!contains.test(plan.revision()) || plan.isBlocked()) {
      return Fate.PENDING;
    }
    if (plan.deferrals().stream().map(Deferral::connector).anyMatch(row.connector()::equals)) {
      return Fate.PENDING;
    }
    Fate worst = Fate.DONE;
    for (Change change : plan.changes()) {
      if (change.id().name().equals(row.connector())) {
        Fate fate =
            view.outcomes().stream()
                .filter(outcome -> outcome.isOf(change))
                .findFirst()
                .map(Landed::fate)
                .orElse(Fate.PENDING);
        worst = fate.compareTo(worst) > 0 ? fate : worst;
      }
    }
    return worst;
  }

  private static Fate fate(Outcome outcome) {
    return switch (outcome.result()) {
      case DONE -> Fate.DONE;
      case DEFERRED -> Fate.PENDING;
      case REFUSED, FOREIGN, FAILED -> Fate.FAILED;
    };
  }

  private Optional<ClusterView> view(String cluster) {
    return clusters.stream().filter(view -> view.cluster().name().equals(cluster)).findFirst();
  }
}
