package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_NAME;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Names;
import io.riparian.model.Routes;
import io.riparian.model.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reading of {@code kind: Team}. Its name is its directory's, whatever the file says. */
final class TeamReader {
  private final String name;
  private final Fields spec;

  private TeamReader(String name, Fields spec) {
    this.name = name;
    this.spec = spec;
  }

  static TeamDocument read(Place place, Envelope envelope) {
    return new TeamReader(place.owner(), envelope.spec()).read();
  }

  private TeamDocument read() {
    List<Team.Contact> contacts = contacts();
    String cluster = "";
    ConfigBlock config = ConfigBlock.EMPTY;
    Optional<Fields> defaults = spec.mapping("defaults");
    if (defaults.isPresent()) {
      cluster = cluster(defaults.get());
      config = ConfigBlock.read(defaults.get(), true);
      config.mustNotHave(ConnectorConfig.NAME, "cannot be a default", spec.findings());
      config.mustNotHave(ConnectorConfig.CLASS, "cannot be a default", spec.findings());
      defaults.get().refuseOthers();
    }
    Map<String, String> variables = variables();
    Map<String, ForeignSettings> connectors = ForeignSettings.read(spec);
    Routes routes = spec.mapping("notify").map(RoutesReader::read).orElse(Routes.NONE);
    spec.refuseOthers();
    return new TeamDocument(
        new Team(
            name,
            spec.at(),
            contacts,
            cluster,
            config.values(),
            config.removed(),
            variables,
            routes),
        config,
        connectors);
  }

  private List<Team.Contact> contacts() {
    List<Team.Contact> contacts = new ArrayList<>();
    for (Fields contact : spec.mappings("contacts")) {
      Optional<Text> person = contact.require("name", "Name somebody to talk to.").text("name");
      Optional<Text> email = contact.text("email");
      if (email.isPresent() && !email.get().value().matches("[^@\\s]+@[^@\\s]+")) {
        spec.findings()
            .report(
                BAD_VALUE,
                email.get().at(),
                "`spec.contacts.email` is no address",
                "Write name@example.com.");
      }
      contact.refuseOthers();
      contacts.add(
          new Team.Contact(person.map(Text::value).orElse(""), email.map(Text::value).orElse("")));
    }
    return contacts;
  }

  private String cluster(Fields defaults) {
    Optional<Text> cluster = defaults.text("cluster");
    if (cluster.isPresent() && !Names.isUnitName(cluster.get().value())) {
      spec.findings()
          .report(
              BAD_NAME,
              cluster.get().at(),
              Findings.quote(cluster.get().value()) + " cannot be the name of a cluster",
              "Name a file under platform/clusters/, without its extension.");
    }
    return cluster.map(Text::value).orElse("");
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    for (Fields.Field field : spec.mapping("variables").map(Fields::all).orElse(List.of())) {
      Variables.checkName(field.name(), spec.findings());
      Optional<Text> text = Text.ofScalar(field.value(), spec.findings());
      if (text.isEmpty()) {
        spec.findings()
            .wrongType(
                field.value(),
                "the variable "
                    + Findings.quote(field.name().value())
                    + " is "
                    + Text.describe(field.value()),
                "Write its value; for an empty one write \"\".");
      }
      text.ifPresent(found -> variables.put(field.name().value(), found.value()));
    }
    return variables;
  }
}
