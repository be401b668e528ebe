package io.riparian.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A branch of a configuration repository while it is being written. */
final class Branch {
  private final Map<String, String> files = new TreeMap<>();
  private int commits;

  /** A managed cluster {@code shared}, the team {@code payments}, and no connector. */
  static Branch oneTeam() {
    return new Branch().cluster("shared").team("payments");
  }

  Branch file(String path, String... lines) {
    files.put(path, String.join("\n", lines) + "\n");
    return this;
  }

  Branch without(String path) {
    files.remove(path);
    return this;
  }

  /** A managed cluster for everybody, with further lines of its spec. */
  Branch cluster(String name, String... spec) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "apiVersion: riparian/v1",
                "kind: Cluster",
                "metadata: {name: " + name + "}",
                "spec:",
                "  urls: ['http://" + name + ":8083']"));
    if (List.of(spec).stream().noneMatch(line -> line.startsWith("tenancy:"))) {
      lines.add("  tenancy: {teams: [payments, logistics]}");
    }
    if (List.of(spec).stream().noneMatch(line -> line.startsWith("mode:"))) {
      lines.add("  mode: manage");
    }
    lines.add("  secretProviders: {file: [a]}");
    List.of(spec).forEach(line -> lines.add("  " + line));
    return file(clusterFile(name), lines.toArray(String[]::new));
  }

  static String clusterFile(String name) {
    return "platform/clusters/" + name + ".yaml";
  }

  /** A team with its grant: the prefix is its name and a hyphen. */
  Branch team(String name) {
    file(
        "platform/teams/" + name + ".yaml",
        "apiVersion: riparian/v1",
        "kind: Grant",
        "metadata: {name: " + name + "}",
        "spec: {connectors: {prefixes: [" + name + "-]}, clusters: [shared, other]}");
    return file(
        "teams/" + name + "/team.yaml", "apiVersion: riparian/v1", "kind: Team", "spec: {}");
  }

  /** A connector of the team that begins its name, with further lines of its spec. */
  Branch connector(String name, String... spec) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "apiVersion: riparian/v1",
                "kind: Connector",
                "metadata: {name: " + name + "}",
                "spec:",
                "  class: A"));
    if (List.of(spec).stream().noneMatch(line -> line.startsWith("cluster:"))) {
      lines.add("  cluster: shared");
    }
    List.of(spec).forEach(line -> lines.add("  " + line));
    return file(connectorFile(name), lines.toArray(String[]::new));
  }

  Branch withoutConnector(String name) {
    return without(connectorFile(name));
  }

  static String connectorFile(String name) {
    return "teams/" + name.substring(0, name.indexOf('-')) + "/connectors/" + name + ".yaml";
  }

  Map<String, String> files() {
    return Map.copyOf(files);
  }

  /** The files as they are now, as the next revision. */
  Commit commit() {
    commits++;
    return new Commit("c" + commits, files);
  }
}
