package io.riparian.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything the repository declares at one revision, before anybody asked whether it may. What
 * could not be read stands here as <em>undecided</em> or <em>broken</em>, so that it never reads as
 * absent.
 *
 * @param clusters the clusters whose file is good, by name
 * @param undecidedClusters clusters that have a file nobody could read
 * @param grants the grants whose file is good, by team
 * @param undecidedGrants teams whose grant nobody could read
 * @param groups the groups whose file is good, by name
 * @param undecidedGroups groups that have a file nobody could read, or another group's handle
 * @param policy how strict the guard rails are; empty when the file that says it cannot be read
 * @param failureRules those of the platform, of good files, by the order of their paths
 * @param platformRoutes how those who run the clusters are told; empty when the file that says it
 *     cannot be read
 * @param holds the brakes; a file of holds that nobody could read is one that covers whatever it
 *     may
 * @param units the directories under {@code teams/}, whatever is in them
 * @param teams the teams whose {@code team.yaml} is good, by name
 * @param connectors every connector that resolved, once per cluster; the same id may come twice
 * @param undecided connectors of good files that could not be resolved on some cluster
 * @param broken files under {@code platform/} and {@code teams/} with any error in them, by path
 * @param diagnostics sorted by place
 */
public record Declarations(
    SortedMap<String, Cluster> clusters,
    SortedSet<String> undecidedClusters,
    SortedMap<String, Grant> grants,
    SortedSet<String> undecidedGrants,
    SortedMap<String, Group> groups,
    SortedSet<String> undecidedGroups,
    Optional<Policy> policy,
    FailureRules failureRules,
    Optional<Routes> platformRoutes,
    List<Hold> holds,
    SortedSet<String> units,
    SortedMap<String, Team> teams,
    List<DeclaredConnector> connectors,
    List<Undecided> undecided,
    SortedMap<String, BrokenFile> broken,
    List<Diagnostic> diagnostics) {

  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing(Diagnostic::at, Location.BY_BEGINNING)
          .thenComparing(Diagnostic::rule)
          .thenComparing(Diagnostic::message);

  public Declarations {
    clusters = sorted(clusters);
    undecidedClusters = sorted(undecidedClusters);
    grants = sorted(grants);
    undecidedGrants = sorted(undecidedGrants);
    groups = sorted(groups);
    undecidedGroups = sorted(undecidedGroups);
    holds = List.copyOf(holds);
    units = sorted(units);
    teams = sorted(teams);
    connectors = List.copyOf(connectors);
    undecided = List.copyOf(undecided);
    broken = sorted(broken);
    diagnostics = inOrder(diagnostics);
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  private static SortedSet<String> sorted(Set<String> set) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }

  /** Diagnostics sorted by place, each once. */
  public static List<Diagnostic> inOrder(Collection<Diagnostic> diagnostics) {
    return diagnostics.stream().distinct().sorted(BY_PLACE).toList();
  }

  /** Whether this unit's directory exists and its {@code team.yaml} is good. */
  public boolean isStanding(String unit) {
    return teams.containsKey(unit);
  }

  /**
   * A connector whose file is good, but which cannot be resolved on this cluster: it stays as it
   * is. {@code cluster} is empty text when not even that is known.
   */
  public record Undecided(String team, String cluster, String name, Location at, Cause cause) {

    /** Why a connector cannot be resolved. */
    public enum Cause {
      /** Its team's {@code team.yaml} is missing or broken. */
      TEAM_FILE,
      /** Its cluster's file is broken. */
      CLUSTER_FILE,
      /** No file declares its cluster. */
      CLUSTER_UNKNOWN,
      /** Its own configuration does not resolve; a diagnostic says why. */
      CONFIG
    }

    /** Whether this may be the declaration of {@code id}. */
    public boolean mayDeclare(ConnectorId id) {
      return name.equals(id.name()) && (cluster.isEmpty() || cluster.equals(id.cluster()));
    }
  }

  /**
   * A file with an error in it: what it declared before stays as it is.
   *
   * @param team the unit it stands in; empty text under {@code platform/}
   * @param names the connectors it may declare, as far as it could be read
   * @param opaque nothing could be read of it, so that it may declare anything
   */
  public record BrokenFile(String path, String team, Set<String> names, boolean opaque) {
    public BrokenFile {
      names = Set.copyOf(names);
    }

    /** Whether this file may hold the declaration of a connector of this name. */
    public boolean mayDeclare(String name) {
      return opaque || names.contains(name);
    }

    /** The names stay out: of a file that is no YAML, any word may be among them. */
    @Override
    public String toString() {
      return "BrokenFile[" + path + "]";
    }
  }
}
