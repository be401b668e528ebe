package io.riparian.policy;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.model.Severity;
import io.riparian.policy.SecretReference.Secret;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * SEC-5: what would send a secret to a host that it did not go to before, and whose secret that is.
 * A secret that one team alone may read is that team's; any other is the platform's.
 */
public final class MovedSecrets {
  private final Weighing weighing;
  private final Map<String, Cluster> clusters;
  private final Map<String, Grant> grants;
  private final Map<Place, List<String>> readers = new HashMap<>();

  private record Place(Secret secret, String cluster) {}

  /**
   * By what is in force before a change; a cluster or a grant that comes up with it was not there
   * to say anything.
   *
   * @param places where a configuration key of a connector was written
   */
  public static MovedSecrets of(
      Declarations before,
      Declarations after,
      Instant now,
      BiFunction<DeclaredConnector, String, Location> places) {
    Map<String, Cluster> clusters = new HashMap<>(after.clusters());
    clusters.putAll(before.clusters());
    Map<String, Grant> grants = new HashMap<>(after.grants());
    grants.putAll(before.grants());
    return new MovedSecrets(before.policy().orElse(Policy.DEFAULT), now, clusters, grants, places);
  }

  /**
   * By the policy, the clusters and the grants that are in force before the change.
   *
   * @param places where a configuration key of a connector was written
   */
  public MovedSecrets(
      Policy policy,
      Instant now,
      Map<String, Cluster> clusters,
      Map<String, Grant> grants,
      BiFunction<DeclaredConnector, String, Location> places) {
    this.weighing = new Weighing(policy, now, places);
    this.clusters = Map.copyOf(clusters);
    this.grants = Map.copyOf(grants);
  }

  /**
   * Secrets of one connector that would go elsewhere.
   *
   * @param teams whose they are; the platform has no name among them
   * @param platforms whether some of them are the platform's
   */
  public record Moved(Diagnostic diagnostic, SortedSet<String> teams, boolean platforms) {
    public Moved {
      teams = Collections.unmodifiableSortedSet(new TreeSet<>(teams));
    }

    /** Whether somebody has to agree to it; what is excepted or only to be known is just told. */
    public boolean asks() {
      return diagnostic.severity() != Severity.INFO;
    }
  }

  /** What a change of a connector's configuration does: other addresses, the same references. */
  public Optional<Moved> between(ConnectorConfig before, DeclaredConnector after) {
    return told(after, SecretMoves.between(before, after.config()));
  }

  /**
   * What a change of files does, where a connector may go and come back under another name: also a
   * team's own secret that no connector sent to such a host before.
   *
   * @param before the accepted connectors of the same team
   */
  public Optional<Moved> among(SecretUses before, DeclaredConnector after) {
    String cluster = after.id().cluster();
    boolean known = clusters.containsKey(cluster) && grants.containsKey(after.team());
    return told(
        after,
        before
            .newIn(after, secret -> !known || readers(secret, cluster).size() == 1)
            .and(before.changedIn(after)));
  }

  /** The teams that may read it there. */
  private List<String> readers(Secret secret, String cluster) {
    return readers.computeIfAbsent(new Place(secret, cluster), this::readers);
  }

  private List<String> readers(Place place) {
    return Optional.ofNullable(clusters.get(place.cluster())).stream()
        .flatMap(
            known ->
                grants.values().stream()
                    .filter(grant -> SecretPlaces.of(known, grant).hold(place.secret()))
                    .map(Grant::team))
        .toList();
  }

  private Optional<Moved> told(DeclaredConnector after, SecretMoves moves) {
    if (!moves.areThere()) {
      return Optional.empty();
    }
    List<List<String>> readers =
        moves.secrets().values().stream()
            .flatMap(Set::stream)
            .map(secret -> readers(secret, after.id().cluster()))
            .toList();
    NavigableSet<String> teams =
        readers.stream()
            .filter(one -> one.size() == 1)
            .flatMap(List::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean platforms = readers.stream().anyMatch(one -> one.size() != 1);
    Finding first = finding(moves, moves.endpoints().iterator().next(), teams, platforms);
    Cluster cluster = clusters.get(after.id().cluster());
    Grant grant = grants.get(after.team());
    if (cluster == null || grant == null) {
      // Nobody can be excepted where it is not known whose the secret is.
      return Optional.of(new Moved(warning(after, first), teams, true));
    }
    Subject subject = new Subject(after, cluster, grant);
    return moves.endpoints().stream()
        .map(endpoint -> finding(moves, endpoint, teams, platforms))
        .flatMap(finding -> weighing.of(subject, finding).stream())
        .min(Comparator.comparing(Diagnostic::severity))
        .map(found -> new Moved(found, teams, platforms));
  }

  private static Diagnostic warning(DeclaredConnector after, Finding finding) {
    return new Diagnostic(
        finding.rule().id(),
        finding.rule().severity(),
        after.at(),
        finding.message(),
        finding.hint());
  }

  /**
   * @param key the address that it is weighed by: an exception for one says nothing of the others
   */
  private static Finding finding(
      SecretMoves moves, String key, Collection<String> teams, boolean platforms) {
    List<String> owners =
        teams.stream().map(team -> "team `" + team + "`").collect(Collectors.toList());
    if (platforms) {
      owners.add("the platform");
    }
    return Finding.of(
        PolicyRule.SECRET_TO_NEW_HOST,
        key,
        "the secret of %s would go where %s says, and did not go there before"
            .formatted(quoted(moves.secrets().keySet()), quoted(moves.endpoints())),
        "Look whose host that is, and who asks for it: the secret is %s's. A new host is better given a secret of its own."
            .formatted(String.join(" and ", owners)));
  }

  private static String quoted(Collection<String> keys) {
    return keys.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
  }
}
