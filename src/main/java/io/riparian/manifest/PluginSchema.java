package io.riparian.manifest;

import static io.riparian.manifest.JsonSchema.allOf;
import static io.riparian.manifest.JsonSchema.fields;
import static io.riparian.manifest.JsonSchema.not;

import io.riparian.model.ConfigKey;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an editor is told of the connectors of one cluster: the schema of a {@code Connector} whose
 * {@code config} knows the keys of each class that is installed there. A document for another
 * cluster is held to the plain schema only.
 *
 * @param inherited keys that need not be set, because the cluster or the team gives them a default
 */
public record PluginSchema(
    String cluster, Collection<String> inherited, List<PluginConfigDef> definitions) {
  private static final JsonSchema NULL = JsonSchema.ofType("null");

  public PluginSchema {
    inherited = Set.copyOf(inherited);
    definitions = List.copyOf(definitions);
  }

  /** The whole schema, ready to be printed. */
  public JsonSchema schema() {
    List<JsonSchema> rules = new ArrayList<>();
    rules.add(JsonSchema.ANY.with("if", isHere().keywords()).with("then", classes().keywords()));
    Map<String, JsonSchema> configs = new TreeMap<>();
    for (PluginConfigDef definition : definitions) {
      configs.put(definition.plugin().className(), config(definition));
      rules.add(rule(definition));
    }
    JsonSchema spec = KindSchema.connector(KindSchema.config()).with(allOf(rules));
    return KindSchema.document(Kind.CONNECTOR, spec)
        .document("Riparian Connector on the cluster " + cluster)
        .with("definitions", JsonSchema.plain(configs));
  }

  /** For a file that names this cluster, or leaves it to the team's default. */
  private JsonSchema isHere() {
    return fields(Map.of("cluster", JsonSchema.exactly(cluster)))
        .with(not(JsonSchema.ANY.require("targets")));
  }

  private JsonSchema classes() {
    Set<String> names = new LinkedHashSet<>();
    definitions.forEach(definition -> names.add(definition.plugin().className()));
    definitions.forEach(definition -> names.addAll(names(definition.plugin())));
    return fields(Map.of("class", JsonSchema.ANY.with("enum", List.copyOf(names))));
  }

  /** Every word Connect takes for the class. */
  private static List<String> names(Plugin plugin) {
    String simple = plugin.simpleName();
    return simple.endsWith("Connector") && simple.length() > "Connector".length()
        ? List.of(
            plugin.className(), simple, simple.substring(0, simple.length() - "Connector".length()))
        : List.of(plugin.className(), simple);
  }

  /** Its keys are known, and those it needs are there, where no target can bring them. */
  private JsonSchema rule(PluginConfigDef definition) {
    JsonSchema ofThisClass =
        isHere()
            .with(
                fields(
                    Map.of(
                        "cluster", JsonSchema.exactly(cluster),
                        "class", JsonSchema.ANY.with("enum", names(definition.plugin())))))
            .require("class");
    JsonSchema known = JsonSchema.ref(definition.plugin().className());
    List<String> needed = needed(definition);
    JsonSchema config =
        needed.isEmpty()
            ? fields(Map.of("config", known))
            : fields(Map.of("config", allOf(List.of(known, JsonSchema.ANY.require(needed)))))
                .require("config");
    return JsonSchema.ANY.with("if", ofThisClass.keywords()).with("then", config.keywords());
  }

  private List<String> needed(PluginConfigDef definition) {
    return definition.keys().stream()
        .filter(ConfigKey::required)
        .filter(key -> !key.isPattern())
        .map(ConfigKey::name)
        // These two stand outside of `config`.
        .filter(key -> !key.equals(ConnectorConfig.NAME) && !key.equals(ConnectorConfig.CLASS))
        .filter(key -> !inherited.contains(key))
        .toList();
  }

  /** What may stand under {@code config}. */
  private static JsonSchema config(PluginConfigDef definition) {
    Map<String, JsonSchema> keys = new LinkedHashMap<>();
    for (ConfigKey key : definition.keys()) {
      if (!key.isPattern()) {
        keys.put(key.name(), key(key));
      }
    }
    Map<String, Object> patterns = KindSchema.unreadKeys();
    JsonSchema any = JsonSchema.anyOf(JsonSchema.scalar(), NULL);
    PassThrough.patterns(definition)
        .forEach(pattern -> patterns.put("^(?:" + pattern + ")$", any.keywords()));
    return JsonSchema.object(keys)
        .described(definition.plugin().className() + " " + definition.plugin().version())
        .with("patternProperties", patterns);
  }

  private static JsonSchema key(ConfigKey key) {
    JsonSchema value = ValueForm.schema(key);
    JsonSchema schema =
        (key.required() ? value : JsonSchema.anyOf(value, NULL)).described(description(key));
    List<String> proposals = ValueForm.proposals(key);
    if (!proposals.isEmpty() && ValueForm.choices(key).isEmpty()) {
      schema = schema.with("examples", proposals);
    }
    return key.defaultValue().isEmpty() ? schema : schema.byDefault(ValueForm.plainDefault(key));
  }

  private static String description(ConfigKey key) {
    StringBuilder text = new StringBuilder(key.documentation().strip());
    text.append(text.isEmpty() ? "" : "\n\n");
    if (key.required()) {
      text.append("Required. ");
    } else if (!key.defaultValue().isEmpty()) {
      text.append("Default: ").append(key.defaultValue()).append(". ");
    }
    if (key.type() == ConfigKey.Type.PASSWORD) {
      text.append("A secret: write a reference for the worker's provider, never the value. ");
    }
    return text.append("Importance: ").append(word(key)).append('.').toString();
  }

  private static String word(ConfigKey key) {
    return switch (key.importance()) {
      case HIGH -> "high";
      case MEDIUM -> "medium";
      case LOW -> "low";
    };
  }
}
