package io.riparian.reconcile;

import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.Evidence;
import io.riparian.ownership.approval.PathChange;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who agreed to a request that is not merged: to the paths that it changes, and to no other. */
final class RequestEvidence implements Evidence {
  private final Set<String> paths;
  private final Endorsements.Endorsement agreed;

  RequestEvidence(Set<String> paths, Endorsements.Endorsement agreed) {
    this.paths = Set.copyOf(paths);
    this.agreed = agreed;
  }

  @Override
  public boolean meets(PathChange change, Predicate<Set<Approver>> enough) {
    return paths.contains(change.path()) && enough.test(agreed.approvers());
  }

  @Override
  public Optional<Doubt> doubt(PathChange change) {
    return paths.contains(change.path()) ? agreed.doubt() : Optional.empty();
  }
}
