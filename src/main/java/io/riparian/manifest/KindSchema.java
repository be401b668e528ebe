package io.riparian.manifest;

import static io.riparian.manifest.JsonSchema.anyOf;
import static io.riparian.manifest.JsonSchema.exactly;
import static io.riparian.manifest.JsonSchema.flag;
import static io.riparian.manifest.JsonSchema.listOf;
import static io.riparian.manifest.JsonSchema.mapOf;
import static io.riparian.manifest.JsonSchema.not;
import static io.riparian.manifest.JsonSchema.number;
import static io.riparian.manifest.JsonSchema.scalar;
import static io.riparian.manifest.JsonSchema.text;
import static io.riparian.manifest.JsonSchema.textLike;
import static io.riparian.manifest.JsonSchema.word;

import io.riparian.model.ChangeWindow;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Hold;
import io.riparian.model.OnRemoval;
import io.riparian.model.Span;
import io.riparian.model.Urgency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an editor is told of our documents: one JSON Schema for each kind. It accepts every document
 * that the readers beside it accept, and refuses what a schema can see to be wrong; what takes a
 * second file, or a path, is left to the readers.
 */
public final class KindSchema {
  private static final String UNIT = "[a-z0-9][a-z0-9._-]{0,62}";
  private static final String CONNECTOR = "[A-Za-z0-9][A-Za-z0-9._-]{0,248}";
  private static final String URL = "https?://[A-Za-z0-9\\[][A-Za-z0-9.:\\[\\]_~/-]*";
  private static final String BROKER = "\\s*[A-Za-z0-9._\\-\\[\\]:]+:[0-9]{1,5}\\s*";

  private KindSchema() {}

  /** The kinds there is a schema for, as they are written after {@code kind:}. */
  public static List<String> kinds() {
    return Arrays.stream(Kind.values()).filter(Kind::isSupported).map(Kind::word).toList();
  }

  /** The schema of one of {@link #kinds}; nothing for any other word. */
  public static Optional<JsonSchema> of(String word) {
    return Kind.of(word)
        .filter(Kind::isSupported)
        .map(kind -> document(kind, spec(kind)).document("Riparian " + kind.word()));
  }

  /** One schema for every document: its {@code kind} says which rules it is held to. */
  public static JsonSchema ofAll() {
    Map<String, JsonSchema> definitions = new LinkedHashMap<>();
    List<JsonSchema> rules = new ArrayList<>();
    for (String kind : kinds()) {
      Kind known = Kind.of(kind).orElseThrow();
      definitions.put(kind, document(known, spec(known)));
      JsonSchema isIt = JsonSchema.fields(Map.of("kind", exactly(kind))).require("kind");
      rules.add(
          JsonSchema.ANY.with("if", isIt.keywords()).with("then", JsonSchema.ref(kind).keywords()));
    }
    Map<String, JsonSchema> head = new LinkedHashMap<>();
    head.put("apiVersion", exactly(Envelope.API));
    head.put("kind", JsonSchema.ANY.with("enum", kinds()));
    return JsonSchema.ofType("object")
        .with(JsonSchema.fields(head))
        .require("apiVersion", "kind", "spec")
        .with(JsonSchema.allOf(rules))
        .with("definitions", JsonSchema.plain(definitions))
        .document("Riparian");
  }

  /** The envelope around this {@code spec}. */
  static JsonSchema document(Kind kind, JsonSchema spec) {
    boolean named = kind != Kind.TEAM;
    JsonSchema metadata =
        new FieldSchemas()
            .field("name", "What it is called. " + nameRule(kind), name(kind))
            .field("labels", "Free texts.", mapOf(JsonSchema.ofType("string")))
            .field("annotations", "Free texts.", mapOf(JsonSchema.ofType("string")))
            .object();
    return new FieldSchemas()
        .field("apiVersion", "Always " + Envelope.API + ".", exactly(Envelope.API))
        .field("kind", "Its place is " + kind.place() + ".", exactly(kind.word()))
        .field("metadata", "Its name, and free texts.", named ? metadata.require("name") : metadata)
        .field("spec", "The fields of a " + kind.word() + ".", spec)
        .object()
        .require(
            named
                ? List.of("apiVersion", "kind", "metadata", "spec")
                : List.of("apiVersion", "kind", "spec"));
  }

  private static JsonSchema name(Kind kind) {
    return kind == Kind.CONNECTOR ? textLike(CONNECTOR) : text();
  }

  private static String nameRule(Kind kind) {
    return switch (kind) {
      case CONNECTOR ->
          "The connector's name on the cluster; it carries one of the team's prefixes.";
      case CLUSTER, GRANT, GROUP, FAILURE_RULES, ROLLOUT, HOLD ->
          "The file's name, without its extension.";
      case TEAM -> "The directory's name; it may be left out.";
      case POLICY, NOTIFY -> "The file's name, without its extension.";
    };
  }

  private static JsonSchema spec(Kind kind) {
    return switch (kind) {
      case CONNECTOR -> connector(config());
      case CLUSTER -> cluster();
      case GRANT -> grant();
      case GROUP -> group();
      case TEAM -> team();
      case HOLD -> hold();
      case POLICY -> RailSchemas.policy();
      case FAILURE_RULES -> FailureRulesSchema.spec();
      case NOTIFY -> routes();
      case ROLLOUT -> throw new IllegalStateException("refused as not supported: " + kind);
    };
  }

  /**
   * The {@code spec} of a connector.
   *
   * @param config what may stand under {@code config}
   */
  static JsonSchema connector(JsonSchema config) {
    JsonSchema target =
        settings(config)
            .field("cluster", "The target's cluster.", textLike(UNIT))
            .object()
            .require("cluster");
    return settings(config)
        .field(
            "cluster",
            "The cluster to run it on. Left out: the team's default cluster.",
            textLike(UNIT))
        .field(
            "targets",
            "Several clusters to run it on, instead of `cluster`.",
            listOf(target).with("minItems", 1))
        .field("class", "The connector's Java class: connector.class.", text())
        .field(
            "adopt",
            "Take over a connector that runs under this name and bears nobody's mark.",
            flag().byDefault(false))
        .field(
            "onRemoval",
            "What happens when this file is removed.",
            word(List.of(OnRemoval.values())).byDefault("delete"))
        .field(
            "autoRestart",
            "Whether failed tasks are restarted. Without effect yet.",
            new FieldSchemas()
                .field("enabled", "", flag().byDefault(true))
                .field("maxRestarts", "", number(0, ConnectorReader.MOST_RESTARTS))
                .object())
        .field(
            "freshness",
            "A source that is silent longer, or a sink that stands still longer, is stalled: 15m.",
            freshness())
        .field("runbook", "A link for whoever is on call.", textLike("https?://\\S+"))
        .object()
        .with(
            anyOf(
                JsonSchema.ANY.require("class"),
                JsonSchema.fields(Map.of("config", JsonSchema.ANY.require(ConnectorConfig.CLASS)))
                    .require("config")))
        .with(not(JsonSchema.ANY.require("cluster", "targets")));
  }

  /** What a connector and each of its targets can say. */
  private static FieldSchemas settings(JsonSchema config) {
    return new FieldSchemas()
        .field(
            "version",
            "The plugin's version, or a range in Maven's syntax. Left out: the newest installed.",
            scalar())
        .field(
            "tasksMax",
            "The most tasks it may have: tasks.max.",
            number(1, ConnectorReader.MOST_TASKS))
        .field(
            "state", "What it is to be doing. Left out: not managed.", word(ConnectorReader.STATES))
        .field(
            "config",
            "The configuration: keys and text. null removes a key that was inherited.",
            config);
  }

  private static JsonSchema freshness() {
    return textLike(ConnectorReader.FRESHNESS);
  }

  /** A configuration of some connector we know nothing about. */
  static JsonSchema config() {
    return config(JsonSchema.ANY.with("type", List.of("string", "number", "boolean", "null")));
  }

  private static JsonSchema config(JsonSchema value) {
    return mapOf(value)
        .with("maxProperties", ConfigBlock.MOST_KEYS)
        .with("patternProperties", unreadKeys());
  }

  /** Keys that are refused whatever the connector is, and those that are comments. */
  static Map<String, Object> unreadKeys() {
    Map<String, Object> patterns = new LinkedHashMap<>();
    patterns.put("^riparian\\.", false);
    patterns.put("^\\s*$", false);
    patterns.put("^(?:_comment|\\$comment|//|#)", true);
    return patterns;
  }

  private static JsonSchema defaults(JsonSchema value) {
    JsonSchema neither =
        not(
            anyOf(
                JsonSchema.ANY.require(ConnectorConfig.NAME),
                JsonSchema.ANY.require(ConnectorConfig.CLASS)));
    return config(value).with(neither);
  }

  private static JsonSchema cluster() {
    return RailSchemas.cluster(new FieldSchemas())
        .field(
            "urls",
            "The REST addresses of the cluster's workers, without user or query.",
            listOf(textLike(URL)).with("minItems", 1).with("uniqueItems", true))
        .field(
            "credential",
            "The name of a credential in the daemon's own configuration; never the secret.",
            textLike(UNIT))
        .field(
            "bootstrapServers",
            "The Kafka brokers behind it: host:port, several with commas.",
            textLike(BROKER + "(?:," + BROKER + ")*"))
        .field(
            "bootstrapCredential",
            "The name of a Kafka credential in the daemon's own configuration; never the secret.",
            textLike(UNIT))
        .field(
            "schemaRegistryUrls",
            "The addresses of its Schema Registry, without user or query.",
            listOf(textLike(URL)).with("uniqueItems", true))
        .field(
            "workers",
            "How the workers are set up, which REST does not tell.",
            WorkerSettingsReader.schema())
        .field(
            "tenancy",
            "Whose connectors the cluster takes.",
            new FieldSchemas()
                .field("teams", "Directories under teams/.", listOf(textLike(UNIT)))
                .notEnforcedYet(ClusterReader.TENANCY_NOT_ENFORCED_YET)
                .object())
        .field(
            "mode",
            "Whether Riparian may write to it.",
            word(List.of(Cluster.Mode.values())).byDefault("observe"))
        .field(
            "strimziConnectorResources",
            "Whether a Strimzi operator manages connectors here too; then it must be observed only.",
            flag())
        .field(
            "deletion",
            "Whether connectors may ever be deleted here.",
            word(List.of(Cluster.Deletion.values())).byDefault("allow"))
        .field(
            "unmanaged",
            "Whether connectors that are not ours are listed.",
            word(List.of(Cluster.Unmanaged.values())).byDefault("report"))
        .field(
            "marks",
            "Where the mark of what is ours stands.",
            word(List.of(Cluster.Marks.values())).byDefault("connector"))
        .field(
            "drift",
            "What is done when the cluster moved and Git did not.",
            word(List.of(Cluster.Drift.values())).byDefault("revert"))
        .field(
            "variables",
            "Values for ${var:name}.",
            variables(
                anyOf(
                    scalar(),
                    new FieldSchemas()
                        .field("value", "", scalar())
                        .field("overridable", "Whether a team may have its own.", flag())
                        .object()
                        .require("value"))))
        .field(
            "defaults",
            "Configuration that every connector here inherits.",
            new FieldSchemas().field("config", "Keys and text.", defaults(scalar())).object())
        .field(
            "windows",
            "When it may be changed, and when not. Deny beats allow.",
            listOf(window()).with("maxItems", WindowReader.MOST))
        .notEnforcedYet(ClusterReader.NOT_ENFORCED_YET)
        .object()
        .require("urls");
  }

  private static JsonSchema window() {
    return new FieldSchemas()
        .field("kind", "Whether it opens or closes.", word(List.of(ChangeWindow.Kind.values())))
        .field(
            "schedule",
            "When it begins, as cron writes it: 0 22 * * 1-5",
            textLike(WindowReader.SCHEDULE))
        .field("duration", "How long it lasts: 8h", textLike(Span.PATTERN))
        .field("timeZone", "Whose clock: Europe/Berlin, or UTC.", text())
        .field(
            "changes",
            "What it is about. Left out: every kind of change.",
            listOf(word(List.of(ChangeWindow.Change.values()))).with("minItems", 1))
        .field(
            "overrun",
            "Whether what was planned before it closed may still be begun.",
            flag().byDefault(false))
        .field("reason", "Why.", text())
        .object()
        .require("kind", "schedule", "duration", "timeZone");
  }

  private static JsonSchema variables(JsonSchema value) {
    return mapOf(value).with("propertyNames", textLike(CONNECTOR).keywords());
  }

  private static JsonSchema grant() {
    JsonSchema names = listOf(textLike(CONNECTOR)).with("uniqueItems", true);
    return RailSchemas.grant(new FieldSchemas())
        .field("owners", "Who approves changes of the team's directory.", listOf(text()))
        .field(
            "connectors",
            "What the team may call its connectors.",
            new FieldSchemas()
                .field("prefixes", "Each ends in -, . or _", names)
                .field("names", "Exact names, which beat any prefix.", names)
                .object())
        .field(
            "clusters",
            "The clusters that the team may use.",
            listOf(textLike(UNIT)).with("uniqueItems", true))
        .object();
  }

  private static JsonSchema group() {
    return new FieldSchemas()
        .field(
            "handle",
            "As ownership files name it: @organisation/team.",
            textLike(GroupReader.HANDLE).with("maxLength", GroupReader.LONGEST))
        .field(
            "members",
            "Logins such as @alice, or mail addresses. No groups.",
            listOf(textLike(GroupReader.MEMBER).with("maxLength", GroupReader.LONGEST))
                .with("uniqueItems", true))
        .object()
        .require("handle", "members");
  }

  private static JsonSchema hold() {
    return new FieldSchemas()
        .field(
            "connectors",
            "What is held: names, with * for any text, or all.",
            anyOf(exactly(HoldReader.ALL), listOf(textLike(HoldReader.GLOB)).with("minItems", 1)))
        .field(
            "clusters",
            "Where. Left out: everywhere.",
            listOf(textLike(UNIT)).with("minItems", 1).with("uniqueItems", true))
        .field("reason", "Why.", text().with("maxLength", HoldReader.LONGEST_REASON))
        .field(
            "until",
            "When it ends by itself, at most 30 days ahead: 2026-12-01T08:00:00+01:00",
            textLike(OffsetTime.FORM))
        .field(
            "stops",
            "What does not happen meanwhile. Left out: apply.",
            listOf(word(List.of(Hold.Stop.values()))).with("minItems", 1).with("uniqueItems", true))
        .object()
        .require("connectors", "reason", "until");
  }

  private static JsonSchema team() {
    JsonSchema contact =
        new FieldSchemas()
            .field("name", "Somebody to talk to.", text())
            .field("email", "name@example.com", textLike("[^@\\s]+@[^@\\s]+"))
            .object()
            .require("name");
    return new FieldSchemas()
        .field("contacts", "Whom to talk to.", listOf(contact))
        .field(
            "defaults",
            "What the team's connectors inherit.",
            new FieldSchemas()
                .field("cluster", "For connectors that name none.", textLike(UNIT))
                .field(
                    "config",
                    "Keys and text, over those of the cluster. null removes a key.",
                    defaults(
                        JsonSchema.ANY.with(
                            "type", List.of("string", "number", "boolean", "null"))))
                .object())
        .field("variables", "Values for ${var:name} in the team's files.", variables(scalar()))
        .field(
            "connectors",
            "What a connector's own file cannot say, because its format has no place for it.",
            mapOf(
                    new FieldSchemas()
                        .field("adopt", "As in a Connector.", flag())
                        .field("onRemoval", "As in a Connector.", word(List.of(OnRemoval.values())))
                        .field("state", "As in a Connector.", word(ConnectorReader.STATES))
                        .field("freshness", "As in a Connector.", freshness())
                        .object())
                .with("maxProperties", ForeignSettings.MOST_CONNECTORS))
        .field("notify", "How the team is told of failures.", routes())
        .object();
  }

  /** How somebody is told. */
  private static JsonSchema routes() {
    JsonSchema route =
        new FieldSchemas()
            .field("channel", "A channel of the daemon's configuration.", textLike(UNIT))
            .field(
                "to",
                "A room, an address or a topic there. Left out: the one that is configured.",
                textLike("(?!.*://).+").with("maxLength", RoutesReader.LONGEST_TARGET))
            .field(
                "least",
                "What is less urgent does not go this way.",
                word(List.of(Urgency.values())).byDefault("notice"))
            .object()
            .require("channel");
    JsonSchema quietHours =
        new FieldSchemas()
            .field("from", "When they begin, in quotes: \"22:00\"", textLike(RoutesReader.TIME))
            .field("to", "When they end, in quotes: \"07:00\"", textLike(RoutesReader.TIME))
            .field("zone", "Whose clock: Europe/Zurich, or UTC.", text())
            .object()
            .require("from", "to", "zone");
    return new FieldSchemas()
        .field("quietHours", "When only pages go out; the rest waits until then.", quietHours)
        .field("routes", "The ways.", listOf(route).with("maxItems", RoutesReader.MOST))
        .object();
  }
}
