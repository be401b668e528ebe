package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_NAME;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;
import static io.riparian.manifest.ManifestRule.EXCLUSIVE_FIELDS;
import static io.riparian.manifest.ManifestRule.MISSING_FIELD;
import static io.riparian.manifest.ManifestRule.NOT_READ_HERE;

import io.riparian.manifest.ConnectorDocument.Target;
import io.riparian.model.AutoRestart;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredState;
import io.riparian.model.Names;
import io.riparian.model.OnRemoval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A reading of {@code kind: Connector}. It reports every mistake it meets, and its result counts
 * only when there was none.
 */
final class ConnectorReader {
  static final int MOST_TASKS = 10_000;
  private static final int DEFAULT_RESTARTS = 7;
  static final int MOST_RESTARTS = 1_000;
  static final String FRESHNESS = "[1-9][0-9]{0,5}[smhd]";
  static final List<DeclaredState> STATES =
      List.of(DeclaredState.RUNNING, DeclaredState.PAUSED, DeclaredState.STOPPED);

  /** A target that says nothing beyond what the connector says. */
  private static final Settings ALONE =
      new Settings(Text.NONE, Text.NONE, DeclaredState.UNMANAGED, ConfigBlock.EMPTY);

  private final Place place;
  private final Text name;
  private final Fields spec;
  private final Findings findings;

  private ConnectorReader(Place place, Text name, Fields spec) {
    this.place = place;
    this.name = name;
    this.spec = spec;
    this.findings = spec.findings();
  }

  static ConnectorDocument read(Place place, Envelope envelope) {
    return new ConnectorReader(place, envelope.name(), envelope.spec()).read();
  }

  /** Reads the {@code spec} of Strimzi's {@code KafkaConnector}. */
  static ConnectorDocument readStrimzi(Place place, Text name, Text cluster, Fields spec) {
    return new ConnectorReader(place, name, spec).readStrimzi(cluster);
  }

  private ConnectorDocument readStrimzi(Text cluster) {
    checkName(name, findings);
    Settings settings = Settings.read(spec).orPaused(spec);
    Text connectorClass = connectorClass(settings);
    if (cluster.isGiven()) {
      checkCluster(cluster);
    }
    ConnectorDocument document =
        new ConnectorDocument(
            place.owner(),
            place.directory(),
            name,
            settings.config,
            List.of(
                target(
                    cluster.isGiven() || place.directory().isEmpty()
                        ? cluster
                        : new Text(place.directory(), name.at()),
                    connectorClass,
                    ALONE.over(settings))),
            false,
            OnRemoval.DELETE,
            autoRestart(),
            "",
            "",
            true);
    spec.ignore(NOT_READ_HERE, "listOffsets", "alterOffsets");
    spec.refuseOthers();
    return document;
  }

  private ConnectorDocument read() {
    checkName(name, findings);
    Settings common = Settings.read(spec);
    Text connectorClass = connectorClass(common);
    List<Target> targets = targets(connectorClass, common);
    ConnectorDocument document =
        new ConnectorDocument(
            place.owner(),
            place.directory(),
            name,
            common.config,
            targets,
            spec.flag("adopt").orElse(false),
            spec.word("onRemoval", List.of(OnRemoval.values())).orElse(OnRemoval.DELETE),
            autoRestart(),
            freshness(spec),
            matching(spec, "runbook", "https?://\\S+", "Write a link that begins with https://."),
            false);
    spec.refuseOthers();
    return document;
  }

  private Text connectorClass(Settings common) {
    Text connectorClass = spec.text("class").orElse(Text.NONE);
    agree(common.config, connectorClass, common);
    if (!spec.has("class") && common.config.entry(ConnectorConfig.CLASS).isEmpty()) {
      findings.report(
          MISSING_FIELD,
          spec.at(),
          "`spec.class` is missing",
          "Write the connector's Java class: class: io.example.MySourceConnector");
    }
    return connectorClass;
  }

  static void checkName(Text name, Findings findings) {
    if (name.isGiven() && !Names.isConnectorName(name.value())) {
      findings.report(
          BAD_NAME,
          name.at(),
          Findings.quote(name.value()) + " cannot be the name of a connector",
          "Use letters, digits, dot, underscore and hyphen, at most 249, beginning with a letter"
              + " or digit.");
    }
  }

  /** The settings a connector has, and each target may replace. */
  private record Settings(Text version, Text tasksMax, DeclaredState state, ConfigBlock config) {
    static Settings read(Fields fields) {
      return new Settings(
          fields.scalar("version").orElse(Text.NONE),
          fields
              .number("tasksMax", 1, MOST_TASKS)
              .map(tasks -> new Text(String.valueOf(tasks), fields.placeOf("tasksMax")))
              .orElse(Text.NONE),
          fields.word("state", STATES).orElse(DeclaredState.UNMANAGED),
          ConfigBlock.read(fields, true));
    }

    /** Strimzi's older word for a state; its newer one wins. */
    Settings orPaused(Fields fields) {
      boolean paused = fields.flag("pause").orElse(false);
      return paused && state == DeclaredState.UNMANAGED
          ? new Settings(version, tasksMax, DeclaredState.PAUSED, config)
          : this;
    }

    Settings over(Settings inherited) {
      return new Settings(
          version.isGiven() ? version : inherited.version,
          tasksMax.isGiven() ? tasksMax : inherited.tasksMax,
          state == DeclaredState.UNMANAGED ? inherited.state : state,
          config);
    }
  }

  private void agree(ConfigBlock config, Text connectorClass, Settings settings) {
    config.mustAgree(ConnectorConfig.NAME, name, "`metadata.name`", findings);
    config.mustAgree(ConnectorConfig.CLASS, connectorClass, "`class`", findings);
    config.mustAgree(ConnectorConfig.TASKS_MAX, settings.tasksMax, "`tasksMax`", findings);
    config.mustAgree(ConnectorConfig.PLUGIN_VERSION, settings.version, "`version`", findings);
    Stream.of(ConnectorConfig.NAME, ConnectorConfig.CLASS)
        .filter(key -> config.entry(key).filter(ConfigEntry::removes).isPresent())
        .forEach(key -> config.mustNotHave(key, "cannot be removed", findings));
  }

  private List<Target> targets(Text connectorClass, Settings common) {
    Optional<Text> cluster = spec.text("cluster");
    List<Fields> listed = spec.mappings("targets");
    if (spec.has("cluster") && spec.has("targets")) {
      findings.report(
          EXCLUSIVE_FIELDS,
          spec.placeOf("targets"),
          "`cluster` and `targets` stand together",
          "Keep one: `cluster` for one cluster, `targets` for several.");
    }
    if (!spec.has("targets")) {
      cluster.ifPresent(this::checkCluster);
      return List.of(target(cluster.orElse(Text.NONE), connectorClass, ALONE.over(common)));
    }
    spec.requireEntries("targets", "List at least one cluster.");
    List<Target> targets = new ArrayList<>();
    Map<String, Text> seen = new HashMap<>();
    for (Fields fields : listed) {
      target(fields, connectorClass, common, seen).ifPresent(targets::add);
    }
    return targets;
  }

  private Optional<Target> target(
      Fields fields, Text connectorClass, Settings common, Map<String, Text> seen) {
    Optional<Text> cluster =
        fields.require("cluster", "Name the target's cluster.").text("cluster");
    Settings settings = Settings.read(fields).over(common);
    agree(settings.config, connectorClass, settings);
    fields.refuseOthers();
    if (cluster.isEmpty()) {
      return Optional.empty();
    }
    checkCluster(cluster.get());
    Text first = seen.putIfAbsent(cluster.get().value(), cluster.get());
    if (first != null) {
      findings.report(
          BAD_VALUE,
          cluster.get().at(),
          "the cluster "
              + Findings.quote(first.value())
              + " is a target twice: also at "
              + first.at(),
          "Keep one of them.");
    }
    return Optional.of(target(cluster.get(), connectorClass, settings));
  }

  private void checkCluster(Text cluster) {
    if (!Names.isUnitName(cluster.value())) {
      findings.report(
          BAD_NAME,
          cluster.at(),
          Findings.quote(cluster.value()) + " cannot be the name of a cluster",
          "Name a file under platform/clusters/, without its extension.");
    }
  }

  private static Target target(Text cluster, Text connectorClass, Settings settings) {
    List<ConfigEntry> fields = new ArrayList<>();
    set(fields, ConnectorConfig.CLASS, connectorClass);
    set(fields, ConnectorConfig.TASKS_MAX, settings.tasksMax);
    set(fields, ConnectorConfig.PLUGIN_VERSION, settings.version);
    return new Target(cluster, settings.state, settings.config, new ConfigBlock(fields));
  }

  private static void set(List<ConfigEntry> fields, String key, Text value) {
    if (value.isGiven()) {
      fields.add(ConfigEntry.of(key, value));
    }
  }

  private AutoRestart autoRestart() {
    Optional<Fields> fields = spec.mapping("autoRestart");
    if (fields.isEmpty()) {
      return AutoRestart.OFF;
    }
    boolean enabled = fields.get().flag("enabled").orElse(true);
    int restarts = fields.get().number("maxRestarts", 0, MOST_RESTARTS).orElse(DEFAULT_RESTARTS);
    fields.get().refuseOthers();
    return enabled ? new AutoRestart(true, restarts) : AutoRestart.OFF;
  }

  static String freshness(Fields fields) {
    return matching(fields, "freshness", FRESHNESS, "Write a number and s, m, h or d: 15m.");
  }

  private static String matching(Fields fields, String field, String pattern, String hint) {
    Optional<Text> text = fields.text(field);
    if (text.isPresent() && !text.get().value().matches(pattern)) {
      fields
          .findings()
          .report(BAD_VALUE, text.get().at(), fields.name(field) + " cannot be read", hint);
    }
    return text.map(Text::value).orElse("");
  }
}
