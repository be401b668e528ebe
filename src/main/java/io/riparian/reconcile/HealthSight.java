package io.riparian.reconcile;

import io.riparian.health.Episode;
import io.riparian.health.Parts;
import io.riparian.health.Progress;
import io.riparian.health.Sight;
import io.riparian.health.Verdict;
import io.riparian.model.ConnectorKind;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import io.riparian.model.Observation;
import io.riparian.model.ObservedConnector;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a look shows of the health of a cluster: of what is somebody's, and what is nobody's. */
final class HealthSight {
  private static final String REFUSED = "refused";
  private static final int SURE = 95;

  private final ClusterView view;
  private final Observation.Answered seen;
  private final Whereabouts whereabouts;
  private final Headway headway;
  private final Map<String, Episode> open;

  /**
   * @param view of which the last full look was answered
   * @param open what goes on of failures, by connector
   */
  HealthSight(
      ClusterView view, Whereabouts whereabouts, Headway headway, Map<String, Episode> open) {
    this.view = view;
    this.seen = view.answered().orElseThrow();
    this.whereabouts = whereabouts;
    this.headway = headway;
    this.open = open;
  }

  /**
   * All of it.
   *
   * @param parts what of the cluster does not answer
   * @param isBusy whether restarts are under way
   */
  Sight sight(Parts parts, boolean isBusy) {
    NavigableMap<String, Verdict> symptoms = refused();
    headway.stalled().forEach(symptoms::putIfAbsent);
    return new Sight(
        view.lastLook(),
        ours(),
        symptoms,
        unsure(),
        absent(),
        parts,
        isBusy,
        name -> whereabouts.keeping(name).ofKind(kind(name)));
  }

  private SortedMap<String, ConnectorStatus> ours() {
    Set<String> unowned = whereabouts.unowned(view.plan());
    SortedMap<String, ConnectorStatus> ours = new TreeMap<>(view.statuses());
    ours.keySet().removeIf(name -> !unowned.contains(name) && !whereabouts.isSomebodys(name));
    return ours;
  }

  /**
   * What runs, and may not work all the same: it has not moved since, or what was refused was not
   * tried again.
   */
  private Set<String> unsure() {
    Set<String> unsure = new TreeSet<>();
    open.forEach(
        (name, episode) -> {
          String rule = episode.failing().rule();
          boolean mayStand =
              (rule.equals(Progress.STALLED) || headway.isKnown().test(name))
                  && !headway.getsOn().test(name);
          if (mayStand || (rule.equals(REFUSED) && !isAsDeclared(name))) {
            unsure.add(name);
          }
        });
    return unsure;
  }

  private boolean isAsDeclared(String name) {
    return view.plan()
        .filter(plan -> !plan.isBlocked() && plan.heldBack(name).isEmpty())
        .filter(plan -> isDone(plan, name))
        .isPresent();
  }

  private boolean isDone(ClusterPlan plan, String name) {
    return plan.changes().stream()
        .filter(change -> change.id().name().equals(name))
        .allMatch(
            change ->
                view.outcomes().stream()
                    .anyMatch(
                        outcome ->
                            outcome.isOf(change) && outcome.result() == Outcome.Result.DONE));
  }

  /** What is declared and not there is on its way, or refused. */
  private Set<String> absent() {
    Set<String> absent = new TreeSet<>();
    if (seen.absenceCounts()) {
      absent.addAll(open.keySet());
      absent.removeAll(seen.connectors().keySet());
      absent.removeAll(view.statuses().keySet());
      absent.removeIf(whereabouts::isSomebodys);
    }
    return absent;
  }

  private ConnectorKind kind(String connector) {
    return Optional.ofNullable(seen.connectors().get(connector))
        .map(ObservedConnector::type)
        .map(ConnectorKind::of)
        .orElse(ConnectorKind.UNKNOWN);
  }

  /**
   * What Connect did not take is not there to fail, and its team has to know of it all the same.
   */
  private NavigableMap<String, Verdict> refused() {
    NavigableMap<String, Verdict> refused = new TreeMap<>();
    view.outcomes().stream()
        .filter(outcome -> outcome.result() == Outcome.Result.REFUSED)
        .forEach(outcome -> refused.putIfAbsent(outcome.connector(), refusal(outcome)));
    return refused;
  }

  private static Verdict refusal(Outcome outcome) {
    return new Verdict(
        new FailureAnswer(
            FailureClass.CONFIGURATION,
            Recipient.TEAM,
            Retry.NO,
            SURE,
            "Mend the configuration with a commit; until then what ran before goes on."),
        REFUSED,
        outcome.detail(),
        List.of());
  }
}
