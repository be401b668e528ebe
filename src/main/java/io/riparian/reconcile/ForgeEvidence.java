package io.riparian.reconcile;

import io.riparian.ownership.approval.Approver;
import io.riparian.ownership.approval.Evidence;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.PathChange;
import io.riparian.ownership.approval.Unit;
import io.riparian.repo.BranchCommit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the forge proves: that each commit which touched a path since it was accepted came with a
 * request, holds exactly what that asked for, and was approved by the right people.
 */
final class ForgeEvidence implements Evidence {
  private static final int SHORT = 8;

  private final Touching touching;
  private final Landings landings;

  ForgeEvidence(Touching touching, Landings landings) {
    this.touching = touching;
    this.landings = landings;
  }

  @Override
  public boolean meets(PathChange change, Predicate<Set<Approver>> enough) {
    List<BranchCommit> commits = touching.of(change.path());
    return !commits.isEmpty()
        && commits.stream().allMatch(commit -> isAgreed(commit, change.path(), enough));
  }

  private boolean isAgreed(BranchCommit commit, String path, Predicate<Set<Approver>> enough) {
    return landings.of(commit).stream()
        .anyMatch(landing -> landing.covers(path) && enough.test(landing.approvers()));
  }

  @Override
  public Optional<Doubt> doubt(PathChange change) {
    return touching.of(change.path()).stream()
        .flatMap(commit -> doubt(commit, change.path()).stream())
        .findFirst();
  }

  private Optional<Doubt> doubt(BranchCommit commit, String path) {
    List<Landing> came = landings.of(commit);
    if (came.isEmpty()) {
      return Optional.of(
          new Doubt(HoldReason.NO_REQUEST, "the commit " + brief(commit.id()) + " came with none"));
    }
    if (came.stream().noneMatch(landing -> landing.covers(path))) {
      Landing landing = came.get(0);
      return Optional.of(
          new Doubt(
              HoldReason.CONTENT_NOT_APPROVED,
              "the commit %s differs from %s, which #%d asked for"
                  .formatted(
                      brief(commit.id()),
                      brief(landing.request().head()),
                      landing.request().number())));
    }
    return came.stream().flatMap(landing -> landing.doubt().stream()).findFirst();
  }

  private static String brief(String commit) {
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }

  @Override
  public String proof(Unit unit) {
    return touching.since(unit).stream()
        .filter(commit -> touching.touches(commit, unit))
        .flatMap(commit -> landings.of(commit).stream())
        .map(
            landing ->
                "#%d at %s approved by %s"
                    .formatted(
                        landing.request().number(),
                        landing.request().head(),
                        landing.approvers().stream()
                            .sorted()
                            .map(Approver::toString)
                            .collect(Collectors.joining(", "))))
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
