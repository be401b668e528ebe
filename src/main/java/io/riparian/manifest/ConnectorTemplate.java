package io.riparian.manifest;

import io.riparian.model.ConfigKey;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A connector's file to begin with: every key of its class, the required ones first. What has to be
 * filled in is marked, and has no value, so that the file is an error until somebody did.
 *
 * @param name empty text when it is still to be chosen
 * @param prefixes what the name may begin with; empty when nobody says
 * @param inherited keys that need not be set, because the cluster or the team gives them a default
 */
public record ConnectorTemplate(
    PluginConfigDef definition,
    String cluster,
    String name,
    List<String> prefixes,
    Collection<String> inherited) {

  /** What stands behind everything that has to be filled in. */
  public static final String MARK = "# FILL IN";

  private static final int LONGEST_LINE = 110;
  private static final String SENTENCE_END = "(?<=[a-z)'\"][.])\\s+(?=[A-Z])";

  /** What stands outside of {@code config}. */
  private static final Set<String> FIELDS =
      Set.of(
          ConnectorConfig.NAME,
          ConnectorConfig.CLASS,
          ConnectorConfig.TASKS_MAX,
          ConnectorConfig.PLUGIN_VERSION);

  public ConnectorTemplate {
    prefixes = List.copyOf(prefixes);
    inherited = Set.copyOf(inherited);
  }

  /** The file, ending in a line break. */
  public String text() {
    List<String> lines = new ArrayList<>(head());
    keysByGroup()
        .forEach(
            (group, keys) -> {
              lines.add("");
              lines.add("    # --- " + comment(group) + " ---");
              keys.forEach(key -> lines.addAll(key(key)));
            });
    return String.join("\n", lines) + "\n";
  }

  private List<String> head() {
    Plugin plugin = definition.plugin();
    return List.of(
        "# "
            + comment(plugin.className() + " " + plugin.version())
            + ": a "
            + plugin.type().word()
            + " connector.",
        "# What is marked FILL IN needs a value: until then this file is an error. What is commented",
        "# out shows its default. Never write a secret here, only a reference: ${provider:path:key}.",
        "apiVersion: " + Envelope.API,
        "kind: " + Kind.CONNECTOR.word(),
        "metadata:",
        "  name:" + (name.isEmpty() ? " " + MARK + nameRule() : " " + YamlText.of(name)),
        "spec:",
        "  cluster: " + YamlText.of(cluster),
        "  class: " + YamlText.of(plugin.className()),
        "  # version: " + YamlText.quoted("[" + plugin.version() + "]"),
        "  tasksMax: 1",
        "  state: running",
        "  config:");
  }

  private String nameRule() {
    return prefixes.isEmpty()
        ? ": it begins with a prefix of the team's"
        : ": it begins with " + comment(String.join(" or ", prefixes));
  }

  private Map<String, List<ConfigKey>> keysByGroup() {
    Map<String, List<ConfigKey>> groups = new LinkedHashMap<>();
    List<ConfigKey> keys =
        definition.keys().stream().filter(key -> !FIELDS.contains(key.name())).toList();
    List<ConfigKey> needed = keys.stream().filter(this::isToBeFilledIn).toList();
    if (!needed.isEmpty()) {
      groups.put("Required", needed);
    }
    for (ConfigKey key : keys) {
      if (!needed.contains(key)) {
        String group =
            key.group().isBlank() ? definition.plugin().simpleName() : key.group().strip();
        groups.computeIfAbsent(group, any -> new ArrayList<>()).add(key);
      }
    }
    groups.replaceAll(
        (group, members) ->
            members.stream().sorted(Comparator.comparingInt(ConfigKey::order)).toList());
    return groups;
  }

  private boolean isToBeFilledIn(ConfigKey key) {
    return !inherited.contains(key.name())
        && !key.isPattern()
        && (key.required() || isLikelyNeeded(key));
  }

  /**
   * Many plugins mark nothing as required; what matters most and has no default is a good guess.
   */
  private boolean isLikelyNeeded(ConfigKey key) {
    boolean anyRequired =
        definition.keys().stream().anyMatch(one -> one.required() && !FIELDS.contains(one.name()));
    return !anyRequired
        && key.importance() == ConfigKey.Importance.HIGH
        && key.defaultValue().isEmpty();
  }

  private List<String> key(ConfigKey key) {
    List<String> lines = new ArrayList<>();
    String documentation = firstSentence(key.documentation());
    if (!documentation.isEmpty()) {
      lines.add("    # " + documentation);
    }
    List<String> choices = ValueForm.choices(key);
    if (!choices.isEmpty()) {
      lines.add("    # One of: " + comment(String.join(", ", choices)) + ".");
    }
    if (inherited.contains(key.name())) {
      lines.add("    # The cluster or the team gives it a default.");
    }
    String field = YamlText.of(key.name()) + ":";
    if (!isToBeFilledIn(key)) {
      lines.add("    # " + field + commentedOut(key));
    } else {
      String secret =
          key.type() == ConfigKey.Type.PASSWORD
              ? ": a reference such as " + reference(key) + ", never the secret itself"
              : "";
      String optional = key.required() ? "" : ", or remove the line";
      lines.add("    " + field + " " + MARK + secret + optional);
    }
    return lines;
  }

  private static String commentedOut(ConfigKey key) {
    if (key.type() == ConfigKey.Type.PASSWORD) {
      return " " + reference(key);
    }
    return key.defaultValue().isEmpty() ? "" : " " + YamlText.of(key.defaultValue());
  }

  private static String reference(ConfigKey key) {
    return "${provider:path:" + comment(key.name()) + "}";
  }

  /** On one line, and short. */
  private static String firstSentence(String documentation) {
    String first = comment(documentation).split(SENTENCE_END, 2)[0];
    return first.length() <= LONGEST_LINE
        ? first
        : first.substring(0, first.lastIndexOf(' ', LONGEST_LINE - 1) + 1).strip() + " …";
  }

  /** Text that cannot end a comment. */
  private static String comment(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\s]+", " ").strip();
  }
}
