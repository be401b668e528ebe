package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.CHOICE_UNKNOWN;
import static io.riparian.manifest.ManifestRule.CLASS_NOT_INSTALLED;
import static io.riparian.manifest.ManifestRule.KEY_REQUIRED;
import static io.riparian.manifest.ManifestRule.KEY_UNKNOWN;
import static io.riparian.manifest.ManifestRule.NOT_VALIDATED;
import static io.riparian.manifest.ManifestRule.VALUE_UNREADABLE;
import static io.riparian.manifest.ManifestRule.VERSION_NOT_INSTALLED;

import io.riparian.model.Cluster;
import io.riparian.model.ConfigKey;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.VersionRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The offline validation of one cluster's connectors: their effective configuration, held to the
 * ConfigDefs of what is installed there. Nobody is asked and no connector's code runs. A mistake is
 * told where its key was written, one in an inherited key at the connector's class.
 */
public final class ConfigDefCheck {
  private final List<Plugin> installed;
  private final Function<Plugin, Optional<PluginConfigDef>> definitions;
  private final KeyPlaces places;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /**
   * @param installed every connector class on the cluster, in every version
   * @param definitions tells the ConfigDef of one of them; it is asked of those alone that a
   *     connector would run
   */
  public ConfigDefCheck(
      Collection<Plugin> installed,
      Function<Plugin, Optional<PluginConfigDef>> definitions,
      KeyPlaces places) {
    this.installed = List.copyOf(installed);
    this.definitions = definitions;
    this.places = places;
  }

  /** What is said instead when a cluster does not tell what it has installed. */
  public static Diagnostic notMade(Cluster cluster) {
    return NOT_VALIDATED.at(
        cluster.at(),
        "the changes on cluster `"
            + cluster.name()
            + "` were not held to what is installed there: it does not tell",
        "Ask again when it answers; keys, types and choices were not looked at.");
  }

  /** What all of the connectors checked so far came to. */
  public List<Diagnostic> diagnostics() {
    return Declarations.inOrder(diagnostics);
  }

  /** Where the keys of one connector stand in its file. */
  private record Written(DeclaredConnector connector, KeyPlaces places) {
    Location of(String key) {
      return places.of(connector, key);
    }
  }

  /**
   * Checks one connector of the cluster.
   *
   * @return what it was held to; empty when the cluster has no such class, or not in that version
   */
  public Optional<PluginConfigDef> check(DeclaredConnector connector) {
    Written written = new Written(connector, places);
    String className = connector.config().get(ConnectorConfig.CLASS).orElse("");
    List<Plugin> versions =
        installed.stream().filter(one -> one.isCalled(className)).sorted().toList();
    if (versions.isEmpty()) {
      diagnostics.add(
          CLASS_NOT_INSTALLED.at(
              written.of(ConnectorConfig.CLASS),
              "cluster `" + connector.id().cluster() + "` has no connector of this class",
              Spelling.hint(className, classes())));
      return Optional.empty();
    }
    Optional<PluginConfigDef> definition = taken(connector, versions, written).flatMap(definitions);
    definition.ifPresent(
        known -> {
          keys(connector.config(), known, written);
          values(connector.config(), known, written);
        });
    return definition;
  }

  /** Of the version that Connect would take: the newest, or the newest that is asked for. */
  private Optional<Plugin> taken(
      DeclaredConnector connector, List<Plugin> versions, Written written) {
    Plugin newest = versions.get(versions.size() - 1);
    Optional<String> asked =
        connector
            .config()
            .get(ConnectorConfig.PLUGIN_VERSION)
            .filter(value -> !ValueForm.isReference(value));
    if (asked.isEmpty()) {
      return Optional.of(newest);
    }
    Location at = written.of(ConnectorConfig.PLUGIN_VERSION);
    Optional<VersionRange> range = VersionRange.of(asked.get());
    if (range.isEmpty()) {
      diagnostics.add(
          VALUE_UNREADABLE.at(
              at,
              "the value of `" + ConnectorConfig.PLUGIN_VERSION + "` is no version and no range",
              "Write one version, which means exactly that one, or a range: \"[3.1,4)\"."));
      return Optional.empty();
    }
    Optional<Plugin> taken =
        versions.stream()
            .filter(one -> range.get().contains(one.version()))
            .reduce((older, newer) -> newer);
    if (taken.isEmpty()) {
      diagnostics.add(
          VERSION_NOT_INSTALLED.at(
              at,
              "cluster `"
                  + connector.id().cluster()
                  + "` has this class, but in no version that `"
                  + ConnectorConfig.PLUGIN_VERSION
                  + "` takes",
              "Installed: "
                  + versions.stream()
                      .map(Plugin::version)
                      .distinct()
                      .collect(Collectors.joining(", "))
                  + ". A plain version means exactly that one; a range reads \"[3.1,4)\"."));
    }
    return taken;
  }

  private Set<String> classes() {
    return installed.stream().map(Plugin::className).collect(Collectors.toCollection(TreeSet::new));
  }

  private void keys(ConnectorConfig config, PluginConfigDef definition, Written written) {
    Set<String> known =
        definition.keys().stream()
            .map(ConfigKey::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> aliases = aliases(config);
    for (String key : config.entries().keySet()) {
      boolean anAliass = aliases.stream().anyMatch(alias -> key.startsWith(alias + "."));
      if (!known.contains(key) && !anAliass && !PassThrough.takes(definition, key)) {
        diagnostics.add(
            KEY_UNKNOWN.at(
                written.of(key),
                Findings.quote(key) + " is no key of this class, and Connect will ignore it",
                Spelling.closest(key, known)
                    .map(close -> "Did you mean `" + close + "`?")
                    .orElse(
                        "Remove it, unless the connector hands it on to a client of its own.")));
      }
    }
    for (ConfigKey key : definition.keys()) {
      if (key.required() && !key.name().equals(ConnectorConfig.NAME) && !config.has(key.name())) {
        diagnostics.add(
            KEY_REQUIRED.at(
                written.of(ConnectorConfig.CLASS),
                Findings.quote(key.name()) + " is missing; the class requires it",
                "Set it under `config:`: " + ValueForm.describe(key) + "."));
      }
    }
  }

  /** Debezium's own converters and post processors: each alias has options below it. */
  private static Set<String> aliases(ConnectorConfig config) {
    return Stream.of("converters", "post.processors")
        .flatMap(key -> Stream.of(config.get(key).orElse("").split(",", -1)))
        .map(String::strip)
        .filter(alias -> !alias.isEmpty())
        .collect(Collectors.toSet());
  }

  private void values(ConnectorConfig config, PluginConfigDef definition, Written written) {
    for (ConfigKey key : definition.keys()) {
      Optional<String> value = config.get(key.name());
      if (value.isPresent() && !ValueForm.takes(key, value.get())) {
        boolean choice = !ValueForm.choices(key).isEmpty();
        diagnostics.add(
            (choice ? CHOICE_UNKNOWN : VALUE_UNREADABLE)
                .at(
                    written.of(key.name()),
                    "the value of "
                        + Findings.quote(key.name())
                        + " is not "
                        + ValueForm.describe(key),
                    choice
                        ? Spelling.hint(value.get(), ValueForm.choices(key))
                        : "Write " + ValueForm.describe(key) + "."));
      }
    }
  }
}
