package io.riparian.ownership;

import static io.riparian.ownership.OwnershipRule.CLUSTER_NOT_GRANTED;
import static io.riparian.ownership.OwnershipRule.CLUSTER_TAKES_OTHERS;
import static io.riparian.ownership.OwnershipRule.NAME_NOT_GRANTED;

import io.riparian.model.Cluster;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a team's directory may say, given its grant. Both sides must agree on a cluster: the grant
 * lists it, and the cluster lists the team.
 */
record Containment(Grants grants) {

  /** What is wrong with a name in this team's directory; a team without good grant is not asked. */
  List<Diagnostic> ofName(String team, String name, Location at) {
    Optional<Grant> grant = grants.of(team);
    if (grant.isEmpty() || grants.covers(team, name)) {
      return List.of();
    }
    Optional<String> holder = grants.holderOf(name).filter(other -> !other.equals(team));
    String hint =
        holder.isPresent()
            ? "The grant of team `" + holder.get() + "` lists exactly this name."
            : "Begin it with "
                + words(grant.get().prefixes(), " or ")
                + ", or ask the platform team to list it in platform/teams/"
                + team
                + ".yaml.";
    return List.of(
        NAME_NOT_GRANTED.at(
            at, "the name `" + name + "` is not granted to team `" + team + "`", hint));
  }

  /** What is wrong with this team on this cluster. */
  List<Diagnostic> ofCluster(String team, Cluster cluster, Location at) {
    List<Diagnostic> found = new ArrayList<>();
    Optional<Grant> grant = grants.of(team);
    if (grant.isPresent() && !grant.get().clusters().contains(cluster.name())) {
      found.add(
          CLUSTER_NOT_GRANTED.at(
              at,
              "cluster `" + cluster.name() + "` is not granted to team `" + team + "`",
              clustersOf(team)));
    }
    if (!cluster.teams().contains(team)) {
      found.add(
          CLUSTER_TAKES_OTHERS.at(
              at,
              "cluster `" + cluster.name() + "` does not take connectors of team `" + team + "`",
              "Ask the platform team to list it in the cluster's `tenancy.teams`."));
    }
    return found;
  }

  /** A hint that names the clusters a team may use. */
  String clustersOf(String team) {
    return grants
        .of(team)
        .map(
            grant ->
                "The grant in platform/teams/"
                    + team
                    + ".yaml lists "
                    + words(new TreeSet<>(grant.clusters()), " and ")
                    + ".")
        .orElse("The team has no grant.");
  }

  private static String words(Collection<String> words, String between) {
    return words.isEmpty()
        ? "nothing"
        : String.join(between, words.stream().map(word -> "`" + word + "`").toList());
  }
}
