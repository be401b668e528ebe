package io.riparian.manifest;

import io.riparian.model.Declarations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A configuration repository made of a few files; a later file replaces an earlier one. */
public final class SmallRepository {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<PathEntry> others = new ArrayList<>();
  private final Map<String, String> confusing = new TreeMap<>();

  /** One cluster, one team that may use it, no connector. */
  public static SmallRepository oneTeam() {
    return new SmallRepository()
        .cluster("shared", "payments", "logistics")
        .grant("payments", "payments-")
        .team("payments");
  }

  /** What lies in a directory of the test resources. */
  public static SmallRepository in(Path directory) {
    SmallRepository repository = new SmallRepository();
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        repository.files.put(
            directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return repository;
  }

  public SmallRepository file(String path, String... lines) {
    return bytes(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public SmallRepository bytes(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  public SmallRepository without(String path) {
    files.remove(path);
    return this;
  }

  public SmallRepository entry(String path, PathEntry.Kind kind) {
    others.add(new PathEntry(path, kind));
    return this;
  }

  /** A path that some file system would confuse, refuse or misread. */
  public SmallRepository confusing(String path) {
    confusing.put(path, "of its name");
    return this;
  }

  public SmallRepository cluster(String name, String... teams) {
    return file(
        "platform/clusters/" + name + ".yaml",
        "apiVersion: riparian/v1",
        "kind: Cluster",
        "metadata: {name: " + name + "}",
        "spec: {urls: ['http://" + name + ":8083'], tenancy: {teams: " + List.of(teams) + "}}");
  }

  public SmallRepository grant(String team, String... prefixes) {
    return grant(team, List.of(prefixes), List.of(), List.of("shared"));
  }

  public SmallRepository grant(
      String team, List<String> prefixes, List<String> names, List<String> clusters) {
    return file(
        "platform/teams/" + team + ".yaml",
        "apiVersion: riparian/v1",
        "kind: Grant",
        "metadata: {name: " + team + "}",
        "spec:",
        "  connectors:",
        "    prefixes: " + prefixes,
        "    names: " + names,
        "  clusters: " + clusters);
  }

  public SmallRepository team(String name) {
    return file(
        "teams/" + name + "/team.yaml", "apiVersion: riparian/v1", "kind: Team", "spec: {}");
  }

  /** A connector in a file of its own name. */
  public SmallRepository connector(String team, String name, String... spec) {
    return file(connectorFile(team, name), document(name, spec));
  }

  public static String connectorFile(String team, String name) {
    return "teams/" + team + "/connectors/" + name + ".yaml";
  }

  /** A connector on the shared cluster, with further lines of its spec. */
  public static String document(String name, String... spec) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "apiVersion: riparian/v1",
                "kind: Connector",
                "metadata: {name: " + name + "}",
                "spec:",
                "  class: A"));
    if (Stream.of(spec)
        .noneMatch(line -> line.startsWith("cluster:") || line.startsWith("targets:"))) {
      lines.add("  cluster: shared");
    }
    Stream.of(spec).map(line -> "  " + line).forEach(lines::add);
    return String.join("\n", lines);
  }

  byte[] bytesOf(String path) {
    return files.getOrDefault(path, new byte[0]);
  }

  public Layout layout() {
    List<PathEntry> entries = new ArrayList<>(others);
    files.keySet().forEach(path -> entries.add(new PathEntry(path, PathEntry.Kind.FILE)));
    return Layout.of(entries, confusing);
  }

  public Declarations resolve() {
    Layout layout = layout();
    List<ParsedFile> parsed =
        layout.files().stream()
            .map(path -> ManifestParser.parse(path, files.getOrDefault(path, new byte[0])))
            .toList();
    return Resolver.resolve(layout, parsed);
  }
}
