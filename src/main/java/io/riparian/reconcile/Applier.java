package io.riparian.reconcile;

import io.riparian.model.ConnectorId;
import io.riparian.plan.Change;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.plan.Outcome.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Carries out a plan: the changes of one connector in their order, several connectors side by side,
 * teams taking turns, deletions last. One connector that fails never stops the next.
 */
final class Applier {
  private final ChangeApplier one;
  private final ExecutorService hands;
  private final BooleanSupplier superseded;
  private final Consumer<Outcome> told;

  /**
   * @param hands how many connectors are worked on at once
   * @param superseded whether a newer commit has arrived, so that what has not begun should be
   *     planned again
   * @param told hears each outcome as soon as it is one
   */
  Applier(
      ChangeApplier one,
      ExecutorService hands,
      BooleanSupplier superseded,
      Consumer<Outcome> told) {
    this.one = one;
    this.hands = hands;
    this.superseded = superseded;
    this.told = told;
  }

  List<Outcome> apply(ClusterPlan plan) throws InterruptedException {
    Predicate<Change> deletes = change -> change.kind() == ChangeKind.DELETE;
    List<Outcome> outcomes = new ArrayList<>(applyAll(plan.changes(), deletes.negate()));
    outcomes.addAll(applyAll(plan.changes(), deletes));
    return outcomes;
  }

  private List<Outcome> applyAll(List<Change> changes, Predicate<Change> wanted)
      throws InterruptedException {
    Map<ConnectorId, List<Change>> byConnector = new LinkedHashMap<>();
    changes.stream()
        .filter(wanted)
        .forEach(
            change ->
                byConnector.computeIfAbsent(change.id(), id -> new ArrayList<>()).add(change));
    List<Future<List<Outcome>>> pending = new ArrayList<>();
    for (List<Change> ofOne : inTurns(byConnector.values())) {
      pending.add(hands.submit(() -> applyInOrder(ofOne)));
    }
    return joinAll(pending);
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

  /** Waits for all of them, also when one broke: nothing goes on behind the caller's back. */
  private static List<Outcome> joinAll(List<Future<List<Outcome>>> pending)
      throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    Optional<ExecutionException> broken = Optional.empty();
    for (Future<List<Outcome>> future : pending) {
      try {
        outcomes.addAll(future.get());
      } catch (ExecutionException one) {
        broken = broken.or(() -> Optional.of(one));
      }
    }
    if (broken.isPresent()) {
      throw new IllegalStateException(
          "an applier turns every failure into an outcome", broken.get());
    }
    return outcomes;
  }

  private List<Outcome> applyInOrder(List<Change> changes) {
    List<Outcome> outcomes = new ArrayList<>();
    boolean goOn = true;
    for (Change change : changes) {
      Outcome outcome =
          goOn ? applyOne(change) : deferred(change, "the change before it was not made");
      goOn = outcome.result() == Result.DONE;
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private Outcome applyOne(Change change) {
    if (superseded.getAsBoolean()) {
      return deferred(change, "a newer commit has arrived, or we are stopping");
    }
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
    told.accept(outcome);
    return outcome;
  }

  private static Outcome deferred(Change change, String why) {
    return new Outcome(change.id().name(), change.kind(), change.cause(), Result.DEFERRED, why, 0);
  }
}
