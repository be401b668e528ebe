package io.riparian.reconcile;

import io.riparian.model.ConnectorId;
import io.riparian.plan.Cause;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.Outcome;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A witness whose mistakes are logged and stop nothing: what is done goes on, and is recorded. */
record HarmlessWitness(Witness witness) implements Witness {
  private static final Logger LOG = Logger.getLogger(HarmlessWitness.class);

  private static void call(Runnable telling) {
    String unused =
        call(
            () -> {
              telling.run();
              return "";
            });
  }

  private static String call(Supplier<String> telling) {
    try {
      return telling.get();
    } catch (RuntimeException mistake) {
      LOG.warnf(mistake, "metrics or traces lack something that happened");
      return "";
    }
  }

  @Override
  public String cycleBegins(String cluster, String cycle, String trigger, String revision) {
    return call(() -> witness.cycleBegins(cluster, cycle, trigger, revision));
  }

  @Override
  public void cycleEnds(ClusterPlan plan, String trigger, Duration took) {
    call(() -> witness.cycleEnds(plan, trigger, took));
  }

  @Override
  public void cycleIsOver(String cluster) {
    call(() -> witness.cycleIsOver(cluster));
  }

  @Override
  public void deferred(Deferral deferral) {
    call(() -> witness.deferred(deferral));
  }

  @Override
  public void drifted(String cluster, ChangeKind kind, long count) {
    call(() -> witness.drifted(cluster, kind, count));
  }

  @Override
  public void changeBegins(ConnectorId id, ChangeKind kind, Cause cause) {
    call(() -> witness.changeBegins(id, kind, cause));
  }

  @Override
  public void changed(String cluster, Outcome outcome, boolean again) {
    call(() -> witness.changed(cluster, outcome, again));
  }

  @Override
  public void changeIsOver() {
    call(witness::changeIsOver);
  }
}
