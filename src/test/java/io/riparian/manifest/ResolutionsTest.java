package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.DeclaredConnector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A reading that remembers the one before it comes to what one comes to that remembers nothing. */
class ResolutionsTest {
  private final SmallRepository repository =
      SmallRepository.oneTeam().team("logistics").cluster("other", "payments");
  private final Map<String, ParsedFile> kept = new HashMap<>();
  private final Map<String, byte[]> bytes = new HashMap<>();
  private Resolutions before = Resolutions.none();

  private Resolver.Resolved read() {
    Layout layout = repository.layout();
    List<ParsedFile> parsed = new ArrayList<>();
    for (String path : layout.files()) {
      byte[] now = repository.bytesOf(path);
      if (!Arrays.equals(now, bytes.put(path, now)) || !kept.containsKey(path)) {
        kept.put(path, ManifestParser.parse(path, now));
      }
      parsed.add(kept.get(path));
    }
    Resolver.Resolved resolved = Resolver.resolve(layout, parsed, before);
    before = resolved.resolutions();
    assertThat(resolved.declarations()).isEqualTo(repository.resolve());
    return resolved;
  }

  private static DeclaredConnector connector(Resolver.Resolved resolved, String name) {
    return resolved.declarations().connectors().stream()
        .filter(one -> one.id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatHasNotChangedIsNotResolvedAgain() {
    repository.connector("payments", "payments-a").connector("payments", "payments-b");
    Resolver.Resolved first = read();

    Resolver.Resolved second =
        readAfter(repository.connector("payments", "payments-b", "config: {topic: b}"));

    assertThat(connector(second, "payments-a")).isSameAs(connector(first, "payments-a"));
    assertThat(connector(second, "payments-b").config().get("topic")).contains("b");
  }

  private Resolver.Resolved readAfter(SmallRepository changed) {
    assertThat(changed).isSameAs(repository);
    return read();
  }

  @Test
  void aThousandCommitsComeToWhatTheyWouldByThemselves() {
    Random random = new Random(20261126);
    for (int commit = 0; commit < 1_000; commit++) {
      edit(random);
      read();
    }
  }

  private void edit(Random random) {
    String name = "payments-" + random.nextInt(6);
    String team = random.nextInt(4) == 0 ? "logistics" : "payments";
    String cluster = List.of("shared", "other", "none").get(random.nextInt(3));
    switch (random.nextInt(10)) {
      case 0 -> cluster(random, List.of("shared", "other").get(random.nextInt(2)));
      case 1 -> team(random, team);
      case 2 -> repository.without(SmallRepository.connectorFile(team, name));
      case 3 ->
          repository.file(SmallRepository.connectorFile(team, name), "metadata: {", "spec: [");
      case 4 ->
          repository.file(
              "teams/" + team + "/connectors/" + cluster + "/flat-" + random.nextInt(3) + ".json",
              "{\"connector.class\": \"A\", \"v\": \"${var:known}\"}");
      case 5 ->
          repository.connector(
              team,
              name,
              "targets: [{cluster: shared}, {cluster: other, config: {topic: null}}]",
              "config: {topic: t, gone: null}");
      default ->
          repository.connector(
              team,
              name,
              "cluster: " + cluster,
              "config: {v: '${var:" + (random.nextBoolean() ? "known" : "unknown") + "}'}");
    }
  }

  private void cluster(Random random, String name) {
    switch (random.nextInt(4)) {
      case 0 -> repository.without("platform/clusters/" + name + ".yaml");
      case 1 -> repository.file("platform/clusters/" + name + ".yaml", "spec: [");
      case 2 -> repository.cluster(name, "payments", "logistics");
      default ->
          repository.file(
              "platform/clusters/" + name + ".yaml",
              "apiVersion: riparian/v1",
              "kind: Cluster",
              "metadata: {name: " + name + "}",
              "spec:",
              "  urls: ['http://" + name + ":8083']",
              "  variables: {known: '" + random.nextInt(3) + "'}",
              "  defaults: {config: {gone: x}}");
    }
  }

  private void team(Random random, String team) {
    String path = "teams/" + team + "/team.yaml";
    switch (random.nextInt(4)) {
      case 0 -> repository.without(path);
      case 1 -> repository.file(path, "spec: [");
      case 2 -> repository.team(team);
      default ->
          repository.file(
              path,
              "apiVersion: riparian/v1",
              "kind: Team",
              "spec:",
              "  variables: {known: team-" + random.nextInt(3) + "}",
              "  connectors: {payments-1: {adopt: true}, flat-1: {state: paused}}",
              "  defaults: {cluster: shared, config: {topic: of-the-team}}");
    }
  }
}
