package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_NAME;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Names;
import io.riparian.model.Variable;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A reading of {@code kind: Cluster}. What is left out takes the careful default: nothing is
 * written to a cluster whose file does not say {@code mode: manage}.
 */
final class ClusterReader {
  static final List<String> NOT_ENFORCED_YET = List.of("generate", "hints");

  static final List<String> TENANCY_NOT_ENFORCED_YET = List.of("domain");
  private static final String BOOTSTRAP = "[A-Za-z0-9._\\-\\[\\]:]+:[0-9]{1,5}";

  private ClusterReader() {}

  static Cluster read(Envelope envelope) {
    Fields spec = envelope.spec();
    Cluster cluster =
        new Cluster(
            envelope.name().value(),
            envelope.name().at(),
            urls(spec),
            credential(spec, "credential"),
            bootstrapServers(spec),
            credential(spec, "bootstrapCredential"),
            schemaRegistryUrls(spec),
            tenants(spec),
            new Cluster.Writing(
                spec.word("mode", List.of(Cluster.Mode.values())).orElse(Cluster.Mode.OBSERVE),
                spec.has("mode") ? spec.placeOf("mode") : envelope.name().at(),
                spec.flag("strimziConnectorResources")),
            spec.word("deletion", List.of(Cluster.Deletion.values()))
                .orElse(Cluster.Deletion.ALLOW),
            spec.word("unmanaged", List.of(Cluster.Unmanaged.values()))
                .orElse(Cluster.Unmanaged.REPORT),
            spec.word("marks", List.of(Cluster.Marks.values())).orElse(Cluster.Marks.CONNECTOR),
            spec.word("drift", List.of(Cluster.Drift.values())).orElse(Cluster.Drift.REVERT),
            variables(spec),
            defaults(spec),
            WindowReader.read(spec),
            ClusterRailsReader.read(spec),
            WorkerSettingsReader.read(spec));
    spec.notEnforcedYet(NOT_ENFORCED_YET);
    spec.refuseOthers();
    return cluster;
  }

  private static List<URI> urls(Fields spec) {
    List<Text> written =
        spec.require("urls", "List the workers' REST addresses: urls: [\"http://connect:8083\"]")
            .texts("urls");
    spec.requireEntries("urls", "List at least one worker.");
    return addresses(
        written,
        "a worker",
        "Name a `credential` of the daemon's own configuration instead.",
        spec.findings());
  }

  private static List<URI> schemaRegistryUrls(Fields spec) {
    return addresses(
        spec.texts("schemaRegistryUrls"),
        "a Schema Registry",
        "Leave it out: nobody is logged in there.",
        spec.findings());
  }

  private static List<URI> addresses(
      List<Text> written, String whose, String noUser, Findings findings) {
    Set<URI> seen = new LinkedHashSet<>();
    for (Text text : written) {
      Optional<URI> url = PlainUrl.read(text, whose, noUser, findings);
      if (url.isPresent() && !seen.add(url.get())) {
        findings.report(BAD_VALUE, text.at(), "this address stands twice", "Keep one.");
      }
    }
    return List.copyOf(seen);
  }

  private static String credential(Fields spec, String field) {
    Optional<Text> credential = spec.text(field);
    if (credential.isPresent() && !Names.isUnitName(credential.get().value())) {
      spec.findings()
          .report(
              BAD_VALUE,
              credential.get().at().beginning(),
              spec.name(field) + " is no name",
              "Name a credential of the daemon's own configuration; never write the secret here.");
    }
    return credential.map(Text::value).orElse("");
  }

  private static String bootstrapServers(Fields spec) {
    Optional<Text> servers = spec.text("bootstrapServers");
    if (servers.isPresent()
        && !List.of(servers.get().value().split(",", -1)).stream()
            .allMatch(server -> server.strip().matches(BOOTSTRAP))) {
      spec.findings()
          .report(
              BAD_VALUE,
              servers.get().at(),
              "`spec.bootstrapServers` cannot be read",
              "Write host:port, several with commas between them.");
    }
    return servers.map(Text::value).orElse("");
  }

  private static Set<String> tenants(Fields spec) {
    Optional<Fields> tenancy = spec.mapping("tenancy");
    if (tenancy.isEmpty()) {
      return Set.of();
    }
    Set<String> teams = new TreeSet<>();
    for (Text team : tenancy.get().texts("teams")) {
      if (!Names.isUnitName(team.value())) {
        spec.findings()
            .report(
                BAD_NAME,
                team.at(),
                Findings.quote(team.value()) + " cannot be the name of a team",
                "Name directories under teams/.");
      }
      teams.add(team.value());
    }
    tenancy.get().notEnforcedYet(TENANCY_NOT_ENFORCED_YET);
    tenancy.get().refuseOthers();
    return teams;
  }

  private static Map<String, Variable> variables(Fields spec) {
    Map<String, Variable> variables = new HashMap<>();
    spec.mapping("variables")
        .map(Fields::all)
        .orElse(List.of())
        .forEach(
            field -> {
              Variables.checkName(field.name(), spec.findings());
              variable(field.name(), field.value(), spec.findings())
                  .ifPresent(variable -> variables.put(field.name().value(), variable));
            });
    return variables;
  }

  private static Optional<Variable> variable(Text name, Node value, Findings findings) {
    if (value instanceof MappingNode) {
      Fields fields = Fields.of(value, "spec.variables." + name.value(), findings).orElseThrow();
      Optional<Text> text = fields.require("value", "Give it one.").scalar("value");
      boolean overridable = fields.flag("overridable").orElse(false);
      fields.refuseOthers();
      return text.map(found -> new Variable(found.value(), overridable));
    }
    Optional<Text> text = Text.ofScalar(value, findings);
    if (text.isEmpty()) {
      findings.wrongType(
          value,
          "the variable " + Findings.quote(name.value()) + " is " + Text.describe(value),
          "Write its value, or {value: …, overridable: true}.");
    }
    return text.map(found -> new Variable(found.value(), false));
  }

  private static ConnectorConfig defaults(Fields spec) {
    Optional<Fields> defaults = spec.mapping("defaults");
    if (defaults.isEmpty()) {
      return ConnectorConfig.of(Map.of());
    }
    ConfigBlock config = ConfigBlock.read(defaults.get(), false);
    config.mustNotHave(ConnectorConfig.NAME, "cannot be a default", spec.findings());
    config.mustNotHave(ConnectorConfig.CLASS, "cannot be a default", spec.findings());
    defaults.get().refuseOthers();
    return config.values();
  }
}
