package io.riparian.reconcile;

import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.Evidence;
import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.Unit;
import io.riparian.repo.BranchCommit;
import io.riparian.repo.Signer;
import io.riparian.repo.TreeEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the signatures on the branch prove: that each commit which touched a path since it was
 * accepted was made by somebody with an owner's key. What was put back to its accepted content may
 * be forgotten. An owner may agree afterwards too, by a signed commit whose message names the
 * unit's whole tree.
 */
final class SignedEvidence implements Evidence {
  private final Map<Unit, List<BranchCommit>> commits;
  private final Map<Unit, UnitTree> before;
  private final Map<Unit, UnitTree> now;
  private final Function<BranchCommit, Optional<Map<String, Optional<TreeEntry>>>> changes;
  private final BiFunction<Unit, String, String> unitAt;

  /** Asked for at each path of a unit, and the same for all. */
  private final Map<Unit, Set<Approver>> agreed = new HashMap<>();

  /**
   * @param commits those of the branch since each unit was accepted, oldest first
   * @param changes tells what a commit changed; empty when that cannot be read
   * @param unitAt names what a unit held at a commit
   */
  SignedEvidence(
      Map<Unit, List<BranchCommit>> commits,
      Map<Unit, UnitTree> before,
      Map<Unit, UnitTree> now,
      Function<BranchCommit, Optional<Map<String, Optional<TreeEntry>>>> changes,
      BiFunction<Unit, String, String> unitAt) {
    this.commits = commits;
    this.before = before;
    this.now = now;
    this.changes = changes;
    this.unitAt = unitAt;
  }

  @Override
  public boolean meets(PathChange change, Predicate<Set<Approver>> enough) {
    Unit unit = Unit.of(change.path());
    Set<Approver> afterwards = agreed.computeIfAbsent(unit, this::approvedAsAWhole);
    if (enough.test(afterwards)) {
      return true;
    }
    List<BranchCommit> touching = touching(unit, change.path());
    return !touching.isEmpty()
        && touching.stream().allMatch(commit -> enough.test(with(commit, afterwards)));
  }

  private static Set<Approver> with(BranchCommit commit, Set<Approver> others) {
    Set<Approver> people = new HashSet<>(others);
    commit.signer().map(SignedEvidence::approver).ifPresent(people::add);
    return people;
  }

  private static Approver approver(Signer signer) {
    return new Approver(signer.name(), signer.fingerprint());
  }

  /** Those who signed that they agree to exactly the tree that the unit has now. */
  private Set<Approver> approvedAsAWhole(Unit unit) {
    String tree = UnitTree.of(now, unit).id();
    String wanted = BranchCommit.agreement(unit.name(), tree);
    boolean isAsked = of(unit).stream().anyMatch(commit -> commit.approvals().contains(wanted));
    Set<Approver> approvers = new HashSet<>();
    for (BranchCommit commit : isAsked ? of(unit) : List.<BranchCommit>of()) {
      if (commit.approvals().contains(wanted)
          && commit.signer().isPresent()
          && unitAt.apply(unit, commit.id()).equals(tree)) {
        approvers.add(approver(commit.signer().get()));
      } else if (touches(commit, unit)) {
        // Agreed to, taken back, and brought in once more by somebody: that asks again.
        approvers.clear();
      }
    }
    return approvers;
  }

  private boolean touches(BranchCommit commit, Unit unit) {
    return changes
        .apply(commit)
        .map(paths -> paths.keySet().stream().anyMatch(path -> Unit.of(path).equals(unit)))
        .orElse(true);
  }

  private List<BranchCommit> of(Unit unit) {
    return commits.getOrDefault(unit, List.of());
  }

  /** The commits that this path owes its content to. */
  private List<BranchCommit> touching(Unit unit, String path) {
    Optional<TreeEntry> accepted = UnitTree.of(before, unit).entry(path);
    List<BranchCommit> touching = new ArrayList<>();
    for (BranchCommit commit : of(unit)) {
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

  /** Whose signatures stand on what changed in a unit, or on the agreement to it. */
  List<Approver> signers(Unit unit) {
    String wanted = BranchCommit.agreement(unit.name(), UnitTree.of(now, unit).id());
    return of(unit).stream()
        .filter(commit -> commit.approvals().contains(wanted) || touches(commit, unit))
        .map(BranchCommit::signer)
        .flatMap(Optional::stream)
        .map(SignedEvidence::approver)
        .distinct()
        .sorted()
        .toList();
  }
}
