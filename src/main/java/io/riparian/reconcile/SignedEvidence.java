package io.riparian.reconcile;

import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.Evidence;
import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.Unit;
import io.riparian.repo.BranchCommit;
import io.riparian.repo.Signer;
import io.riparian.repo.TreeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final CommitChanges changes;

  /**
   * @param commits those of the branch since each unit was accepted, oldest first
   */
  SignedEvidence(
      Map<Unit, List<BranchCommit>> commits,
      Map<Unit, UnitTree> before,
      Map<Unit, UnitTree> now,
      CommitChanges changes) {
    this.commits = commits;
    this.before = before;
    this.now = now;
    this.changes = changes;
  }

  @Override
  public boolean meets(PathChange change, Predicate<Set<Approver>> enough) {
    Unit unit = Unit.of(change.path());
    Set<Approver> afterwards = approvedAsAWhole(unit);
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

  static Approver approver(Signer signer) {
    return new Approver(signer.name(), signer.fingerprint());
  }

  /** Those who signed that they agree to exactly the tree that the unit has now. */
  private Set<Approver> approvedAsAWhole(Unit unit) {
    String wanted = unit.name() + " " + UnitTree.of(now, unit).id();
    Set<Approver> approvers = new HashSet<>();
    for (BranchCommit commit : of(unit)) {
      if (commit.approvals().contains(wanted)) {
        commit.signer().map(SignedEvidence::approver).ifPresent(approvers::add);
      }
    }
    return approvers;
  }

  private List<BranchCommit> of(Unit unit) {
    return commits.getOrDefault(unit, List.of());
  }

  /** The commits that this path owes its content to. */
  private List<BranchCommit> touching(Unit unit, String path) {
    Optional<TreeEntry> accepted = UnitTree.of(before, unit).entry(path);
    List<BranchCommit> touching = new ArrayList<>();
    for (BranchCommit commit : of(unit)) {
      CommitChanges.Touch touch = changes.of(commit).get(path);
      if (touch != null && touch.after().equals(accepted)) {
        touching.clear();
      } else if (touch != null) {
        touching.add(commit);
      }
    }
    return touching;
  }

  /** Whose signatures stand on what changed in a unit, or on the agreement to it. */
  List<Approver> signers(Unit unit) {
    String wanted = unit.name() + " " + UnitTree.of(now, unit).id();
    return of(unit).stream()
        .filter(
            commit ->
                commit.approvals().contains(wanted)
                    || changes.of(commit).keySet().stream()
                        .anyMatch(path -> Unit.of(path).equals(unit)))
        .map(BranchCommit::signer)
        .flatMap(Optional::stream)
        .map(SignedEvidence::approver)
        .distinct()
        .sorted()
        .toList();
  }
}
