package io.riparian.manifest;

import static io.riparian.manifest.JsonSchema.flag;
import static io.riparian.manifest.JsonSchema.listOf;
import static io.riparian.manifest.JsonSchema.mapOf;
import static io.riparian.manifest.JsonSchema.number;
import static io.riparian.manifest.JsonSchema.scalar;
import static io.riparian.manifest.JsonSchema.text;
import static io.riparian.manifest.JsonSchema.textLike;
import static io.riparian.manifest.JsonSchema.word;

import io.riparian.model.Severity;
import java.util.List;
import java.util.stream.Stream;

/** What an editor is told of the guard rails in a cluster, a grant and the policy. */
final class RailSchemas {
  private static final String UNIT = "[a-z0-9][a-z0-9._-]{0,62}";

  private RailSchemas() {}

  static FieldSchemas cluster(FieldSchemas fields) {
    return bounds(fields)
        .field(
            "classes",
            "The connector, converter, transform and predicate classes that may run here.",
            new FieldSchemas()
                .field(
                    "allow", "Left out: all but those that are known to be dangerous.", classes())
                .field("deny", "Never, whatever is allowed.", classes())
                .object())
        .field(
            "secretProviders",
            "Where a team's secrets lie, by the alias of their provider. Left out: no reference is let through.",
            mapOf(texts(ClusterRailsReader.PLACE))
                .with("propertyNames", textLike(ClusterRailsReader.ALIAS).keywords()))
        .field(
            "clientOverrides",
            "The producer, consumer and admin overrides that may be set.",
            texts(ClusterRailsReader.OVERRIDE))
        .field(
            "mounts",
            "Directories on the workers below which a team's files lie; {team} stands for the team.",
            texts(ClusterRailsReader.MOUNT))
        .field("quotas", "How many there may be on this cluster.", quota(true));
  }

  static FieldSchemas grant(FieldSchemas fields) {
    return fields
        .field(
            "classes",
            "The classes the team may run. Left out: what the cluster allows.",
            classes())
        .field(
            "topics",
            "The topics its connectors may use. Left out: any.",
            new FieldSchemas()
                .field("read", "By sinks.", texts(RailFields.TOPIC))
                .field("write", "By sources, and for what sinks skip.", texts(RailFields.TOPIC))
                .object())
        .field(
            "groups",
            "The consumer groups of its sinks. Left out: those that bear the team's names.",
            texts(RailFields.GROUP))
        .field(
            "hosts",
            "The hosts its connectors may call: names, addresses, ranges. Left out: any but the worker's own.",
            texts(RailFields.HOST))
        .field(
            "secretPaths",
            "Further places of its secrets: vault:payments/",
            texts(GrantRailsReader.SECRET_PATH))
        .field("quotas", "How many the team may have, on all clusters together.", quota(false));
  }

  static JsonSchema policy() {
    JsonSchema severity =
        JsonSchema.ANY.with(
            "enum",
            Stream.concat(Severities.WORDS.stream(), Stream.of(PolicyReader.NO_SEVERITY)).toList());
    return bounds(new FieldSchemas())
        .field(
            "severities",
            "How much a rule matters.",
            listOf(
                new FieldSchemas()
                    .field("rule", "Its id: P-11", text())
                    .field("severity", "none turns it off.", severity)
                    .field("clusters", "Where. Left out: everywhere.", clusters())
                    .object()
                    .require("rule", "severity")))
        .field("exceptions", "Who need not keep a rule, and until when.", listOf(exception()))
        .field("quotas", "How many there may be in the whole repository.", quota(true))
        .field("rules", "Rules of the platform's own, in CEL.", listOf(ownRule()))
        .object();
  }

  private static JsonSchema exception() {
    return new FieldSchemas()
        .field("rule", "Its id: P-11", text())
        .field(
            "connectors", "Names, with * for any text.", texts(HoldReader.GLOB).with("minItems", 1))
        .field(
            "keys",
            "Configuration keys. Left out: all.",
            texts(PolicyReader.KEY).with("minItems", 1))
        .field("clusters", "Where. Left out: everywhere.", clusters())
        .field("owner", "Who answers for it.", line())
        .field("reason", "Why.", line())
        .field("until", "When it ends by itself.", textLike(OffsetTime.FORM))
        .object()
        .require("rule", "connectors", "owner", "reason", "until");
  }

  private static JsonSchema ownRule() {
    return new FieldSchemas()
        .field("id", "One of your own: ACME-1", textLike(PolicyReader.OWN_ID))
        .field("severity", "", word(List.of(Severity.values())).byDefault("error"))
        .field(
            "expression",
            "What has to be true of every connector, in CEL.",
            text().with("maxLength", PolicyReader.LONGEST_EXPRESSION))
        .field("message", "What is wrong where it is not true.", line())
        .field("hint", "What to do.", line())
        .field("clusters", "Where. Left out: everywhere.", clusters())
        .field(
            "cases",
            "Examples that the rule is tested with.",
            listOf(
                new FieldSchemas()
                    .field("name", "", text())
                    .field("team", "", text())
                    .field("cluster", "", text())
                    .field("config", "Keys and text.", mapOf(scalar()))
                    .field("passes", "Whether the rule lets it through.", flag())
                    .object()
                    .require("passes")))
        .object()
        .require("id", "expression", "message");
  }

  private static FieldSchemas bounds(FieldSchemas fields) {
    JsonSchema number = number(0, RailFields.MOST);
    return fields.field(
        "numericBounds",
        "How low and how high the value of a key may be.",
        mapOf(new FieldSchemas().field("least", "", number).field("most", "", number).object()));
  }

  private static JsonSchema quota(boolean each) {
    JsonSchema count = number(0, RailFields.MOST);
    FieldSchemas quota =
        new FieldSchemas().field("connectors", "", count).field("tasks", "All tasks.", count);
    return (each ? quota.field("tasksPerConnector", "", count) : quota).object();
  }

  private static JsonSchema classes() {
    return texts(RailFields.CLASS);
  }

  private static JsonSchema clusters() {
    return texts(UNIT).with("minItems", 1);
  }

  private static JsonSchema texts(String form) {
    return listOf(textLike(form));
  }

  private static JsonSchema line() {
    return text().with("maxLength", PolicyReader.LONGEST_TEXT);
  }
}
