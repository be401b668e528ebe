package io.riparian.reconcile;

import io.riparian.forge.ChangeRequest;
import io.riparian.forge.ForgeFailure;
import io.riparian.ledger.Ledger;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.ownership.approval.Evidence.Doubt;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Request;
import io.riparian.plan.Change;
import io.riparian.plan.Consequences;
import io.riparian.reconcile.Endorsements.Endorsement;
import io.riparian.repo.FileSet;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.report.Agreements;
import io.riparian.report.PlanReport;
import io.riparian.report.RequestReport;
import io.riparian.report.RequestStage;
import io.riparian.report.Touched;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an open request would do, and whom it asks: the line, walked with the merge result and ended
 * after the plan. Nothing is done, and for a stranger's files no cluster is asked anything.
 */
final class RequestLook {
  private final GitMirror mirror;
  private final Gate gate;
  private final Preview preview;
  private final RequestBook book;
  private final Endorsements endorsements;
  private final Ledger ledger;
  private final Present present;

  RequestLook(
      GitMirror mirror,
      Gate gate,
      Preview preview,
      RequestBook book,
      Endorsements endorsements,
      Ledger ledger,
      Present present) {
    this.mirror = mirror;
    this.gate = gate;
    this.preview = preview;
    this.book = book;
    this.endorsements = endorsements;
    this.ledger = ledger;
    this.present = present;
  }

  /**
   * @throws RepositoryUnreadableException when something of it cannot be had; the request may have
   *     gone on meanwhile
   * @throws ForgeFailure when the forge does not tell what was said of it
   */
  RequestReport of(ChangeRequest request) {
    Judged now =
        present
            .judged()
            .get()
            .orElseThrow(() -> new RepositoryUnreadableException("nothing is in force yet"));
    String branch = mirror.head().orElseThrow();
    book.head(request, mirror);
    Endorsement agreed = agreed(request);
    Optional<? extends FileSet> merged = mirror.merged(branch, request.head());
    return merged.isEmpty()
        ? RequestReport.of(
            request.head(),
            branch,
            RequestStage.CONFLICTING,
            PlanReport.of(request.head(), List.of(), List.of()),
            Touched.of(Set.of(), List.of(), List.of(), Map.of()),
            Consequences.NONE,
            Agreements.of(List.of(), List.of(), agreed.request().weighed()))
        : planned(request, branch, merged.get(), agreed, now);
  }

  /** A forge whose word proves nothing is told so; one that cannot be asked is asked again. */
  private Endorsement agreed(ChangeRequest request) {
    try {
      return endorsements.of(request);
    } catch (ForgeFailure failure) {
      if (failure.kind() != ForgeFailure.Kind.UNRELIABLE) {
        throw failure;
      }
      return new Endorsement(
          new Request(request.head(), List.of(), List.of()),
          Set.of(),
          Optional.of(
              new Doubt(HoldReason.EVIDENCE_UNREADABLE, String.valueOf(failure.getMessage()))));
    }
  }

  private RequestReport planned(
      ChangeRequest request, String branch, FileSet merged, Endorsement agreed, Judged now) {
    // How the branch would change, which is not all that differs from where the request began.
    Set<String> paths =
        new TreeSet<>(
            CommitChanges.between(mirror.tree(branch).byPath(), merged.byPath()).keySet());
    Gate.Outlook outlook = gate.outlook(merged, paths, agreed);
    Preview.Planned planned =
        preview.planned(
            outlook.files(),
            present.clusters().get(),
            present.standing().get(),
            !request.fork() || outlook.vouched());
    List<DeclaredConnector> declared = now.declarations().connectors();
    List<DeclaredConnector> proposed = planned.candidate().declarations().connectors();
    Touched touched =
        Touched.of(paths, declared, proposed, planned.candidate().desired().refused());
    return RequestReport.of(
        request.head(),
        branch,
        RequestStage.OPEN,
        planned
            .report()
            .beyond(present.plan().get(), touched)
            .with(outlook.isAsked() ? PlanReport.NOT_JUDGED : PlanReport.NOT_ASKED),
        touched,
        consequences(planned, touched, declared, proposed),
        Agreements.of(outlook.asked(), outlook.missing(), agreed.request().weighed()));
  }

  private Consequences consequences(
      Preview.Planned planned,
      Touched touched,
      Collection<DeclaredConnector> declared,
      Collection<DeclaredConnector> proposed) {
    List<Change> changes =
        planned.plans().stream()
            .flatMap(plan -> plan.changes().stream())
            .filter(
                change ->
                    touched.files().contains(change.file())
                        || touched.connectors().containsKey(change.id()))
            .toList();
    Map<ConnectorId, String> lastOwners = new HashMap<>();
    changes.stream()
        .map(Change::id)
        .forEach(id -> ledger.lastOwner(id).ifPresent(team -> lastOwners.put(id, team)));
    return Consequences.of(changes, declared, proposed, lastOwners);
  }
}
