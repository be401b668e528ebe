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
import java.util.List;

/**
 * Hears what the loops do, for metrics and traces. Nothing it is told holds an unmasked value, and
 * it has no say: the loops go on whatever it does with it.
 */
public interface Witness {
  Witness NONE = new Witness() {};

  /**
   * A cycle begins.
   *
   * @return the id under which it is traced, for the log; empty text when it is not
   */
  default String cycleBegins(String cluster, String cycle, String trigger, String revision) {
    return "";
  }

  /** A cycle came to its end. */
  default void cycleEnds(ClusterPlan plan, String trigger, Duration took) {}

  /** The cycle that began on this cluster is over, whether it came to its end or broke off. */
  default void cycleIsOver(String cluster) {}

  /** Something is held back that the cycle before did not hold back for this reason. */
  default void deferred(Deferral deferral) {}

  /** So many drifted that were not known to, by the kind of change that would undo it. */
  default void drifted(String cluster, ChangeKind kind, long count) {}

  /** A change begins: the calls that this thread makes from now on are made for it. */
  default void changeBegins(ConnectorId id, ChangeKind kind, Cause cause) {}

  /**
   * A change was tried.
   *
   * @param again whether it was tried before and not done
   */
  default void changed(String cluster, Outcome outcome, boolean again) {}

  /** The change that began on this thread is over, whether it was tried or broke off. */
  default void changeIsOver() {}

  /** Somebody is told something. */
  default void told(Notice notice) {}

  /** What became of a restart that nobody had asked for. */
  default void restarted(RestartOutcome outcome) {}

  /** All of them are told, in this order; the first that traces names the trace. */
  static Witness all(List<Witness> witnesses) {
    return new Witness() {
      @Override
      public String cycleBegins(String cluster, String cycle, String trigger, String revision) {
        return witnesses.stream()
            .map(one -> one.cycleBegins(cluster, cycle, trigger, revision))
            .toList()
            .stream()
            .filter(trace -> !trace.isEmpty())
            .findFirst()
            .orElse("");
      }

      @Override
      public void cycleEnds(ClusterPlan plan, String trigger, Duration took) {
        witnesses.forEach(one -> one.cycleEnds(plan, trigger, took));
      }

      @Override
      public void cycleIsOver(String cluster) {
        witnesses.forEach(one -> one.cycleIsOver(cluster));
      }

      @Override
      public void deferred(Deferral deferral) {
        witnesses.forEach(one -> one.deferred(deferral));
      }

      @Override
      public void drifted(String cluster, ChangeKind kind, long count) {
        witnesses.forEach(one -> one.drifted(cluster, kind, count));
      }

      @Override
      public void changeBegins(ConnectorId id, ChangeKind kind, Cause cause) {
        witnesses.forEach(one -> one.changeBegins(id, kind, cause));
      }

      @Override
      public void changed(String cluster, Outcome outcome, boolean again) {
        witnesses.forEach(one -> one.changed(cluster, outcome, again));
      }

      @Override
      public void changeIsOver() {
        witnesses.forEach(Witness::changeIsOver);
      }

      @Override
      public void told(Notice notice) {
        witnesses.forEach(one -> one.told(notice));
      }

      @Override
      public void restarted(RestartOutcome outcome) {
        witnesses.forEach(one -> one.restarted(outcome));
      }
    };
  }
}
