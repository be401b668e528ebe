package io.riparian.manifest;

import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * How a number or a truth value is spelt. Connect stores text: we send the source's own spelling,
 * while a tool that reads the number first writes it back in Java's ({@code 1.50} becomes {@code
 * 1.5}, {@code no} becomes {@code false}).
 */
final class SourceSpelling {
  private SourceSpelling() {}

  /** Whether a tool that reads this scalar and writes it again would spell it otherwise. */
  static boolean isOddFor(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.BOOL)) {
      return !text.equals("true") && !text.equals("false");
    }
    if (tag.equals(Tag.INT)) {
      return !text.matches("-?(0|[1-9][0-9]*)");
    }
    if (tag.equals(Tag.FLOAT)) {
      return !text.matches("-?[0-9]+\\.[0-9]+") || !text.equals(asDouble(text));
    }
    return tag.equals(Tag.TIMESTAMP);
  }

  private static String asDouble(String text) {
    return Double.toString(Double.parseDouble(text));
  }
}
