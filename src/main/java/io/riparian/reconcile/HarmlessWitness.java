package io.riparian.reconcile;

import io.riparian.model.ConnectorId;
import io.riparian.model.Notice;
import io.riparian.plan.Cause;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.Outcome;
import io.riparian.plan.RestartOutcome;
import java.time.Duration;
import org.jboss.logging.Logger;

/** A witness whose mistakes are logged and stop nothing: what is done goes on, and is recorded. */
record HarmlessWitness(Witness witness) implements Witness {
  private static final Logger LOG = Logger.getLogger(HarmlessWitness.class);

  private static void call(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException mistake) {
      log(mistake);
    }
  }

  private static void log(RuntimeException mistake) {
    LOG.warnf(mistake, "metrics or traces lack something that happened");
  }

  @Override
  public String cycleBegins(String cluster, String cycle, String trigger, String revision) {
    try {
      return witness.cycleBegins(cluster, cycle, trigger, revision);
    } catch (RuntimeException mistake) {
      log(mistake);
      return "";
    }
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

  @Override
  public void told(Notice notice) {
    call(() -> witness.told(notice));
  }

  @Override
  public void restarted(RestartOutcome outcome) {
    call(() -> witness.restarted(outcome));
  }
}
