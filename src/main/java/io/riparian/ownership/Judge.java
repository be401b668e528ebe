package io.riparian.ownership;

import static io.riparian.ownership.OwnershipRule.CLUSTER_UNKNOWN;
import static io.riparian.ownership.OwnershipRule.NO_GRANT;
import static io.riparian.ownership.OwnershipRule.UNDECIDED;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations;
import io.riparian.model.Declarations.Undecided;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The judgement of a whole repository by containment and claims. When something cannot be decided
 * the answer is no, and no never means gone.
 */
public final class Judge {
  private final Declarations declarations;
  private final Grants grants;
  private final Containment containment;
  private final NavigableMap<ConnectorId, Diagnostic> refused = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Judge(Declarations declarations) {
    this.declarations = declarations;
    this.grants = Grants.of(declarations);
    this.containment = new Containment(grants);
  }

  /**
   * Judges what the files declare.
   *
   * @param before what was accepted before, and stands against what comes later
   */
  public static Accepted judge(String revision, Declarations declarations, Precedent before) {
    return new Judge(declarations).judge(revision, before);
  }

  private Accepted judge(String revision, Precedent before) {
    diagnostics.addAll(declarations.diagnostics());
    diagnostics.addAll(grants.diagnostics());
    teamsWithoutGrant();
    declarations.undecided().forEach(this::refuseUndecided);
    List<DeclaredConnector> contained =
        declarations.connectors().stream().filter(this::isContained).toList();
    Claims names = new Claims(declarations, before.owners());
    names.settle(contained);
    GroupClaims groups = new GroupClaims(declarations, grants, before);
    groups.settle(names);
    SortedMap<ConnectorId, DeclaredConnector> accepted = new TreeMap<>(names.accepted());
    accepted.keySet().removeAll(groups.refused().keySet());
    names.refused().forEach(refused::putIfAbsent);
    groups.refused().forEach(refused::putIfAbsent);
    refused.keySet().removeAll(accepted.keySet());
    diagnostics.addAll(names.diagnostics());
    diagnostics.addAll(groups.diagnostics());
    return new Accepted(revision, accepted, refused, declarations, grants, diagnostics);
  }

  private void teamsWithoutGrant() {
    declarations
        .teams()
        .values()
        .forEach(
            team -> {
              if (!declarations.grants().containsKey(team.name())
                  && !declarations.undecidedGrants().contains(team.name())) {
                diagnostics.add(noGrant(team.name(), team.at()));
              }
            });
  }

  private static Diagnostic noGrant(String team, Location at) {
    return NO_GRANT.at(
        at,
        "team `" + team + "` has no grant, so nothing of it is accepted",
        "Ask the platform team for platform/teams/" + team + ".yaml.");
  }

  /** One reason stands in the list; that others follow from it is told connector by connector. */
  private void refuseUndecided(Undecided connector) {
    List<Diagnostic> own =
        new ArrayList<>(containment.ofName(connector.team(), connector.name(), connector.at()));
    if (connector.cause() == Undecided.Cause.CLUSTER_UNKNOWN) {
      own.add(
          CLUSTER_UNKNOWN.at(
              connector.at(),
              "no cluster `" + connector.cluster() + "` is declared",
              containment.clustersOf(connector.team())));
    }
    diagnostics.addAll(own);
    if (!connector.cluster().isEmpty()) {
      ConnectorId id = new ConnectorId(connector.cluster(), connector.name());
      refused.putIfAbsent(id, own.isEmpty() ? consequence(connector) : own.get(0));
    }
  }

  private static Diagnostic consequence(Undecided connector) {
    String team = connector.team();
    String what =
        switch (connector.cause()) {
          case TEAM_FILE -> "teams/" + team + "/team.yaml is missing or broken";
          case CLUSTER_FILE -> "the file of cluster `" + connector.cluster() + "` is broken";
          case CLUSTER_UNKNOWN -> "its cluster is not declared";
          case CONFIG -> "its configuration does not resolve";
        };
    return UNDECIDED.at(
        connector.at(),
        "`" + connector.name() + "` cannot be decided: " + what,
        "Mend that first; until then the connector stays as it is.");
  }

  private boolean isContained(DeclaredConnector connector) {
    ConnectorId id = connector.id();
    String team = connector.team();
    if (grants.of(team).isEmpty()) {
      refused.putIfAbsent(id, withoutGrant(team, connector.at()));
      return false;
    }
    List<Diagnostic> found = new ArrayList<>(containment.ofName(team, id.name(), connector.at()));
    Cluster cluster =
        Optional.ofNullable(declarations.clusters().get(id.cluster()))
            .orElseThrow(
                () -> new IllegalStateException("resolved on a cluster nobody declares: " + id));
    found.addAll(containment.ofCluster(team, cluster, connector.at()));
    found.forEach(diagnostic -> refused.putIfAbsent(id, diagnostic));
    diagnostics.addAll(found);
    return found.isEmpty();
  }

  private Diagnostic withoutGrant(String team, Location at) {
    boolean exists =
        declarations.grants().containsKey(team) || declarations.undecidedGrants().contains(team);
    return exists
        ? UNDECIDED.at(
            at,
            "the grant of team `" + team + "` is in error",
            "The platform team mends it; until then everything of the team stays as it is.")
        : noGrant(team, at);
  }
}
