package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riparian.model.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas and the readers, held to the same. */
class KindSchemaTest {
  private static final Map<String, SchemaCheck> CHECKS =
      KindSchema.kinds().stream()
          .collect(
              Collectors.toMap(
                  kind -> kind, kind -> SchemaCheck.of(KindSchema.of(kind).orElseThrow())));

  private static final SchemaCheck ALL = SchemaCheck.of(KindSchema.ofAll());

  private static final Map<String, String> PATHS =
      Map.of(
          "Connector", "teams/a/connectors/x.yaml",
          "FailureRules", "platform/failure-rules/x.yaml",
          "Cluster", "platform/clusters/x.yaml",
          "Grant", "platform/teams/x.yaml",
          "Group", "platform/groups/x.yaml",
          "Hold", "teams/a/holds/x.yaml",
          "Policy", "platform/policy.yaml",
          "Notify", "platform/notify.yaml",
          "Team", "teams/x/team.yaml");

  private static SchemaCheck check(String kind) {
    SchemaCheck check = CHECKS.get(kind);
    if (check == null) {
      throw new AssertionError("there is no schema of a " + kind);
    }
    return check;
  }

  @Test
  void everyKindWeReadHasOne() {
    assertThat(KindSchema.kinds()).containsExactlyInAnyOrderElementsOf(PATHS.keySet());
    assertThat(KindSchema.of("Rollout")).isEmpty();
    assertThat(KindSchema.of("Pod")).isEmpty();
  }

  /** An unknown field, at every place that has fields: the readers' hint lists those they know. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connector |            |                              |",
        "Connector | metadata   | metadata: {name: x, %s}      | metadata",
        "Connector | spec       | spec: {%s}                   | spec",
        "Connector | target     | spec: {targets: [{%s}]}      | spec targets items",
        "Connector | restart    | spec: {autoRestart: {%s}}    | spec autoRestart",
        "Cluster   | spec       | spec: {%s}                   | spec",
        "Cluster   | tenancy    | spec: {tenancy: {%s}}        | spec tenancy",
        "Cluster   | defaults   | spec: {defaults: {%s}}       | spec defaults",
        "Cluster   | window     | spec: {windows: [{%s}]}      | spec windows items",
        "Cluster   | classes    | spec: {classes: {%s}}        | spec classes",
        "Cluster   | quotas     | spec: {quotas: {%s}}         | spec quotas",
        "Grant     | topics     | spec: {topics: {%s}}         | spec topics",
        "Grant     | quotas     | spec: {quotas: {%s}}         | spec quotas",
        "FailureRules | spec    | spec: {%s}                   | spec",
        "FailureRules | rule    | spec: {rules: [{%s}]}        | spec rules items",
        "Policy    | spec       | spec: {%s}                   | spec",
        "Policy    | severity   | spec: {severities: [{%s}]}   | spec severities items",
        "Policy    | exception  | spec: {exceptions: [{%s}]}   | spec exceptions items",
        "Policy    | rule       | spec: {rules: [{%s}]}        | spec rules items",
        "Policy    | case       | spec: {rules: [{cases: [{%s}]}]} | spec rules items cases items",
        "Grant     | spec       | spec: {%s}                   | spec",
        "Grant     | connectors | spec: {connectors: {%s}}     | spec connectors",
        "Group     | spec       | spec: {%s}                   | spec",
        "Hold      | spec       | spec: {%s}                   | spec",
        "Team      | spec       | spec: {%s}                   | spec",
        "Team      | contact    | spec: {contacts: [{%s}]}     | spec contacts items",
        "Team      | defaults   | spec: {defaults: {%s}}       | spec defaults",
        "Team      | notify     | spec: {notify: {%s}}         | spec notify",
        "Notify    | spec       | spec: {%s}                   | spec",
        "Notify    | route      | spec: {routes: [{%s}]}       | spec routes items",
        "Notify    | quiet      | spec: {quietHours: {%s}}     | spec quietHours"
      })
  void aSchemaHasExactlyTheFieldsThatTheReaderAsksFor(
      String kind, String place, String text, String path) {
    String strange = "qqqqqqqqqqqqqqqqqqqqqqqq: 1";
    String document =
        "apiVersion: riparian/v1\nkind: "
            + kind
            + "\n"
            + (text == null ? strange : text.replace("%s", strange));
    String known =
        parse(kind, document).stream()
            .map(Diagnostic::hint)
            .filter(hint -> hint.startsWith("Known here: "))
            .findFirst()
            .orElseThrow(() -> new AssertionError(place))
            .replaceAll("^Known here: |\\.$", "");

    assertThat(fields(kind, path == null ? new String[0] : path.split(" ")))
        .containsExactlyElementsOf(new TreeSet<>(List.of(known.split(", "))));
  }

  private static Set<String> fields(String kind, String... path) {
    JsonNode at =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .valueToTree(KindSchema.of(kind).orElseThrow().keywords());
    for (String step : path) {
      at = step.equals("items") ? at.path("items") : at.path("properties").path(step);
    }
    Set<String> names = new TreeSet<>();
    at.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  static Stream<Path> files() throws IOException {
    return Stream.of(Path.of("src/test/resources/manifest"), Path.of("sample-repo"))
        .flatMap(KindSchemaTest::below)
        .filter(file -> file.toString().endsWith(".yaml"));
  }

  private static Stream<Path> below(Path root) {
    try (Stream<Path> found = Files.walk(root)) {
      return found.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatTheReadersAcceptTheSchemaAcceptsToo(Path file) throws IOException {
    String path = file.toString().replace('\\', '/').replaceAll(".*/in/|^sample-repo/", "");
    byte[] bytes = Files.readAllBytes(file);
    boolean managed = Place.of(path).isPresent();
    if (!managed || ManifestParser.parse(path, bytes).isBroken()) {
      return;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (JsonNode document : SchemaCheck.documents(text)) {
      if (document.path("apiVersion").asText().equals(Envelope.API)) {
        assertThat(check(document.path("kind").asText()).problems(document)).isEmpty();
        assertThat(ALL.problems(document)).isEmpty();
      }
    }
  }

  private static List<Diagnostic> parse(String kind, String document) {
    return ManifestParser.parse(
            PATHS.getOrDefault(kind, ""), document.getBytes(StandardCharsets.UTF_8))
        .diagnostics();
  }

  private static String document(String kind, String spec) {
    return "apiVersion: riparian/v1\nkind: " + kind + "\nmetadata: {name: x}\nspec: {" + spec + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Connector | tasksMax: 1",
        "Connector | class: A, tasksMax: 0",
        "Connector | class: A, tasksMax: '1'",
        "Connector | class: A, taskMax: 1",
        "Connector | class: A, state: Running",
        "Connector | class: A, state: unmanaged",
        "Connector | class: A, adopt: 'true'",
        "Connector | class: A, onRemoval: keep",
        "Connector | class: A, freshness: 15 minutes",
        "Connector | class: A, freshness: 0m",
        "Connector | class: A, runbook: wiki",
        "Connector | class: A, cluster: Shared",
        "Connector | class: A, cluster: a, targets: [{cluster: b}]",
        "Connector | class: A, targets: []",
        "Connector | class: A, targets: [{state: paused}]",
        "Connector | class: A, autoRestart: {maxRestarts: -1}",
        "Connector | class: A, autoRestart: true",
        "Connector | class: A, config: {topics: [a, b]}",
        "Connector | class: A, config: {riparian.mark: x}",
        "Connector | class: A, config: [a]",
        "Connector | class: ''",
        "Connector | class: null",
        "Cluster | mode: manage",
        "Cluster | urls: []",
        "Cluster | urls: ['http://u:p@c:8083']",
        "Cluster | urls: ['c:8083']",
        "Cluster | urls: ['http://c', 'http://c']",
        "Cluster | urls: ['http://c'], mode: write",
        "Cluster | urls: ['http://c'], strimziConnectorResources: 'no'",
        "Cluster | urls: ['http://c'], credential: 'Top Secret'",
        "Cluster | urls: ['http://c'], bootstrapServers: kafka",
        "Cluster | urls: ['http://c'], bootstrapCredential: 'user:pass'",
        "Cluster | urls: ['http://c'], workers: {groupId: ''}",
        "Cluster | urls: ['http://c'], workers: {configStorageTopic: a/b}",
        "Cluster | urls: ['http://c'], workers: {topics: [a]}",
        "Cluster | urls: ['http://c'], workers: {heap: 2Gi}",
        "Cluster | urls: ['http://c'], workers: {heap: 2}",
        "Cluster | urls: ['http://c'], workers: {count: 0}",
        "Cluster | urls: ['http://c'], tenancy: {teams: [A]}",
        "Cluster | urls: ['http://c'], variables: {a: {value: 1, overridable: yes please}}",
        "Cluster | urls: ['http://c'], variables: {a: {}}",
        "Cluster | urls: ['http://c'], variables: {a: [1]}",
        "Cluster | urls: ['http://c'], defaults: {config: {name: x}}",
        "Cluster | urls: ['http://c'], defaults: {config: {a: null}}",
        "Cluster | urls: ['http://c'], windows: [{kind: allow}]",
        "Cluster | urls: ['http://c'], windows: [{kind: a, schedule: 0 0 * * *, duration: 1h, timeZone: UTC}]",
        "Cluster | urls: ['http://c'], windows: [{kind: deny, schedule: 0 0, duration: 1h, timeZone: UTC}]",
        "Cluster | urls: ['http://c'], windows: [{kind: deny, schedule: 0 0 * * *, duration: 1, timeZone: UTC}]",
        "Cluster | urls: ['http://c'], windows: [{kind: deny, schedule: 0 0 * * *, duration: 1h, timeZone: UTC, changes: [all]}]",
        "Grant | connectors: {prefixes: ['pay*']}",
        "Grant | connectors: {names: [a, a]}",
        "Grant | clusters: [A]",
        "Grant | owners: [1]",
        "Cluster | urls: ['http://c'], classes: {allowed: [A]}",
        "Cluster | urls: ['http://c'], classes: {deny: ['a b']}",
        "Cluster | urls: ['http://c'], secretProviders: {vault: x/}",
        "Cluster | urls: ['http://c'], secretProviders: {'a b': [x/]}",
        "Cluster | urls: ['http://c'], clientOverrides: [max.poll.records]",
        "Cluster | urls: ['http://c'], mounts: [relative]",
        "Cluster | urls: ['http://c'], numericBounds: {a: {max: 1}}",
        "Cluster | urls: ['http://c'], quotas: {tasks: -1}",
        "Grant | topics: {reads: [a]}",
        "Grant | groups: ['a b']",
        "Grant | hosts: ['http://a/']",
        "Grant | secretPaths: [a/]",
        "Grant | quotas: {tasksPerConnector: 1}",
        "Policy | severities: [{rule: P-08, severity: fatal}]",
        "Policy | severities: [{severity: error}]",
        "Policy | exceptions: [{rule: P-09, connectors: [], owner: o, reason: r, until: 2027-03-31T18:00:00Z}]",
        "Policy | exceptions: [{rule: P-09, connectors: ['*'], owner: o, reason: r}]",
        "Policy | exceptions: [{rule: P-09, connectors: ['*'], owner: o, reason: r, until: tomorrow}]",
        "Policy | exceptions: [{rule: P-09, connectors: ['*'], clusters: [A], owner: o, reason: r, until: 2027-03-31T18:00:00Z}]",
        "Policy | rules: [{id: acme, expression: a, message: m}]",
        "Policy | rules: [{id: ACME-1, message: m}]",
        "Policy | rules: [{id: ACME-1, severity: fatal, expression: a, message: m}]",
        "Policy | rules: [{id: ACME-1, expression: a, message: m, cases: [{name: x}]}]",
        "Policy | quotas: {tasks: many}",
        "Group | handle: '@a/b'",
        "Group | members: []",
        "Group | handle: a/b, members: []",
        "Group | handle: '@a/b/', members: []",
        "Group | handle: a@b.example, members: []",
        "Group | handle: '@a/b', members: '@c'",
        "Group | handle: '@a/b', members: [c]",
        "Group | handle: '@a/b', members: ['@c/d']",
        "Group | handle: '@a/b', members: ['@c', '@c']",
        "Group | handle: '@a/b', members: [c@localhost]",
        "Hold | connectors: all, reason: r",
        "Hold | connectors: all, until: 2026-12-01T08:00:00Z",
        "Hold | reason: r, until: 2026-12-01T08:00:00Z",
        "Hold | connectors: some, reason: r, until: 2026-12-01T08:00:00Z",
        "Hold | connectors: [], reason: r, until: 2026-12-01T08:00:00Z",
        "Hold | connectors: ['a/b'], reason: r, until: 2026-12-01T08:00:00Z",
        "Hold | connectors: all, clusters: [], reason: r, until: 2026-12-01T08:00:00Z",
        "Hold | connectors: all, clusters: [A], reason: r, until: 2026-12-01T08:00:00Z",
        "Hold | connectors: all, reason: '', until: 2026-12-01T08:00:00Z",
        "Hold | connectors: all, reason: r, until: 2026-12-01",
        "Hold | connectors: all, reason: r, until: '2026-12-01T08:00:00'",
        "Hold | connectors: all, reason: r, until: 2026-12-01T08:00:00Z, stops: []",
        "Hold | connectors: all, reason: r, until: 2026-12-01T08:00:00Z, stops: [start]",
        "Hold | connectors: all, reason: r, until: 2026-12-01T08:00:00Z, author: anna",
        "Team | contacts: [{email: a@b}]",
        "Team | contacts: [{name: A, email: nobody}]",
        "Team | defaults: {config: {connector.class: A}}",
        "Team | variables: {a: null}",
        "Team | connectors: {a: {adopt: 1}}",
        "Team | notify: [{channel: slack}]",
        "Team | notify: {routes: [{to: '#a'}]}",
        "Notify | routes: [{channel: Slack Room}]",
        "Notify | routes: [{channel: slack, to: 'https://hooks.example/a'}]",
        "Notify | routes: [{channel: slack, to: ''}]",
        "Notify | routes: [{channel: slack, least: urgent}]",
        "Notify | quietHours: {from: '22:00', to: '07:00'}",
        "Notify | quietHours: {from: '22', to: '07:00', zone: UTC}"
      })
  void whatBothRefuse(String kind, String spec) {
    String document = document(kind, spec);

    assertThat(parse(kind, document)).anyMatch(Diagnostic::isError);
    assertThat(check(kind).problems(document)).isNotEmpty();
    assertThat(ALL.problems(document)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config: {connector.class: A}",
        "class: A, config: {port: 5432, ssl: true, ratio: 0.5, empty: '', gone: null}",
        "class: A, config: {_comment: {any: [thing]}}",
        "class: A, version: 1.0, tasksMax: 10000, targets: [{cluster: a, version: '[1,2)'}]",
        "class: A, autoRestart: {}"
      })
  void whatBothAccept(String spec) {
    String document = document("Connector", spec);

    assertThat(parse("Connector", document)).noneMatch(Diagnostic::isError);
    assertThat(check("Connector").problems(document)).isEmpty();
  }

  @Test
  void everyFieldSaysWhatItMeans() {
    JsonNode schema =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .valueToTree(KindSchema.of("Connector").orElseThrow().keywords());
    JsonNode spec = schema.path("properties").path("spec").path("properties");

    assertThat(
            Stream.of("class", "cluster", "targets", "tasksMax", "config")
                .map(field -> spec.path(field).path("description").asText())
                .distinct()
                .toList())
        .hasSize(5)
        .doesNotContain("");
  }
}
