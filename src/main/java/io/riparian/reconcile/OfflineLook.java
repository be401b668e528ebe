package io.riparian.reconcile;

import io.riparian.manifest.KeyPlaces;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Precedent;
import io.riparian.ownership.approval.Verdict;
import io.riparian.plan.AsApplied;
import io.riparian.plan.Asides;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Consequences;
import io.riparian.repo.FileSet;
import io.riparian.repo.LocalRepository;
import io.riparian.repo.LocalRepository.Merge;
import io.riparian.report.Agreements;
import io.riparian.report.PlanReport;
import io.riparian.report.RequestReport;
import io.riparian.report.RequestStage;
import io.riparian.report.Touched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a request would do, told from the files of two commits alone: what {@link RequestLook} tells
 * with a daemon's knowledge. Nobody is asked, and nothing is remembered; what the base declares is
 * taken for what runs.
 */
public final class OfflineLook {
  private static final int SHORT_ID = 12;

  private final LocalRepository repository;
  private final OwnershipSettings ownership;
  private final Instant now;

  /**
   * @param ownership who owns what; its mode counts for nothing, because no evidence is looked for
   * @param now for what has an end: holds, exceptions from guard rails
   */
  public OfflineLook(LocalRepository repository, OwnershipSettings ownership, Instant now) {
    this.repository = repository;
    this.ownership = ownership;
    this.now = now;
  }

  /**
   * @param base what the request is to be merged into, a commit in full
   * @param head its newest commit, in full
   * @throws io.riparian.repo.RepositoryUnreadableException when something of it cannot be had
   */
  public RequestReport of(String base, String head) {
    Merge merge = repository.merge(base, head);
    return merge
        .files()
        .map(merged -> compared(repository.tree(base), merged, merge.from()))
        .orElseGet(() -> conflicting(base, head, merge));
  }

  private static RequestReport conflicting(String base, String head, Merge merge) {
    return RequestReport.of(
            head,
            base,
            RequestStage.CONFLICTING,
            PlanReport.of(head, List.of(), List.of()),
            Touched.of(Set.of(), List.of(), List.of(), Map.of()),
            Consequences.NONE,
            Agreements.NONE)
        .with(merge.conflicts().stream().map("`%s` has to be merged by hand"::formatted).toList());
  }

  private RequestReport compared(FileSet base, FileSet merged, List<String> from) {
    Reading before = Reading.of(base, Precedent.none(), now);
    Reading after = Reading.of(merged, Precedent.of(before.accepted()), now);
    List<ClusterPlan> plans = AsApplied.plans(before.accepted(), after.accepted(), now);
    List<DeclaredConnector> declared = before.accepted().declared().connectors();
    List<DeclaredConnector> proposed = after.accepted().declared().connectors();
    Set<String> paths =
        new TreeSet<>(CommitChanges.between(base.byPath(), merged.byPath()).keySet());
    Touched touched = Touched.of(paths, declared, proposed, after.accepted().refused());
    PlanReport inForce =
        PlanReport.of(
            base.revision(),
            AsApplied.plans(before.accepted(), before.accepted(), now),
            before.diagnostics(now));
    PlanReport all = PlanReport.of(merged.revision(), plans, diagnostics(before, after, plans));
    PlanReport plan = all.beyond(inForce, touched).with(PlanReport.NOT_JUDGED);
    List<Verdict> asked = new OfflineOwners(base, merged, repository, ownership, now).asked();
    return RequestReport.of(
            merged.revision(),
            base.revision(),
            RequestStage.COMPARED,
            plan,
            touched,
            Consequences.unseen(
                plans.stream().flatMap(one -> one.changes().stream()).toList(), declared, proposed),
            Agreements.of(asked, asked, Map.of()))
        .with(asides(before.accepted(), after.accepted(), plans, from, all, plan));
  }

  private List<Diagnostic> diagnostics(Reading before, Reading after, List<ClusterPlan> plans) {
    List<Diagnostic> all = new ArrayList<>(after.diagnostics(now));
    all.addAll(
        new PlannedMoves(before.accepted())
            .of(after.accepted(), new KeyPlaces(after.files())::of, plans, now));
    return Declarations.inOrder(all);
  }

  private List<String> asides(
      Accepted before,
      Accepted after,
      List<ClusterPlan> plans,
      List<String> from,
      PlanReport all,
      PlanReport told) {
    List<String> asides = new ArrayList<>();
    if (!from.contains(before.revision())) {
      asides.add(
          "the base has gone on since the request was begun, at `%s`: what merging it gives is told"
              .formatted(from.get(0).substring(0, SHORT_ID)));
    }
    asides.addAll(Asides.of(before, after, plans, now));
    if (ownership.file().isEmpty()) {
      asides.add(
          "no ownership file is known of (`--ownership-file`), so that it is not told who must agree");
    }
    int others = all.diagnostics().size() - told.diagnostics().size();
    if (others > 0) {
      asides.add(
          "what is wrong with other files, and was before, is left out (%d); `riparian validate` tells it"
              .formatted(others));
    }
    return asides;
  }
}
