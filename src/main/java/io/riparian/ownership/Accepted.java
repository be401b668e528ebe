package io.riparian.ownership;

import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations;
import io.riparian.model.Declarations.BrokenFile;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the ownership rules let through at one revision, and what they refused. A connector that is
 * not among the accepted ones is removed only when {@link #fate} says so.
 *
 * @param refused connectors somebody declares and that are not accepted, with the reason
 * @param declared all that was read: clusters, teams, units, broken files
 * @param diagnostics those of the files and those of ownership, sorted by place; a refusal that
 *     only follows from another mistake is not repeated here
 */
public record Accepted(
    String revision,
    SortedMap<ConnectorId, DeclaredConnector> connectors,
    SortedMap<ConnectorId, Diagnostic> refused,
    Declarations declared,
    Grants grants,
    List<Diagnostic> diagnostics) {

  public Accepted {
    connectors = Collections.unmodifiableSortedMap(new TreeMap<>(connectors));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    diagnostics = Declarations.inOrder(diagnostics);
  }

  /**
   * What became of a connector.
   *
   * @param team whose it was when it was last accepted
   * @param path the file that declared it then
   */
  public Fate fate(ConnectorId id, String team, String path) {
    if (connectors.containsKey(id)) {
      return Fate.ACCEPTED;
    }
    if (refused.containsKey(id)
        || declared.undecided().stream().anyMatch(undecided -> undecided.mayDeclare(id))) {
      return Fate.REFUSED;
    }
    if (declared.broken().containsKey(path)
        || declared.broken().values().stream().anyMatch(file -> mayDeclare(file, id, team))) {
      return Fate.FILE_BROKEN;
    }
    if (!declared.units().contains(team)) {
      return Fate.UNIT_VANISHED;
    }
    if (!declared.isStanding(team)) {
      return Fate.UNIT_UNREADABLE;
    }
    if (grants.of(team).isEmpty()) {
      return Fate.NO_GRANT;
    }
    if (declared.undecidedClusters().contains(id.cluster())) {
      return Fate.CLUSTER_UNDECIDED;
    }
    return declared.clusters().containsKey(id.cluster()) ? Fate.REMOVED : Fate.CLUSTER_VANISHED;
  }

  /** Another team's broken file counts only where that team could take the name over. */
  private boolean mayDeclare(BrokenFile file, ConnectorId id, String team) {
    boolean concerns = file.team().equals(team) || grants.covers(file.team(), id.name());
    return concerns && file.mayDeclare(id.name());
  }
}
