package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;
import static io.riparian.manifest.ManifestRule.MISSING_FIELD;
import static io.riparian.manifest.ManifestRule.NOT_ENFORCED_YET;
import static io.riparian.manifest.ManifestRule.NULL_VALUE;
import static io.riparian.manifest.ManifestRule.UNKNOWN_FIELD;
import static io.riparian.manifest.ManifestRule.WRONG_TYPE;

import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The fields of one mapping. Whoever reads it asks for each field it knows; what nobody asked for
 * is reported by {@link #refuseOthers}.
 */
final class Fields {
  private final String what;
  private final Location at;
  private final Findings findings;
  private final Map<String, NodeTuple> tuples = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  private Fields(String what, MappingNode mapping, Findings findings) {
    this.what = what;
    this.at = findings.at(mapping);
    this.findings = findings;
    for (NodeTuple tuple : mapping.getValue()) {
      tuples.put(((ScalarNode) tuple.getKeyNode()).getValue(), tuple);
    }
  }

  /**
   * The fields of a node that {@link NodeCheck} has seen.
   *
   * @param what what the mapping is called in messages; empty text for a whole document
   */
  static Optional<Fields> of(Node node, String what, Findings findings) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Fields(what, mapping, findings));
    }
    findings.wrongType(
        node,
        (what.isEmpty() ? "a document" : "`" + what + "`")
            + " is a mapping; found "
            + Text.describe(node),
        "Write fields as `name: value`, indented.");
    return Optional.empty();
  }

  Findings findings() {
    return findings;
  }

  /** Where the mapping begins. */
  Location at() {
    return at;
  }

  boolean has(String field) {
    return tuples.containsKey(field);
  }

  /** A field's value as it stands there; asking for it does not make the field known. */
  Optional<Node> valueOf(String field) {
    return Optional.ofNullable(tuples.get(field)).map(NodeTuple::getValueNode);
  }

  /** Where the field's name stands, or the mapping when it does not. */
  Location placeOf(String field) {
    NodeTuple tuple = tuples.get(field);
    return tuple == null ? at : findings.at(tuple.getKeyNode());
  }

  /** A field's value, unless it is absent; null is a mistake. */
  Optional<Node> node(String field) {
    known.add(field);
    NodeTuple tuple = tuples.get(field);
    if (tuple == null) {
      return Optional.empty();
    }
    if (Text.isNull(tuple.getValueNode())) {
      findings.report(
          NULL_VALUE,
          tuple.getKeyNode(),
          name(field) + " has no value",
          "Give it one, or leave the field out.");
      return Optional.empty();
    }
    return Optional.of(tuple.getValueNode());
  }

  /** The field as messages call it. */
  String name(String field) {
    return Findings.quote(what.isEmpty() ? field : what + "." + field);
  }

  /** Reports the field as missing when it is not there at all. */
  Fields require(String field, String hint) {
    if (!has(field)) {
      findings.report(MISSING_FIELD, at, name(field) + " is missing", hint);
    }
    return this;
  }

  /** Reports a list that is there and has nothing in it. */
  void requireEntries(String field, String hint) {
    reportNoEntries(BAD_VALUE, field, hint);
  }

  /** As {@link #requireEntries}, by another rule. */
  void reportNoEntries(ManifestRule rule, String field, String hint) {
    NodeTuple tuple = tuples.get(field);
    if (tuple != null
        && tuple.getValueNode() instanceof SequenceNode list
        && list.getValue().isEmpty()) {
      findings.report(rule, list, name(field) + " is empty", hint);
    }
  }

  Optional<Text> text(String field) {
    return node(field).flatMap(node -> textOf(node, field));
  }

  private Optional<Text> textOf(Node node, String field) {
    if (!Text.isText(node)) {
      findings.wrongType(
          node,
          name(field) + " is text; found " + Text.describe(node),
          node instanceof ScalarNode ? "Put it in quotes." : "Write one value.");
      return Optional.empty();
    }
    Optional<Text> text = Text.ofScalar(node, findings);
    if (text.isPresent() && text.get().value().isBlank()) {
      findings.report(
          BAD_VALUE, node, name(field) + " is empty", "Fill it in, or leave the field out.");
      return Optional.empty();
    }
    return text;
  }

  /** Any scalar, in the spelling of its source. */
  Optional<Text> scalar(String field) {
    return node(field)
        .flatMap(
            node -> {
              Optional<Text> text = Text.ofScalar(node, findings);
              if (text.isEmpty()) {
                findings.wrongType(
                    node,
                    name(field) + " is text; found " + Text.describe(node),
                    "Write one value.");
              }
              return text;
            });
  }

  /** One of these words, written in lower case. */
  <E extends Enum<E>> Optional<E> word(String field, List<E> allowed) {
    Optional<Text> text = text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<String> words =
        allowed.stream().map(word -> word.name().toLowerCase(Locale.ROOT)).toList();
    int index = words.indexOf(text.get().value());
    if (index < 0) {
      findings.report(
          BAD_VALUE,
          text.get().at(),
          name(field) + " is one of " + String.join(", ", words),
          Spelling.hint(text.get().value(), words));
      return Optional.empty();
    }
    return Optional.of(allowed.get(index));
  }

  Optional<Boolean> flag(String field) {
    return node(field)
        .flatMap(
            node -> {
              Optional<String> value = Text.ofScalar(node, findings).map(Text::value);
              boolean plain = !Text.isText(node);
              if (plain && value.filter(word -> word.matches("true|false")).isPresent()) {
                return value.map(Boolean::valueOf);
              }
              findings.wrongType(
                  node,
                  name(field) + " is true or false, in these words",
                  "Write true or false, without quotes.");
              return Optional.empty();
            });
  }

  Optional<Integer> number(String field, int least, int most) {
    return node(field)
        .flatMap(
            node -> {
              Optional<Integer> number =
                  Text.isText(node)
                      ? Optional.empty()
                      : Text.ofScalar(node, findings)
                          .map(Text::value)
                          .filter(text -> text.matches("0|[1-9][0-9]{0,8}"))
                          .map(Integer::valueOf)
                          .filter(value -> value >= least && value <= most);
              if (number.isEmpty()) {
                findings.report(
                    node instanceof ScalarNode && !Text.isText(node) ? BAD_VALUE : WRONG_TYPE,
                    findings.at(node).beginning(),
                    name(field) + " is a whole number from " + least + " to " + most,
                    "Write it in plain digits, without quotes.");
              }
              return number;
            });
  }

  /** A list of texts; each mistake in it is reported, the rest is returned. */
  List<Text> texts(String field) {
    return list(field, node -> textOf(node, field + "[]"));
  }

  private <T> List<T> list(String field, Function<Node, Optional<T>> read) {
    Optional<Node> node = node(field);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode list)) {
      findings.wrongType(
          node.get(),
          name(field) + " is a list; found " + Text.describe(node.get()),
          "Write one entry per line, each with a leading hyphen.");
      return List.of();
    }
    List<T> entries = new ArrayList<>();
    list.getValue().forEach(entry -> read.apply(entry).ifPresent(entries::add));
    return entries;
  }

  Optional<Fields> mapping(String field) {
    return node(field).flatMap(node -> of(node, path(field), findings));
  }

  private String path(String field) {
    return what.isEmpty() ? field : what + "." + field;
  }

  /** A list of mappings. */
  List<Fields> mappings(String field) {
    return list(field, node -> of(node, path(field), findings));
  }

  /** A field whose name is the author's choice. */
  record Field(Text name, Node value) {}

  /** Every field there is, in the order of the file: for mappings whose keys are the author's. */
  List<Field> all() {
    known.clear();
    List<Field> all = others();
    known.addAll(tuples.keySet());
    return all;
  }

  /** Every field that nobody asked for. */
  List<Field> others() {
    List<Field> others = new ArrayList<>();
    tuples.forEach(
        (key, tuple) -> {
          if (!known.contains(key)) {
            Text name = new Text(key, findings.at(tuple.getKeyNode()));
            others.add(new Field(name, tuple.getValueNode()));
          }
        });
    return others;
  }

  /** Knows fields that are for another tool, and says so. */
  void ignore(ManifestRule rule, String... fields) {
    for (String field : fields) {
      known.add(field);
      if (has(field)) {
        findings.report(rule, placeOf(field), name(field) + " is not read here", "Remove it.");
      }
    }
  }

  /** Accepts fields this version does not act on, and says so. */
  void notEnforcedYet(List<String> fields) {
    for (String field : fields) {
      known.add(field);
      if (has(field)) {
        findings.report(
            NOT_ENFORCED_YET,
            placeOf(field),
            name(field) + " is declared but not enforced yet",
            "Do not rely on it with this version.");
      }
    }
  }

  /** Reports every field nobody asked for. */
  void refuseOthers() {
    tuples.forEach(
        (key, tuple) -> {
          if (!known.contains(key)) {
            findings.report(
                UNKNOWN_FIELD,
                tuple.getKeyNode(),
                "unknown field " + name(key),
                Spelling.hint(key, known));
          }
        });
  }
}
