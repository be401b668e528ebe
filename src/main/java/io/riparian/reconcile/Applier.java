package io.riparian.reconcile;

import io.riparian.model.ConnectorId;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.plan.Outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Carries out a plan: the changes of one connector in their order, several connectors side by side,
 * teams taking turns, deletions last. One connector that fails never stops the next, and none is
 * begun once the cluster has stopped answering.
 */
final class Applier {
  static final String SUPERSEDED =
      "a newer commit has arrived, an operator has intervened, or we are stopping";

  private final ChangeApplier one;
  private final Executor hands;
  private final Tempo tempo;
  private final CircuitBreaker breaker;
  private final BooleanSupplier superseded;
  private final InstantSource clock;
  private final Telling told;
  private Strain strain = Strain.NONE;

  /** One broke off, so that nothing more can be noted: nothing more is begun. */
  private volatile boolean broken;

  /**
   * What became of one connector's changes, and how long each took on average.
   *
   * @param broke what kept its last change from an outcome, if anything did
   */
  private record Ended(
      List<Outcome> outcomes, boolean called, Duration took, Optional<Throwable> broke) {}

  /**
   * @param hands works on connectors, as many at once as it is given
   * @param tempo how many that is
   * @param breaker the one through which {@code one} calls
   * @param superseded whether a newer commit has arrived, or an operator has intervened, so that
   *     what has not begun should be planned again
   * @param clock tells whether the window that the plan was made in has closed meanwhile
   * @param told hears of each change when it begins, and of each outcome as soon as it is one
   */
  Applier(
      ChangeApplier one,
      Executor hands,
      Tempo tempo,
      CircuitBreaker breaker,
      BooleanSupplier superseded,
      InstantSource clock,
      Telling told) {
    this.one = one;
    this.hands = hands;
    this.tempo = tempo;
    this.breaker = breaker;
    this.superseded = superseded;
    this.clock = clock;
    this.told = told;
  }

  /**
   * What became of each change of the plan.
   *
   * @throws BrokenOff when nothing can be noted any more; it has the outcomes until then
   */
  List<Outcome> apply(ClusterPlan plan) throws InterruptedException {
    Predicate<Change> deletes = change -> change.kind() == ChangeKind.DELETE;
    List<Outcome> outcomes = new ArrayList<>();
    applyAll(plan, deletes.negate(), outcomes);
    applyAll(plan, deletes, outcomes);
    return outcomes;
  }

  private void applyAll(ClusterPlan plan, Predicate<Change> wanted, List<Outcome> outcomes)
      throws InterruptedException {
    Map<ConnectorId, List<Change>> byConnector = new LinkedHashMap<>();
    plan.changes().stream()
        .filter(wanted)
        .forEach(
            change ->
                byConnector.computeIfAbsent(change.id(), id -> new ArrayList<>()).add(change));
    List<Ended> all = work(inTurns(byConnector.values()), plan.beginBy());
    all.forEach(ended -> outcomes.addAll(ended.outcomes()));
    Optional<Throwable> broke = all.stream().flatMap(ended -> ended.broke().stream()).findFirst();
    if (broke.isPresent()) {
      throw new BrokenOff(outcomes, broke.get());
    }
  }

  /** Begins the next one whenever the tempo lets it, until all have ended. */
  private List<Ended> work(List<List<Change>> turns, Instant beginBy) throws InterruptedException {
    ExecutorCompletionService<Ended> working = new ExecutorCompletionService<>(hands);
    List<Future<Ended>> begun = new ArrayList<>();
    Iterator<List<Change>> next = turns.iterator();
    for (int ended = 0; ended < turns.size(); ended++) {
      while (next.hasNext() && begun.size() - ended < tempo.width()) {
        List<Change> ofOne = next.next();
        begun.add(working.submit(() -> applyUnlessBroken(ofOne, beginBy)));
      }
      measure(working.take(), begun.size() - ended);
    }
    return joinAll(begun);
  }

  private void measure(Future<Ended> ended, int underWay) throws InterruptedException {
    Strain now = breaker.strain();
    Strain met = now.since(strain);
    strain = now;
    try {
      if (ended.get().called()) {
        tempo.ended(underWay, ended.get().took(), met);
      }
    } catch (ExecutionException died) {
      // It is told once the others have ended.
    }
  }

  /** Every team's first connector, then every team's second, and so on. */
  private static List<List<Change>> inTurns(Collection<List<Change>> groups) {
    record Turn(int round, List<Change> changes) {}
    Map<String, Integer> rounds = new HashMap<>();
    List<Turn> turns = new ArrayList<>();
    for (List<Change> changes : groups) {
      turns.add(new Turn(rounds.merge(changes.get(0).team(), 1, Integer::sum), changes));
    }
    turns.sort(Comparator.comparingInt(Turn::round));
    return turns.stream().map(Turn::changes).toList();
  }

  /** All of them, also when one broke: nothing goes on behind the caller's back. */
  private static List<Ended> joinAll(List<Future<Ended>> begun) throws InterruptedException {
    List<Ended> all = new ArrayList<>();
    Optional<ExecutionException> died = Optional.empty();
    for (Future<Ended> future : begun) {
      try {
        all.add(future.get());
      } catch (ExecutionException one) {
        died = died.or(() -> Optional.of(one));
      }
    }
    if (died.isPresent()) {
      throw new IllegalStateException("an applier turns every failure into an outcome", died.get());
    }
    return all;
  }

  private Ended applyUnlessBroken(List<Change> changes, Instant beginBy) {
    boolean whole = false;
    try {
      Ended all = applyInOrder(changes, beginBy);
      whole = all.broke().isEmpty();
      return all;
    } finally {
      broken = broken || !whole;
    }
  }

  private Ended applyInOrder(List<Change> changes, Instant beginBy) {
    long start = System.nanoTime();
    List<Outcome> outcomes = new ArrayList<>();
    Optional<Throwable> broke = Optional.empty();
    int called = 0;
    try {
      boolean goOn = true;
      for (Change change : changes) {
        if (goOn) {
          Optional<String> held = heldBack(called > 0 ? ClusterPlan.AT_ANY_TIME : beginBy);
          called += held.isEmpty() && callsTheCluster(change.kind()) ? 1 : 0;
          if (held.isPresent()) {
            outcomes.add(deferred(change, held.get()));
          } else {
            applyAndTell(change, outcomes);
          }
        } else {
          outcomes.add(deferred(change, "the change before it was not made"));
        }
        goOn = goOn && outcomes.get(outcomes.size() - 1).result() == Result.DONE;
      }
    } catch (RuntimeException | VirtualMachineError | LinkageError nothingMore) {
      // Nothing can be noted any more, or the machine has no memory, stack or class left for it.
      broke = Optional.of(nothingMore);
    }
    Duration all = Duration.ofNanos(System.nanoTime() - start);
    return new Ended(outcomes, called > 0, all.dividedBy(Math.max(1, called)), broke);
  }

  /**
   * @param beginBy when it is too late to begin; what was begun with one connector is ended,
   *     because half of it is what nobody declared
   */
  private Optional<String> heldBack(Instant beginBy) {
    if (broken) {
      return Optional.of("another change broke off; nothing more is begun");
    }
    if (superseded.getAsBoolean()) {
      return Optional.of(SUPERSEDED);
    }
    if (!clock.instant().isBefore(beginBy)) {
      return Optional.of("its window has closed");
    }
    return breaker.isOpen()
        ? Optional.of("the cluster has stopped taking changes; it is looked at again first")
        : Optional.empty();
  }

  private static boolean callsTheCluster(ChangeKind kind) {
    return switch (kind) {
      case CREATE, UPDATE, SET_STATE, DELETE -> true;
      case ADOPT, FORGET, REMEMBER, DISCARD -> false;
    };
  }

  private void applyAndTell(Change change, List<Outcome> outcomes) {
    told.begins(change);
    try {
      applyOne(change, outcomes);
    } finally {
      told.isOver();
    }
  }

  /** What was done counts as an outcome also when it cannot be told. */
  private void applyOne(Change change, List<Outcome> outcomes) {
    long start = System.nanoTime();
    ChangeApplier.Ending ending = one.apply(change);
    long millis = (System.nanoTime() - start) / 1_000_000;
    Outcome outcome =
        new Outcome(
            change.id().name(),
            change.kind(),
            change.cause(),
            ending.result(),
            ending.detail(),
            millis);
    outcomes.add(outcome);
    told.became(outcome);
  }

  private static Outcome deferred(Change change, String why) {
    return new Outcome(change.id().name(), change.kind(), change.cause(), Result.DEFERRED, why, 0);
  }
}
