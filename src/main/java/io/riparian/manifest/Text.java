package io.riparian.manifest;

import io.riparian.model.Location;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A piece of text and where it was written. A plain number or truth value keeps the spelling of its
 * source.
 */
record Text(String value, Location at) {
  /** A field that was left out. */
  static final Text NONE = new Text("", Location.ofFile(""));

  boolean isGiven() {
    return !equals(NONE);
  }

  /** The text of any scalar but null. */
  static Optional<Text> ofScalar(Node node, Findings findings) {
    return node instanceof ScalarNode scalar && !isNull(node)
        ? Optional.of(new Text(scalar.getValue(), findings.at(node)))
        : Optional.empty();
  }

  static boolean isNull(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  /** Whether YAML reads this scalar as text, and not as a number, a date or a truth value. */
  static boolean isText(Node node) {
    return node instanceof ScalarNode
        && !isNull(node)
        && !node.getTag().equals(Tag.INT)
        && !node.getTag().equals(Tag.FLOAT)
        && !node.getTag().equals(Tag.BOOL)
        && !node.getTag().equals(Tag.TIMESTAMP);
  }

  /** What stands there, for a message. */
  static String describe(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (!(node instanceof ScalarNode)) {
      return "a list";
    }
    if (isNull(node)) {
      return "nothing";
    }
    Tag tag = node.getTag();
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return "a number";
    }
    if (tag.equals(Tag.BOOL)) {
      return "a truth value";
    }
    return tag.equals(Tag.TIMESTAMP) ? "a date" : "text";
  }

  /** The value stays out: it may be a secret. */
  @Override
  public String toString() {
    return "Text[" + at + "]";
  }
}
