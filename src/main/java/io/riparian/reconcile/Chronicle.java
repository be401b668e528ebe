package io.riparian.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.ledger.CycleRecord;
import io.riparian.ledger.Ledger;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.plan.Outcome;
import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Records and tells what a walk decided and did. A walk that decides what the last one decided, and
 * does nothing, is counted with that one and not worth a line.
 */
final class Chronicle {
  private static final Logger LOG = Logger.getLogger(Chronicle.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger ledger;
  private final InstantSource clock;
  private final Witness witness;
  private final Map<String, CycleScope> underWay = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> lastDeferrals = new HashMap<>();
  private final Map<String, String> lastPlans = new HashMap<>();
  private final Map<String, String> lastRevisions = new HashMap<>();
  private final Map<String, String> applied = new HashMap<>();
  private final Map<Step, Ending> lastEndings = new HashMap<>();

  private final Map<String, Map<Step, Ending>> lastWalks = new HashMap<>();

  private final List<Hearing> hearings = new CopyOnWriteArrayList<>();

  record Step(String cluster, String connector, ChangeKind kind) {
    static Step of(ClusterPlan plan, Outcome outcome) {
      return new Step(plan.cluster(), outcome.connector(), outcome.kind());
    }

    static Step of(Change change) {
      return new Step(change.id().cluster(), change.id().name(), change.kind());
    }
  }

  private record Ending(String revision, Outcome.Result result, String detail) {
    static Ending of(ClusterPlan plan, Outcome outcome) {
      return new Ending(plan.revision(), outcome.result(), outcome.detail());
    }
  }

  Chronicle(Ledger ledger, InstantSource clock) {
    this(ledger, clock, Witness.NONE);
  }

  Chronicle(Ledger ledger, InstantSource clock, Witness witness) {
    this.ledger = ledger;
    this.clock = clock;
    this.witness = new HarmlessWitness(witness);
  }

  /** A cycle begins on this cluster; to be closed by the thread that began it. */
  CycleScope begin(String cluster, String trigger, String revision) {
    String id = UUID.randomUUID().toString();
    String trace = witness.cycleBegins(cluster, id, trigger, revision);
    CycleScope scope =
        new CycleScope(
            cluster,
            id,
            revision,
            trace,
            () -> {
              underWay.remove(cluster);
              witness.cycleIsOver(cluster);
            });
    underWay.put(cluster, scope);
    return scope.enter();
  }

  /** These hands, which work inside the cycle that is under way on this cluster. */
  Executor hands(String cluster, Executor hands) {
    return Optional.ofNullable(underWay.get(cluster))
        .map(scope -> scope.hands(hands))
        .orElse(hands);
  }

  /**
   * Tells of the changes of this plan, while they are carried out.
   *
   * @param forward hears that there is one outcome more
   */
  Telling telling(ClusterPlan plan, Runnable forward) {
    return new Telling() {
      @Override
      public void begins(Change change) {
        witness.changeBegins(change.id(), change.kind(), change.cause());
      }

      @Override
      public void became(Outcome outcome) {
        forward.run();
        tell(plan, outcome);
      }

      @Override
      public void isOver() {
        witness.changeIsOver();
      }
    };
  }

  /** So many drifted that were not known to. */
  void drifted(String cluster, Map<ChangeKind, Long> drifted) {
    drifted.forEach((kind, count) -> witness.drifted(cluster, kind, count));
  }

  /** From now on it hears every outcome. */
  Hearing listen() {
    Hearing hearing = new Hearing(this);
    hearings.add(hearing);
    return hearing;
  }

  void forget(Hearing hearing) {
    hearings.remove(hearing);
  }

  /**
   * What is kept in memory of it changes only once the ledger has it, so that what could not be
   * written is news the next time too.
   */
  synchronized void tell(
      String id, String trigger, Instant started, ClusterPlan plan, List<Outcome> outcomes) {
    outcomes.forEach(outcome -> hear(plan, outcome));
    tellDeferrals(plan);
    String cluster = plan.cluster();
    String planJson = json(PlanReport.cluster(plan));
    boolean isNews = !planJson.equals(lastPlans.get(cluster));
    if (isNews) {
      plan.deferrals()
          .forEach(
              deferral ->
                  LOG.warnf(
                      "%s: %s deferred, %s: %s",
                      deferral.cluster(),
                      deferral.coversCluster() ? "everything" : deferral.connector(),
                      deferral.reason(),
                      deferral.why()));
    }
    Map<Step, Ending> endings = endings(plan, outcomes);
    boolean isEventful =
        !(outcomes.isEmpty() || endings.equals(lastWalks.get(cluster)))
            || outcomes.stream().anyMatch(outcome -> !changedNothing(outcome));
    boolean isNewRevision = !plan.revision().equals(lastRevisions.get(cluster));
    if (!isEventful && !isNews && !isNewRevision) {
      applied(plan, outcomes);
      ledger.repeatCycle(cluster, started);
    } else {
      ledger.recordCycle(
          new CycleRecord(
              id,
              cluster,
              trigger,
              plan.revision(),
              started,
              clock.instant(),
              plan.isQuiet(),
              planJson,
              json(outcomes.stream().map(OutcomeReport::of).toList()),
              applied(plan, outcomes)));
    }
    lastPlans.put(cluster, planJson);
    lastRevisions.put(cluster, plan.revision());
    lastWalks.put(cluster, endings);
    witness.cycleEnds(plan, trigger, Duration.between(started, clock.instant()));
  }

  private static Map<Step, Ending> endings(ClusterPlan plan, List<Outcome> outcomes) {
    Map<Step, Ending> endings = new HashMap<>();
    outcomes.forEach(outcome -> endings.put(Step.of(plan, outcome), Ending.of(plan, outcome)));
    return endings;
  }

  /**
   * The newest revision of which nothing is left to do: drift that is only told counts for none.
   */
  private String applied(ClusterPlan plan, List<Outcome> outcomes) {
    Set<Step> done =
        outcomes.stream()
            .filter(outcome -> outcome.result() == Outcome.Result.DONE)
            .map(outcome -> Step.of(plan, outcome))
            .collect(Collectors.toSet());
    boolean whole =
        plan.deferrals().stream()
                .allMatch(deferral -> deferral.reason() == DeferralReason.DRIFT_REPORTED)
            && plan.changes().stream().map(Step::of).allMatch(done::contains);
    if (whole) {
      applied.put(plan.cluster(), plan.revision());
    }
    return applied.computeIfAbsent(
        plan.cluster(), cluster -> ledger.lastCycle(cluster).map(CycleRecord::applied).orElse(""));
  }

  private void tellDeferrals(ClusterPlan plan) {
    Set<String> now = new HashSet<>();
    Set<String> before = lastDeferrals.getOrDefault(plan.cluster(), Set.of());
    for (Deferral deferral : plan.deferrals()) {
      String what = deferral.reason() + " " + deferral.connector();
      now.add(what);
      if (!before.contains(what)) {
        witness.deferred(deferral);
      }
    }
    lastDeferrals.put(plan.cluster(), now);
  }

  private static boolean changedNothing(Outcome outcome) {
    return switch (outcome.result()) {
      case REFUSED, DEFERRED, FOREIGN -> true;
      case DONE, FAILED -> false;
    };
  }

  /**
   * Records one outcome at once: a kill later in the same cycle does not lose it. What changed
   * nothing, and did so in the same words the last time, was told already.
   */
  private void tell(ClusterPlan plan, Outcome outcome) {
    hear(plan, outcome);
    witness.changed(plan.cluster(), outcome, wasNotDone(plan, outcome));
    if (isToldAlready(plan, outcome)) {
      return;
    }
    LOG.infof(
        "%s/%s: %s (%s) %s in %d ms%s",
        plan.cluster(),
        outcome.connector(),
        outcome.kind(),
        outcome.cause(),
        outcome.result(),
        outcome.millis(),
        outcome.detail().isEmpty() ? "" : ": " + outcome.detail());
    ledger.audit(
        clock.instant(),
        "riparian",
        OutcomeReport.of(outcome).kind(),
        plan.cluster() + "/" + outcome.connector(),
        json(Map.of("revision", plan.revision(), "outcome", OutcomeReport.of(outcome))));
    noteEnding(plan, outcome);
  }

  private synchronized void noteEnding(ClusterPlan plan, Outcome outcome) {
    lastEndings.put(Step.of(plan, outcome), Ending.of(plan, outcome));
  }

  private void hear(ClusterPlan plan, Outcome outcome) {
    hearings.forEach(hearing -> hearing.hear(Step.of(plan, outcome), outcome));
  }

  private synchronized boolean wasNotDone(ClusterPlan plan, Outcome outcome) {
    return Optional.ofNullable(lastEndings.get(Step.of(plan, outcome)))
        .filter(ending -> ending.result() != Outcome.Result.DONE)
        .isPresent();
  }

  private synchronized boolean isToldAlready(ClusterPlan plan, Outcome outcome) {
    return Ending.of(plan, outcome).equals(lastEndings.get(Step.of(plan, outcome)))
        && changedNothing(outcome);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("reports are plain records", impossible);
    }
  }
}
