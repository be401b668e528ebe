package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.CONFIG_TOO_LARGE;
import static io.riparian.manifest.ManifestRule.FILL_IN;
import static io.riparian.manifest.ManifestRule.VARIABLE_TWICE;
import static io.riparian.manifest.ManifestRule.VARIABLE_UNKNOWN;

import io.riparian.manifest.ConnectorDocument.Target;
import io.riparian.manifest.Variables.Expansion;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A connector's configuration on one cluster while it comes together: cluster defaults, team
 * defaults, the connector's own, the target's, then what fields of the spec set. Each value
 * remembers where it was written.
 */
final class EffectiveConfig {
  private static final int LONGEST = 1024 * 1024;

  private final ConnectorDocument document;
  private final Variables variables;
  private final Map<String, Setting> settings = new TreeMap<>();
  private final Set<ConfigEntry> idleRemovals = new LinkedHashSet<>();

  /** A value, where it stands, and, for an inherited one, a note of whom it comes from. */
  private record Setting(String value, Location at, String inherited) {
    @Override
    public String toString() {
      return "Setting[" + at + "]";
    }
  }

  EffectiveConfig(ConnectorDocument document, Target target, Cluster cluster, TeamDocument team) {
    this.document = document;
    this.variables = new Variables(cluster, team.team());
    cluster
        .defaults()
        .entries()
        .forEach(
            (key, value) ->
                settings.put(
                    key,
                    new Setting(
                        value,
                        document.name().at(),
                        ", a default of cluster `" + cluster.name() + "`,")));
    for (ConfigEntry entry : team.defaults().entries()) {
      if (entry.removes()) {
        settings.remove(entry.key());
      } else {
        settings.put(
            entry.key(),
            new Setting(
                entry.value(),
                document.name().at(),
                ", a default of team `" + document.team() + "`,"));
      }
    }
    overlay(document.config());
    overlay(target.config());
    overlay(target.fields());
  }

  private void overlay(ConfigBlock block) {
    for (ConfigEntry entry : block.entries()) {
      if (!entry.removes()) {
        settings.put(entry.key(), new Setting(entry.value(), entry.at(), ""));
      } else if (settings.remove(entry.key()) == null) {
        idleRemovals.add(entry);
      }
    }
  }

  /** Nulls that removed nothing. */
  Set<ConfigEntry> idleRemovals() {
    return idleRemovals;
  }

  /** The configuration with its variables replaced; nothing when one cannot be. */
  Optional<ConnectorConfig> expand(Collection<Diagnostic> diagnostics) {
    SortedMap<String, String> values = new TreeMap<>();
    boolean whole = true;
    int room = LONGEST;
    for (Map.Entry<String, Setting> entry : settings.entrySet()) {
      Setting setting = entry.getValue();
      Expansion expansion = variables.expand(setting.value(), room);
      room -= expansion.text().length();
      Optional<Diagnostic> problem =
          room < 0 ? Optional.of(tooLarge(setting)) : problem(entry.getKey(), setting, expansion);
      problem.ifPresent(diagnostics::add);
      whole &= problem.isEmpty();
      if (room < 0) {
        break;
      }
      values.put(entry.getKey(), expansion.text());
    }
    values.remove(ConnectorConfig.NAME);
    return whole ? Optional.of(new ConnectorConfig(values)) : Optional.empty();
  }

  private Optional<Diagnostic> problem(String key, Setting setting, Expansion expansion) {
    if (expansion.problem() == Variables.Problem.NONE && !Placeholder.isIn(expansion.text())) {
      return Optional.empty();
    }
    String who = "`" + key + "`" + setting.inherited();
    String variable = "`" + expansion.variable() + "`";
    return switch (expansion.problem()) {
      case NONE ->
          Optional.of(
              FILL_IN.at(
                  setting.at(),
                  who + " still holds a placeholder: FILL-IN",
                  "Put the secret where the worker's provider finds it, and write the reference to"
                      + " it, like ${vault:payments/orders-db:password}."));
      case UNKNOWN ->
          Optional.of(
              VARIABLE_UNKNOWN.at(
                  setting.at(),
                  who + " needs the variable " + variable + ", which nobody declares",
                  unknownHint(expansion.variable())));
      case TWICE ->
          Optional.of(
              VARIABLE_TWICE.at(
                  setting.at(),
                  who
                      + " needs the variable "
                      + variable
                      + ", which both cluster `"
                      + variables.cluster().name()
                      + "` and team `"
                      + document.team()
                      + "` declare",
                  "Rename the team's, or let the cluster say `overridable: true`."));
      case TOO_LONG -> Optional.of(tooLarge(setting));
    };
  }

  private String unknownHint(String variable) {
    return Spelling.closest(variable, variables.names())
        .map(name -> "Did you mean `" + name + "`?")
        .orElse(
            "Declare it in teams/"
                + document.team()
                + "/team.yaml under `variables`, or in the cluster's file.");
  }

  private static Diagnostic tooLarge(Setting setting) {
    return CONFIG_TOO_LARGE.at(
        setting.at(),
        "with its variables replaced the configuration is larger than 1 MiB",
        "Connect keeps a configuration in one record; make it smaller.");
  }
}
