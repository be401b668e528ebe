package io.riparian.reconcile;

import io.riparian.forge.ChangeRequest;
import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.Evidence.Doubt;
import io.riparian.repo.TreeEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How one request came to the branch: by a merge commit, squashed, or rebased. Whoever approved it
 * agreed to what its newest commit changed, and to nothing that came along.
 *
 * @param before what the branch held before it
 * @param after what it held then
 * @param approved what the newest commit of the request holds
 * @param bases what the request was begun from; none when it has nothing in common with the branch
 * @param approvers those whose agreement counts
 * @param doubt why the agreement of people does not count
 */
record Landing(
    ChangeRequest request,
    Map<String, TreeEntry> before,
    Map<String, TreeEntry> after,
    Map<String, TreeEntry> approved,
    List<Map<String, TreeEntry>> bases,
    Set<Approver> approvers,
    Optional<Doubt> doubt) {
  Landing {
    bases = List.copyOf(bases);
    approvers = Set.copyOf(approvers);
  }

  /** Whether what stands at this path is what the request asked for, to the letter. */
  boolean covers(String path) {
    return Objects.equals(before.get(path), after.get(path))
        || (Objects.equals(after.get(path), approved.get(path)) && isAskedFor(path));
  }

  /** An old branch holds old files; those were not asked for. */
  private boolean isAskedFor(String path) {
    return !bases.isEmpty()
        && bases.stream().noneMatch(base -> Objects.equals(base.get(path), approved.get(path)));
  }

  @Override
  public String toString() {
    return "Landing[#" + request.number() + " at " + request.head() + "]";
  }
}
