package io.riparian.daemon;

import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.cli.sandbox.ScratchDirectory;
import io.riparian.policy.PolicyRule;
import io.riparian.sandbox.RealConnect;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A repository, workers behind doors, and a daemon between them. The workers are shared by all
 * tests of the JVM; each world finds them empty, and leaves nothing on them.
 */
final class World implements AutoCloseable {
  static final String SHARED = "shared";
  static final String OTHER = "other";

  private static final AtomicInteger WORLDS = new AtomicInteger();

  private final ScratchDirectory directory = ScratchDirectory.temporary("riparian-world-");
  private final Map<String, LocalWorker> workers = new LinkedHashMap<>();
  private final Map<String, Door> doors = new LinkedHashMap<>();
  private final TestRepository git;
  private final RunningDaemon daemon;

  private World(Map<String, LocalWorker> clusters) {
    git = new TestRepository(directory.path().resolve("config.git"));
    daemon =
        new RunningDaemon(
            directory.path().resolve("daemon"), git.url(), "world-" + WORLDS.incrementAndGet());
    clusters.forEach(
        (cluster, worker) -> {
          workers.put(cluster, worker);
          doors.put(cluster, new Door(worker.url()));
          curl(cluster).deleteAll();
          git.put("platform/clusters/" + cluster + ".yaml", cluster(cluster, "manage"));
        });
    withTeam("payments");
  }

  private static Map<String, LocalWorker> workers(String... clusters) {
    Map<String, LocalWorker> workers = new LinkedHashMap<>();
    for (String cluster : clusters) {
      workers.put(cluster, RealConnect.get().worker("daemon-" + cluster));
    }
    return workers;
  }

  /** With one cluster, and one team that may use it. */
  static World ofOneCluster() {
    return new World(workers(SHARED));
  }

  static World ofTwoClusters() {
    return new World(workers(SHARED, OTHER));
  }

  /** With one cluster, which is this worker: a test's own, with settings of its own. */
  static World of(LocalWorker worker) {
    return new World(Map.of(SHARED, worker));
  }

  World withTeam(String team) {
    git.put(
        "platform/teams/" + team + ".yaml",
        """
        apiVersion: riparian/v1
        kind: Grant
        metadata:
          name: %s
        spec:
          owners: ["@acme/%s"]
          connectors:
            prefixes: [%s-]
          clusters: [%s]
        """
            .formatted(team, team, team, String.join(", ", doors.keySet())));
    git.put("teams/" + team + "/team.yaml", "apiVersion: riparian/v1\nkind: Team\nspec: {}\n");
    return this;
  }

  /**
   * Lets everything through that may be declared: odd values, and those that look like secrets. The
   * rules about policies themselves hold always, and SEC-7 is about what was declared once.
   */
  World withoutGuardRails() {
    git.put(
        "platform/policy.yaml",
        "apiVersion: riparian/v1\nkind: Policy\nmetadata: {name: policy}\nspec:\n  severities:\n"
            + Arrays.stream(PolicyRule.values())
                .filter(rule -> !rule.id().startsWith("POL-"))
                .filter(rule -> rule != PolicyRule.SECRET_IN_HISTORY)
                .map(rule -> "    - {rule: " + rule.id() + ", severity: none}\n")
                .collect(Collectors.joining()));
    return this;
  }

  World observing(String cluster) {
    git.put("platform/clusters/" + cluster + ".yaml", cluster(cluster, "observe"));
    return this;
  }

  /** Adds a field to the cluster's file. */
  World saying(String cluster, String field) {
    git.put(
        "platform/clusters/" + cluster + ".yaml", cluster(cluster, "manage") + "  " + field + "\n");
    return this;
  }

  private String cluster(String name, String mode) {
    return """
        apiVersion: riparian/v1
        kind: Cluster
        metadata:
          name: %s
        spec:
          urls: [%s]
          classes:
            allow:
              - org.apache.kafka.connect.file.FileStreamSourceConnector
              - org.apache.kafka.connect.file.FileStreamSinkConnector
          mounts: [/]
          secretProviders: {vault: [payments/]}
          tenancy:
            teams: [payments, orders]
          mode: %s
        """
        .formatted(name, door(name).url(), mode);
  }

  /** Declares these, pushes, starts the daemon, and waits until it has done what it can. */
  World running(Manifest... connectors) {
    return running(List.of(connectors));
  }

  World running(List<Manifest> connectors) {
    git.declare(connectors);
    String commit = git.push();
    daemon.start();
    Eventually.eventually(() -> daemon.walk(commit));
    return this;
  }

  TestRepository git() {
    return git;
  }

  RunningDaemon daemon() {
    return daemon;
  }

  Door door() {
    return door(SHARED);
  }

  Door door(String cluster) {
    return Objects.requireNonNull(doors.get(cluster), cluster);
  }

  LocalWorker worker() {
    return worker(SHARED);
  }

  LocalWorker worker(String cluster) {
    return Objects.requireNonNull(workers.get(cluster), cluster);
  }

  Curl curl() {
    return curl(SHARED);
  }

  Curl curl(String cluster) {
    return new Curl(worker(cluster).url());
  }

  ScratchDirectory directory() {
    return directory;
  }

  /** What was written at any door. */
  List<Door.Call> writes() {
    return doors.values().stream().flatMap(door -> door.writes().stream()).toList();
  }

  void forgetCalls() {
    doors.values().forEach(Door::forget);
  }

  @Override
  public void close() {
    daemon.close();
    doors.values().forEach(Door::close);
    git.close();
    workers.forEach(
        (cluster, worker) -> {
          if (worker.healthy()) {
            curl(cluster).deleteAll();
          }
        });
    directory.close();
  }

  @Override
  public String toString() {
    return doors.keySet().stream().collect(Collectors.joining(", "));
  }
}
