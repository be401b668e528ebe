package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.DUPLICATE_KEY;
import static io.riparian.manifest.ManifestRule.YAML_LIMIT;
import static io.riparian.manifest.ManifestRule.YAML_TAG;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What is checked of every node before anybody reads a field: tags, keys, duplicates; merge keys
 * are written out. Each node is visited once, however many aliases point at it.
 */
final class NodeCheck {
  private static final int MOST_MERGED = 1_000;
  private static final Set<Tag> PLAIN =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE,
          Tag.MAP,
          Tag.SEQ,
          new Tag(Tag.PREFIX + "value"));

  private final Findings findings;
  private final Set<Node> begun = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());

  NodeCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Node node) {
    if (!begun.add(node)) {
      if (!done.contains(node)) {
        findings.report(
            YAML_TAG, node, "an alias stands inside what it points at", "Write it out.");
      }
      return;
    }
    if (!PLAIN.contains(node.getTag())) {
      findings.report(
          YAML_TAG,
          findings.at(node).beginning(),
          "tags are not read here",
          "Quote a value that begins with !.");
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(this::check);
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        check(tuple.getKeyNode());
        check(tuple.getValueNode());
      }
      mapping.setValue(plainKeys(mapping));
    }
    done.add(node);
  }

  /** The tuples with each key once: those written here first, then those merged in. */
  private List<NodeTuple> plainKeys(MappingNode mapping) {
    Map<String, NodeTuple> byKey = new LinkedHashMap<>();
    List<Node> merges = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      if (!(key instanceof ScalarNode scalar) || Text.isNull(key)) {
        findings.report(
            YAML_TAG, key, "a key is " + Text.describe(key), "A key is one word of text.");
      } else if (key.getTag().equals(Tag.MERGE)) {
        merges.add(tuple.getValueNode());
      } else {
        NodeTuple first = byKey.putIfAbsent(scalar.getValue(), tuple);
        if (first != null && !FlatReader.isComment(scalar.getValue())) {
          twice(scalar, first.getKeyNode());
        }
      }
    }
    merges.forEach(merge -> merge(merge, byKey));
    return new ArrayList<>(byKey.values());
  }

  private void twice(ScalarNode key, Node first) {
    findings.report(
        DUPLICATE_KEY,
        key,
        "the key "
            + Findings.quote(key.getValue())
            + " stands twice: here and at "
            + findings.at(first),
        "Keep one of them.");
  }

  private void merge(Node value, Map<String, NodeTuple> into) {
    if (value instanceof SequenceNode list) {
      list.getValue().forEach(each -> mergeOne(each, into));
    } else {
      mergeOne(value, into);
    }
  }

  private void mergeOne(Node value, Map<String, NodeTuple> into) {
    if (!done.contains(value)) {
      return; // it merges itself or what it stands in, which has been told
    }
    if (!(value instanceof MappingNode mapping)) {
      findings.report(
          YAML_TAG,
          value,
          "the merge key << takes mappings; found " + Text.describe(value),
          "Write << : *anchor, with an anchor on a mapping.");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (into.size() >= MOST_MERGED) {
        findings.report(
            YAML_LIMIT,
            value,
            "the merge key << makes more than " + MOST_MERGED + " keys",
            "Write out what you need.");
        return;
      }
      into.putIfAbsent(((ScalarNode) tuple.getKeyNode()).getValue(), tuple);
    }
  }
}
