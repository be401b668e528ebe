package io.riparian.reconcile;

import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.Evidence;
import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.Unit;
import io.riparian.repo.BranchCommit;
import io.riparian.repo.Signer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the signatures on the branch prove: that each commit which touched a path since it was
 * accepted was made by somebody with an owner's key. An owner may agree afterwards too, by a signed
 * commit whose message names the unit's whole tree.
 */
final class SignedEvidence implements Evidence {
  private final Touching touching;
  private final Map<Unit, UnitTree> now;
  private final BiFunction<Unit, String, String> unitAt;

  /** Asked for at each path of a unit, and the same for all. */
  private final Map<Unit, Set<Approver>> agreed = new HashMap<>();

  /**
   * @param now the trees at the branch's tip
   * @param unitAt names what a unit held at a commit
   */
  SignedEvidence(
      Touching touching, Map<Unit, UnitTree> now, BiFunction<Unit, String, String> unitAt) {
    this.touching = touching;
    this.now = now;
    this.unitAt = unitAt;
  }

  @Override
  public boolean meets(PathChange change, Predicate<Set<Approver>> enough) {
    Unit unit = Unit.of(change.path());
    Set<Approver> afterwards = agreed.computeIfAbsent(unit, this::approvedAsAWhole);
    if (enough.test(afterwards)) {
      return true;
    }
    List<BranchCommit> commits = touching.of(change.path());
    return !commits.isEmpty()
        && commits.stream().allMatch(commit -> enough.test(with(commit, afterwards)));
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
    boolean isAsked =
        touching.since(unit).stream().anyMatch(commit -> commit.approvals().contains(wanted));
    Set<Approver> approvers = new HashSet<>();
    for (BranchCommit commit : isAsked ? touching.since(unit) : List.<BranchCommit>of()) {
      if (commit.approvals().contains(wanted)
          && commit.signer().isPresent()
          && unitAt.apply(unit, commit.id()).equals(tree)) {
        approvers.add(approver(commit.signer().get()));
      } else if (touching.touches(commit, unit)) {
        // Agreed to, taken back, and brought in once more by somebody: that asks again.
        approvers.clear();
      }
    }
    return approvers;
  }

  @Override
  public String proof(Unit unit) {
    String wanted = BranchCommit.agreement(unit.name(), UnitTree.of(now, unit).id());
    return "signed by "
        + touching.since(unit).stream()
            .filter(commit -> commit.approvals().contains(wanted) || touching.touches(commit, unit))
            .map(BranchCommit::signer)
            .flatMap(Optional::stream)
            .map(SignedEvidence::approver)
            .distinct()
            .sorted()
            .map(Approver::toString)
            .collect(Collectors.joining(", "));
  }
}
