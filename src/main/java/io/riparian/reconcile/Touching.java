package io.riparian.reconcile;

import io.riparian.ownership.approval.Unit;
import io.riparian.repo.BranchCommit;
import io.riparian.repo.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The commits of the branch that a path owes its content to, since it was accepted. What was put
 * back to its accepted content may be forgotten.
 */
final class Touching {
  private final Map<Unit, List<BranchCommit>> commits;
  private final Map<Unit, UnitTree> before;
  private final Function<BranchCommit, Optional<Map<String, Optional<TreeEntry>>>> changes;

  /**
   * @param commits those of the branch since each unit was accepted, oldest first
   * @param before the accepted trees
   * @param changes tells what a commit changed; empty when that cannot be read
   */
  Touching(
      Map<Unit, List<BranchCommit>> commits,
      Map<Unit, UnitTree> before,
      Function<BranchCommit, Optional<Map<String, Optional<TreeEntry>>>> changes) {
    this.commits = commits;
    this.before = before;
    this.changes = changes;
  }

  /** All of them since the unit was accepted, whatever they touch. */
  List<BranchCommit> since(Unit unit) {
    return commits.getOrDefault(unit, List.of());
  }

  boolean touches(BranchCommit commit, Unit unit) {
    return changes
        .apply(commit)
        .map(paths -> paths.keySet().stream().anyMatch(path -> Unit.of(path).equals(unit)))
        .orElse(true);
  }

  List<BranchCommit> of(String path) {
    Unit unit = Unit.of(path);
    Optional<TreeEntry> accepted = UnitTree.of(before, unit).entry(path);
    List<BranchCommit> touching = new ArrayList<>();
    for (BranchCommit commit : since(unit)) {
      Optional<Map<String, Optional<TreeEntry>>> made = changes.apply(commit);
      if (made.isEmpty()) {
        touching.add(unsigned(commit));
        continue;
      }
      Optional<TreeEntry> since = made.get().get(path);
      if (accepted.equals(since)) {
        touching.clear();
      } else if (since != null) {
        touching.add(commit);
      }
    }
    return touching;
  }

  /** What cannot be read may have changed anything, and nobody answers for it. */
  private static BranchCommit unsigned(BranchCommit commit) {
    return new BranchCommit(commit.id(), commit.parent(), Optional.empty(), List.of());
  }
}
