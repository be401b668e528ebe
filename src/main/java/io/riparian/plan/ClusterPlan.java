package io.riparian.plan;

import io.riparian.model.Cluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is to be done on one cluster, as a value: printed, counted, stored, refused or carried out.
 * Carrying it out adds nothing to it.
 *
 * @param revision the commit it was made from
 * @param mode whether the cluster lets us carry it out
 * @param managed how many connectors of this cluster are ours
 * @param agreed the acknowledgements without which it would hold something back
 * @param drift what would undo what moved on the cluster and not in Git, whether it is among the
 *     changes or held back
 * @param beginBy when the windows it was made in close: what has not begun by then waits
 */
public record ClusterPlan(
    String cluster,
    String revision,
    Cluster.Mode mode,
    int managed,
    List<Change> changes,
    List<Deferral> deferrals,
    List<UnmanagedConnector> unmanaged,
    List<Reliance> agreed,
    List<Change> drift,
    Instant beginBy) {

  /** No window closes. */
  public static final Instant AT_ANY_TIME = Instant.MAX;

  public ClusterPlan {
    changes = List.copyOf(changes);
    deferrals = List.copyOf(deferrals);
    unmanaged = List.copyOf(unmanaged);
    agreed = List.copyOf(agreed);
    drift = List.copyOf(drift);
  }

  /** A plan in which nothing has drifted, and that no window closes on. */
  public ClusterPlan(
      String cluster,
      String revision,
      Cluster.Mode mode,
      int managed,
      List<Change> changes,
      List<Deferral> deferrals,
      List<UnmanagedConnector> unmanaged,
      List<Reliance> agreed) {
    this(
        cluster,
        revision,
        mode,
        managed,
        changes,
        deferrals,
        unmanaged,
        agreed,
        List.of(),
        AT_ANY_TIME);
  }

  /** The same plan, with these acknowledgements. */
  ClusterPlan agreedBy(List<Reliance> others) {
    return with(changes, deferrals, others, drift);
  }

  /** The same plan, without the changes for which there is a deferral, and with those. */
  public ClusterPlan deferring(Function<Change, Optional<Deferral>> holding) {
    List<Change> kept = new ArrayList<>();
    List<Deferral> held = new ArrayList<>(deferrals);
    for (Change change : changes) {
      Optional<Deferral> why = holding.apply(change);
      why.ifPresentOrElse(held::add, () -> kept.add(change));
    }
    return with(kept, held, agreed, drift);
  }

  /** The same plan, in which what these changes would undo does not count as drifted. */
  public ClusterPlan withoutDrift(Predicate<Change> undone) {
    return with(changes, deferrals, agreed, drift.stream().filter(undone.negate()).toList());
  }

  /** The first reason why a change of this connector is not made; an operator's order is none. */
  public Optional<Deferral> heldBack(String connector) {
    return deferrals.stream()
        .filter(deferral -> deferral.connector().equals(connector))
        .filter(deferral -> deferral.reason() != DeferralReason.OVERRIDDEN)
        .findFirst();
  }

  private ClusterPlan with(
      List<Change> changes, List<Deferral> deferrals, List<Reliance> agreed, List<Change> drift) {
    return new ClusterPlan(
        cluster, revision, mode, managed, changes, deferrals, unmanaged, agreed, drift, beginBy);
  }

  /** Whether nothing can be said of this cluster beyond why not. */
  public boolean isBlocked() {
    return deferrals.stream().anyMatch(Deferral::coversCluster);
  }

  /** Whether there is nothing to do and nothing held back. */
  public boolean isQuiet() {
    return changes.isEmpty() && deferrals.isEmpty();
  }
}
