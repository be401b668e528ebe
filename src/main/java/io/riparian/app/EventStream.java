package io.riparian.app;

import io.riparian.model.Notice;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Outcome;
import io.riparian.reconcile.Witness;
import io.riparian.report.OutcomeReport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;

/**
 * What happens, for those who listen. Nobody is waited for: who does not keep up is let go, and
 * begins anew with what is known.
 */
@ApplicationScoped
public class EventStream implements Witness {
  private static final int MOST_WAITING = 1_000;

  private final BroadcastProcessor<Happening> all = BroadcastProcessor.create();

  /** Something that happened. */
  sealed interface Happening {
    /** What becomes of it, by its kind. */
    <R> R fold(
        Function<Told, R> ifTold, Function<Changed, R> ifChanged, Function<Walked, R> ifWalked);

    /** Somebody is told something. */
    record Told(Notice notice) implements Happening {
      @Override
      public <R> R fold(
          Function<Told, R> ifTold, Function<Changed, R> ifChanged, Function<Walked, R> ifWalked) {
        return ifTold.apply(this);
      }
    }

    /** A change was tried. */
    record Changed(String cluster, OutcomeReport outcome) implements Happening {
      @Override
      public <R> R fold(
          Function<Told, R> ifTold, Function<Changed, R> ifChanged, Function<Walked, R> ifWalked) {
        return ifChanged.apply(this);
      }
    }

    /** A cycle came to its end. */
    record Walked(String cluster, String revision, String trigger, boolean quiet)
        implements Happening {
      @Override
      public <R> R fold(
          Function<Told, R> ifTold, Function<Changed, R> ifChanged, Function<Walked, R> ifWalked) {
        return ifWalked.apply(this);
      }

      @Override
      public String toString() {
        return "Walked[" + cluster + "]";
      }
    }
  }

  @Override
  public void told(Notice notice) {
    emit(new Happening.Told(notice));
  }

  @Override
  public void changed(String cluster, Outcome outcome, boolean again) {
    emit(new Happening.Changed(cluster, OutcomeReport.of(outcome)));
  }

  @Override
  public void cycleEnds(ClusterPlan plan, String trigger, Duration took) {
    emit(new Happening.Walked(plan.cluster(), plan.revision(), trigger, plan.isQuiet()));
  }

  /** One after the other, though each cluster has a thread of its own. */
  private synchronized void emit(Happening happening) {
    all.onNext(happening);
  }

  /** From now on. */
  Multi<Happening> listen() {
    return all.onOverflow().buffer(MOST_WAITING);
  }
}
