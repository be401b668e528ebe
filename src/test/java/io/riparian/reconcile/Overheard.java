package io.riparian.reconcile;

import io.riparian.model.ConnectorId;
import io.riparian.plan.Cause;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a witness is told, a line each. */
final class Overheard implements Witness {
  final List<String> lines = new ArrayList<>();

  /** Whether it has a mistake, so that it hears nothing. */
  boolean isBroken;

  private void note(String line) {
    if (isBroken) {
      throw new IllegalStateException("a witness of no use");
    }
    lines.add(line);
  }

  @Override
  public String cycleBegins(String cluster, String cycle, String trigger, String revision) {
    note("begins " + cluster + " " + revision);
    return "trace-1";
  }

  @Override
  public void cycleEnds(ClusterPlan plan, String trigger, Duration took) {
    note("ends " + plan.cluster());
  }

  @Override
  public void cycleIsOver(String cluster) {
    note("over " + cluster);
  }

  @Override
  public void deferred(Deferral deferral) {
    note("deferred " + deferral.connector() + " " + deferral.reason());
  }

  @Override
  public void drifted(String cluster, ChangeKind kind, long count) {
    note("drifted " + count + " " + kind);
  }

  @Override
  public void changeBegins(ConnectorId id, ChangeKind kind, Cause cause) {
    note("changing " + id.name() + " " + kind + " " + cause);
  }

  @Override
  public void changeIsOver() {
    note("change over");
  }

  @Override
  public void changed(String cluster, Outcome outcome, boolean again) {
    note("changed " + outcome.connector() + " " + outcome.result() + (again ? " again" : ""));
  }
}
