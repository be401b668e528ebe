package io.riparian.reconcile;

import io.riparian.health.Keeping;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.ToldRequest;
import io.riparian.model.AppliedConnector;
import io.riparian.model.AutoRestart;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.ConnectorKind;
import io.riparian.model.DeclaredConnector;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.UnmanagedConnector;
import io.riparian.repo.FileCommit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose the connectors of one cluster are, and what was done to them, as Git and the ledger say.
 */
final class Whereabouts {
  private final Cluster cluster;
  private final Judged judged;
  private final Ledger ledger;
  private final LastChanges changes;
  private final Map<String, Keeping> known = new HashMap<>();
  private List<ToldRequest> requests = List.of();
  private boolean areRequestsRead;

  Whereabouts(Cluster cluster, Judged judged, Ledger ledger, LastChanges changes) {
    this.cluster = cluster;
    this.judged = judged;
    this.ledger = ledger;
    this.changes = changes;
  }

  /** Whether a file declares it, or it is ours though none does any more. */
  boolean isSomebodys(String connector) {
    return declared(connector).isPresent() || applied(connector).isPresent();
  }

  /** What is nobody's: what another one's mark is on is somebody's. */
  Set<String> unowned(Optional<ClusterPlan> plan) {
    return plan.map(ClusterPlan::unmanaged).orElse(List.of()).stream()
        .filter(found -> found.why() != UnmanagedConnector.Why.FOREIGN_MARK)
        .map(UnmanagedConnector::name)
        .collect(Collectors.toSet());
  }

  /** What is known of one; the same for as long as the look is. */
  Keeping keeping(String connector) {
    return known.computeIfAbsent(connector, this::look);
  }

  private Keeping look(String connector) {
    Optional<DeclaredConnector> declared = declared(connector);
    Optional<AppliedConnector> applied = applied(connector);
    if (declared.isEmpty() && applied.isEmpty()) {
      return Keeping.NOBODYS;
    }
    Optional<FileCommit> last = applied.flatMap(one -> changes.of(one.path(), one.revision()));
    return new Keeping(
        ConnectorKind.UNKNOWN,
        declared
            .map(DeclaredConnector::team)
            .or(() -> applied.map(AppliedConnector::team))
            .orElse(""),
        last.map(FileCommit::at).orElse(null),
        last.map(this::told).orElse(""),
        last.map(this::undo).orElse(""),
        declared.map(DeclaredConnector::runbook).orElse(""),
        declared.map(DeclaredConnector::autoRestart).orElse(AutoRestart.OFF),
        applied.isPresent() && cluster.mode() == Cluster.Mode.MANAGE);
  }

  private String told(FileCommit commit) {
    return "commit %s by %s%s, %s"
        .formatted(commit.id(), commit.author(), request(commit), commit.at());
  }

  private String undo(FileCommit commit) {
    return "Commit %s by %s%s changed it shortly before. To take that back: git revert %s%s"
        .formatted(
            commit.id(),
            commit.author(),
            request(commit),
            commit.isMerge() ? "-m 1 " : "",
            commit.id());
  }

  /** The request to change the branch that became this commit, while one is remembered. */
  private String request(FileCommit commit) {
    return requests().stream()
        .filter(request -> request.mergedAs().equals(commit.id()))
        .map(ToldRequest::number)
        .findFirst()
        .map(number -> " (request " + number + ")")
        .orElse("");
  }

  private List<ToldRequest> requests() {
    if (!areRequestsRead) {
      requests = List.copyOf(ledger.toldRequests().values());
      areRequestsRead = true;
    }
    return requests;
  }

  private Optional<DeclaredConnector> declared(String connector) {
    return Optional.ofNullable(judged.desired().connectors().get(id(connector)));
  }

  private Optional<AppliedConnector> applied(String connector) {
    return ledger.applied(id(connector)).filter(AppliedConnector::isManaged);
  }

  private ConnectorId id(String connector) {
    return new ConnectorId(cluster.name(), connector);
  }
}
