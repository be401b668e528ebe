package io.riparian.policy;

import io.riparian.model.AutoRestart;
import io.riparian.model.Bound;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cluster;
import io.riparian.model.ClusterRails;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Diagnostic;
import io.riparian.model.Glob;
import io.riparian.model.Grant;
import io.riparian.model.GrantRails;
import io.riparian.model.Location;
import io.riparian.model.OnRemoval;
import io.riparian.model.Policy;
import io.riparian.model.Quota;
import io.riparian.model.WorkerSettings;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A connector to be judged: {@code orders-web} of team {@code orders} on cluster {@code shared},
 * whose workers answer at {@code connect.internal:8083}.
 */
record Subjects(
    String team,
    String name,
    Map<String, String> config,
    Map<String, String> defaults,
    ClusterRails cluster,
    GrantRails grant) {
  private static final Location NOWHERE = Location.ofFile("f");

  static Subjects of(String connectorClass, String... keysAndValues) {
    Map<String, String> config = new TreeMap<>();
    config.put(ConnectorConfig.CLASS, connectorClass);
    for (int at = 0; at < keysAndValues.length; at += 2) {
      config.put(keysAndValues[at], keysAndValues[at + 1]);
    }
    return new Subjects(
        "orders", "orders-web", config, Map.of(), ClusterRails.NONE, GrantRails.NONE);
  }

  Subjects named(String ofTeam, String called) {
    return new Subjects(ofTeam, called, config, defaults, cluster, grant);
  }

  Subjects withCluster(ClusterRails rails) {
    return new Subjects(team, name, config, defaults, rails, grant);
  }

  Subjects withGrant(GrantRails rails) {
    return new Subjects(team, name, config, defaults, cluster, rails);
  }

  Subjects withDefaults(Map<String, String> clusterDefaults) {
    return new Subjects(team, name, config, clusterDefaults, cluster, grant);
  }

  Subjects allowing(String... classes) {
    return withCluster(
        new ClusterRails(
            Optional.of(globs(classes)),
            cluster.deniedClasses(),
            cluster.secretProviders(),
            cluster.clientOverrides(),
            cluster.mounts(),
            cluster.bounds(),
            cluster.quota()));
  }

  Subjects denying(String... classes) {
    return withCluster(
        new ClusterRails(
            cluster.allowedClasses(),
            globs(classes),
            cluster.secretProviders(),
            cluster.clientOverrides(),
            cluster.mounts(),
            cluster.bounds(),
            cluster.quota()));
  }

  Subjects overriding(String... keys) {
    return withCluster(
        new ClusterRails(
            cluster.allowedClasses(),
            cluster.deniedClasses(),
            cluster.secretProviders(),
            Optional.of(globs(keys)),
            cluster.mounts(),
            cluster.bounds(),
            cluster.quota()));
  }

  Subjects mounting(String... directories) {
    return withCluster(
        new ClusterRails(
            cluster.allowedClasses(),
            cluster.deniedClasses(),
            Map.of("vault", List.of("teams/{team}/")),
            cluster.clientOverrides(),
            List.of(directories),
            cluster.bounds(),
            cluster.quota()));
  }

  Subjects bounding(String key, long least, long most) {
    return withCluster(
        new ClusterRails(
            cluster.allowedClasses(),
            cluster.deniedClasses(),
            cluster.secretProviders(),
            cluster.clientOverrides(),
            cluster.mounts(),
            Map.of(key, new Bound(OptionalLong.of(least), OptionalLong.of(most))),
            cluster.quota()));
  }

  Subjects limitedTo(Quota quota) {
    return withCluster(
        new ClusterRails(
            cluster.allowedClasses(),
            cluster.deniedClasses(),
            cluster.secretProviders(),
            cluster.clientOverrides(),
            cluster.mounts(),
            cluster.bounds(),
            quota));
  }

  Subjects grantedHosts(String... hosts) {
    return withGrant(
        new GrantRails(
            grant.classes(),
            grant.reads(),
            grant.writes(),
            grant.groups(),
            Optional.of(List.of(hosts)),
            grant.secretPaths(),
            grant.quota()));
  }

  Subjects grantedClasses(String... classes) {
    return withGrant(
        new GrantRails(
            Optional.of(globs(classes)),
            grant.reads(),
            grant.writes(),
            grant.groups(),
            grant.hosts(),
            grant.secretPaths(),
            grant.quota()));
  }

  /** Topics to read and to write. */
  Subjects grantedTopics(String... topics) {
    return withGrant(
        new GrantRails(
            grant.classes(),
            Optional.of(globs(topics)),
            Optional.of(globs(topics)),
            grant.groups(),
            grant.hosts(),
            grant.secretPaths(),
            grant.quota()));
  }

  Subjects grantedGroups(String... groups) {
    return withGrant(
        new GrantRails(
            grant.classes(),
            grant.reads(),
            grant.writes(),
            Optional.of(globs(groups)),
            grant.hosts(),
            grant.secretPaths(),
            grant.quota()));
  }

  private static List<Glob> globs(String... patterns) {
    return Stream.of(patterns).map(Glob::new).toList();
  }

  Subject get() {
    return new Subject(
        new DeclaredConnector(
            new ConnectorId("shared", name),
            team,
            NOWHERE,
            ConnectorConfig.of(config),
            DeclaredState.RUNNING,
            false,
            OnRemoval.DELETE,
            AutoRestart.OFF,
            "",
            ""),
        cluster(
            "shared", cluster, defaults, Set.of(team), URI.create("http://connect.internal:8083")),
        new Grant(
            team,
            NOWHERE,
            List.of(),
            List.of(team + "-"),
            Set.of(),
            Set.of("shared"),
            grant,
            Map.of()));
  }

  /** A cluster whose workers answer there. */
  static Cluster answeringAt(String name, URI... urls) {
    return cluster(name, ClusterRails.NONE, Map.of(), Set.of(), urls);
  }

  private static Cluster cluster(
      String name,
      ClusterRails rails,
      Map<String, String> defaults,
      Set<String> teams,
      URI... urls) {
    return new Cluster(
        name,
        NOWHERE,
        List.of(urls),
        "",
        "kafka.internal:9092",
        "",
        List.of(URI.create("https://registry.internal:8081")),
        teams,
        new Cluster.Writing(Cluster.Mode.MANAGE, NOWHERE, Optional.empty()),
        Cluster.Deletion.ALLOW,
        Cluster.Unmanaged.REPORT,
        Cluster.Marks.CONNECTOR,
        Cluster.Drift.REVERT,
        Map.of(),
        ConnectorConfig.of(defaults),
        ChangeWindows.NONE,
        rails,
        WorkerSettings.UNSAID);
  }

  /** What all guard rails say of several, where nobody was there before. */
  static List<Diagnostic> judged(Policy policy, Instant now, Subjects... all) {
    List<Subject> subjects = Stream.of(all).map(Subjects::get).toList();
    SortedMap<ConnectorId, DeclaredConnector> connectors = new TreeMap<>();
    Map<String, Grant> grants = new TreeMap<>();
    for (Subject one : subjects) {
      connectors.put(one.connector().id(), one.connector());
      grants.put(one.team(), one.grant());
    }
    return new GuardRails(
            policy, now, (connector, key) -> NOWHERE, Standing.NOBODY, PasswordKeys.NONE)
            .judge(
                connectors, Map.of("shared", subjects.get(0).cluster()), grants, Judgements.none())
            .diagnostics()
            .values()
            .stream()
            .flatMap(List::stream)
            .toList();
  }

  /** What a guard rail finds in it. */
  List<Finding> judgedBy(GuardRail rail) {
    List<Finding> found = new ArrayList<>();
    rail.check(get(), found::add);
    return found;
  }
}
