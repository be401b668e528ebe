package io.riparian.plan;

import io.riparian.model.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
    List<Change> drift) {

  public ClusterPlan {
    changes = List.copyOf(changes);
    deferrals = List.copyOf(deferrals);
    unmanaged = List.copyOf(unmanaged);
    agreed = List.copyOf(agreed);
    drift = List.copyOf(drift);
  }

  /** A plan in which nothing has drifted. */
  public ClusterPlan(
      String cluster,
      String revision,
      Cluster.Mode mode,
      int managed,
      List<Change> changes,
      List<Deferral> deferrals,
      List<UnmanagedConnector> unmanaged,
      List<Reliance> agreed) {
    this(cluster, revision, mode, managed, changes, deferrals, unmanaged, agreed, List.of());
  }

  /** The same plan, with these acknowledgements. */
  ClusterPlan agreedBy(List<Reliance> others) {
    return new ClusterPlan(cluster, revision, mode, managed, changes, deferrals, unmanaged, others);
  }

  /** The same plan, without the changes for which there is a deferral, and with those. */
  public ClusterPlan deferring(Function<Change, Optional<Deferral>> holding) {
    List<Change> kept = new ArrayList<>();
    List<Deferral> held = new ArrayList<>(deferrals);
    for (Change change : changes) {
      Optional<Deferral> why = holding.apply(change);
      why.ifPresentOrElse(held::add, () -> kept.add(change));
    }
    return new ClusterPlan(cluster, revision, mode, managed, kept, held, unmanaged, agreed);
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
