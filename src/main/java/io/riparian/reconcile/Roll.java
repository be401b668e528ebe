package io.riparian.reconcile;

import io.riparian.ledger.Ledger;
import io.riparian.model.ConnectorId;
import io.riparian.plan.RestartOutcome;
import io.riparian.plan.RestartOutcome.Result;
import io.riparian.plan.RestartPlan;
import io.riparian.plan.RestartPlan.Due;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Carries out an order on one cluster: one connector after the other, each planned again right
 * before, so that a hold that came meanwhile counts. Once one does not come back, what has not
 * begun is left as it is.
 */
final class Roll {
  private static final Logger LOG = Logger.getLogger(Roll.class);

  private final RestartOrder order;
  private final String cluster;
  private final Supplier<RestartPlan> plan;
  private final Restarter restarter;
  private final Supplier<String> stop;
  private final Consumer<ConnectorId> ear;
  private final Ledger ledger;
  private final InstantSource clock;
  private String left = "";

  /**
   * @param plan by what is known now
   * @param stop why nothing more is to be begun, or empty text
   * @param ear hears of each connector that was tried
   */
  Roll(
      RestartOrder order,
      String cluster,
      Supplier<RestartPlan> plan,
      Restarter restarter,
      Supplier<String> stop,
      Consumer<ConnectorId> ear,
      Ledger ledger,
      InstantSource clock) {
    this.order = order;
    this.cluster = cluster;
    this.plan = plan;
    this.restarter = restarter;
    this.stop = stop;
    this.ear = ear;
    this.ledger = ledger;
    this.clock = clock;
  }

  void run() {
    boolean whole = false;
    try {
      RestartPlan first = plan.get();
      order.planned(first);
      first.others().forEach(this::note);
      first.due().forEach(due -> note(restart(due)));
      whole = true;
    } catch (RuntimeException mistake) {
      // Ours, or the ledger's: what cannot be noted is not done.
      LOG.errorf(mistake, "%s: the restarts broke off", cluster);
    } finally {
      if (whole) {
        order.ended(cluster);
      } else {
        order.leave(cluster, "the restarts broke off; the log tells where");
      }
    }
  }

  private RestartOutcome restart(Due due) {
    left = left.isEmpty() ? stop.get() : left;
    if (!left.isEmpty()) {
      return due.became(Result.LEFT, left);
    }
    RestartPlan now = plan.get();
    Optional<Due> still = now.due(due.id());
    if (still.isEmpty()) {
      return now.other(due.id())
          .orElseGet(() -> due.became(Result.LEFT, "it is not concerned any more"));
    }
    RestartOutcome outcome = restarter.restart(still.get(), order.wish().parts());
    ear.accept(due.id());
    left =
        stopsAll(due, outcome)
            ? "nothing more is restarted here, because of %s".formatted(due.id().name())
            : "";
    return outcome;
  }

  /** One that had failed before says nothing of those that had not. */
  private static boolean stopsAll(Due due, RestartOutcome outcome) {
    return switch (outcome.result()) {
      case NOT_BACK -> !due.hadFailed();
      case FAILED -> true;
      case RESTARTED,
          NOTHING_FAILED,
          HELD,
          NOT_OURS,
          ONLY_OBSERVED,
          CLUSTER_HELD_BACK,
          LEFT,
          GONE ->
          false;
    };
  }

  private void note(RestartOutcome outcome) {
    order.became(outcome);
    LOG.infof(
        "%s: restart for %s %s%s",
        outcome.id(),
        order.actor(),
        outcome.result(),
        outcome.why().isEmpty() ? "" : ": " + outcome.why());
    ledger.audit(
        clock.instant(),
        order.actor(),
        "restart",
        outcome.id().toString(),
        Chronicle.json(order.detail(outcome)));
  }
}
