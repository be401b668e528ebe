package io.riparian.ownership;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.Diagnostic;
import io.riparian.model.Names;
import java.util.Collection;
import java.util.Optional;

/**
 * The team that could declare a connector which runs and which nobody declares, by the grants in
 * force. With an obstacle it cannot do so yet.
 *
 * @param team empty text when no grant covers the name
 * @param obstacle one sentence; empty text when nothing stands in the way
 */
public record Prospect(String team, String obstacle) {

  /**
   * Judges one name.
   *
   * @param running every name on the cluster
   */
  public static Prospect of(
      Accepted accepted, Cluster cluster, String name, Collection<String> running) {
    Optional<String> team =
        accepted.grants().good().keySet().stream()
            .filter(one -> accepted.grants().covers(one, name))
            .findFirst();
    return team.map(one -> new Prospect(one, obstacle(accepted, cluster, one, name, running)))
        .orElseGet(
            () ->
                new Prospect(
                    "",
                    Names.isConnectorName(name)
                        ? "no grant covers this name; list it in platform/teams/<team>.yaml under `names`"
                        : "no file can declare a connector of this name"));
  }

  private static String obstacle(
      Accepted accepted, Cluster cluster, String team, String name, Collection<String> running) {
    if (!Names.isConnectorName(name)) {
      return "no file can declare a connector of this name";
    }
    String folded = Grants.fold(name);
    if (running.stream().filter(other -> Grants.fold(other).equals(folded)).count() > 1) {
      return "another connector's name differs only in case, so that neither can be declared";
    }
    Optional<String> refused =
        new Containment(accepted.grants())
            .ofCluster(team, cluster, cluster.at()).stream().map(Diagnostic::message).findFirst();
    if (refused.isPresent()) {
      return refused.get();
    }
    return switch (accepted.fate(new ConnectorId(cluster.name(), name), team, "")) {
      case ACCEPTED, REFUSED -> "a file declares it already; look there";
      case FILE_BROKEN -> "a file with a mistake may declare it already; mend that first";
      case UNIT_VANISHED, UNIT_UNREADABLE, NO_GRANT ->
          "team `" + team + "` has no team.yaml in order; add one first, `spec: {}` is enough";
      case CLUSTER_UNDECIDED, CLUSTER_VANISHED -> "the cluster's file has a mistake";
      case REMOVED -> "";
    };
  }
}
