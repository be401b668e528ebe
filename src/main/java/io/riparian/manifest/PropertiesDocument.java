package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.PROPERTIES_SYNTAX;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A Java {@code .properties} file as the nodes that YAML files are read as, with the place of every
 * key. It reads what {@link java.util.Properties#load(java.io.Reader)} reads, which knows no places
 * and lets the last of two equal keys win.
 */
final class PropertiesDocument {
  private static final String BLANKS = " \t\f";

  private final String path;
  private final String text;
  private final Findings findings;
  private final List<NodeTuple> tuples = new ArrayList<>();
  private boolean readable = true;
  private int at;

  /** How far lines and columns are counted: places are asked for in the order of the text. */
  private int counted;

  private int number;
  private int column;

  private PropertiesDocument(String path, String text, Findings findings) {
    this.path = path;
    this.text = text;
    this.findings = findings;
  }

  /** The file's one mapping; nothing, and a finding, when it cannot be read. */
  static Optional<Node> read(String path, String text, Findings findings) {
    return new PropertiesDocument(path, text, findings).read();
  }

  private Optional<Node> read() {
    while (at < text.length()) {
      logicalLine().ifPresent(this::entry);
    }
    Mark start = new Mark(path, 0, 0, 0, new int[0], 0);
    return readable
        ? Optional.of(new MappingNode(Tag.MAP, true, tuples, start, start, FlowStyle.BLOCK))
        : Optional.empty();
  }

  /** Characters of one entry, and where in the file each of them stands. */
  private static final class Line {
    private final StringBuilder characters = new StringBuilder();
    private final List<Integer> offsets = new ArrayList<>();
    private boolean endsInOddBackslashes;

    void add(char character, int offset) {
      characters.append(character);
      offsets.add(offset);
      endsInOddBackslashes = character == '\\' && !endsInOddBackslashes;
    }

    /** Takes away the backslash that continues the line; what is before it are pairs. */
    void dropContinuation() {
      characters.setLength(length() - 1);
      offsets.remove(length());
      endsInOddBackslashes = false;
    }

    int length() {
      return characters.length();
    }

    char charAt(int index) {
      return characters.charAt(index);
    }
  }

  /** The next line with what continues it; nothing for a blank line or a comment. */
  private Optional<Line> logicalLine() {
    Line line = new Line();
    skipBlanks();
    if (at < text.length() && (text.charAt(at) == '#' || text.charAt(at) == '!')) {
      while (at < text.length() && !isLineEnd(text.charAt(at))) {
        at++;
      }
    }
    while (at < text.length()) {
      char found = text.charAt(at);
      if (!isLineEnd(found)) {
        line.add(found, at++);
        continue;
      }
      skipLineEnd();
      if (!line.endsInOddBackslashes) {
        break;
      }
      line.dropContinuation();
      if (line.length() == 0) {
        return Optional.empty(); // What begins after it may be a comment again.
      }
      skipBlanks();
    }
    if (line.length() == 0) {
      return Optional.empty();
    }
    if (line.endsInOddBackslashes) {
      line.dropContinuation();
    }
    return Optional.of(line);
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private void skipLineEnd() {
    boolean two = text.startsWith("\r\n", at);
    at += two ? 2 : 1;
  }

  private static boolean isLineEnd(char found) {
    return found == '\n' || found == '\r';
  }

  private static boolean isBlank(char found) {
    return BLANKS.indexOf(found) >= 0;
  }

  /** A key up to the first separator that is not escaped, and the rest as its value. */
  private void entry(Line line) {
    int end = 0;
    while (end < line.length() && !isSeparator(line.charAt(end)) && !isBlank(line.charAt(end))) {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(end, line.length());
    int value = end;
    while (value < line.length() && isBlank(line.charAt(value))) {
      value++;
    }
    if (value < line.length() && isSeparator(line.charAt(value))) {
      value++;
      while (value < line.length() && isBlank(line.charAt(value))) {
        value++;
      }
    }
    tuples.add(new NodeTuple(scalar(line, 0, end), scalar(line, value, line.length())));
  }

  private static boolean isSeparator(char found) {
    return found == '=' || found == ':';
  }

  private Node scalar(Line line, int from, int to) {
    Mark mark = mark(line, from);
    StringBuilder value = new StringBuilder();
    int index = from;
    while (index < to) {
      char found = line.charAt(index++);
      if (found != '\\' || index >= to) {
        value.append(found);
      } else if (line.charAt(index) == 'u') {
        value.append(unicode(line, index + 1, to));
        index += 5;
      } else {
        value.append(escaped(line.charAt(index++)));
      }
    }
    return new ScalarNode(
        Tag.STR, value.toString(), mark, end(mark, line, from, to), ScalarStyle.PLAIN);
  }

  /** The place right after its last character, unless the next line continues it. */
  private Mark end(Mark start, Line line, int from, int to) {
    int end = to > from ? line.offsets.get(to - 1) + 1 : start.getIndex();
    if (end - start.getIndex() != to - from) {
      return start;
    }
    int column = start.getColumn() + text.codePointCount(start.getIndex(), end);
    return new Mark(path, end, start.getLine(), column, new int[0], 0);
  }

  private static char escaped(char found) {
    return switch (found) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      default -> found;
    };
  }

  private char unicode(Line line, int from, int to) {
    String digits = line.characters.substring(from, Math.max(from, Math.min(from + 4, to)));
    if (digits.matches("[0-9a-fA-F]{4}")) {
      return (char) Integer.parseInt(digits, 16);
    }
    readable = false;
    findings.report(
        PROPERTIES_SYNTAX,
        findings.at(mark(line, from - 2)),
        "\\u is not followed by four hexadecimal digits",
        "Write \\\\u for a backslash and the letter u.");
    return '?';
  }

  private Mark mark(Line line, int index) {
    int offset =
        index < line.length()
            ? line.offsets.get(index)
            : line.offsets.isEmpty() ? at : line.offsets.get(line.length() - 1) + 1;
    for (; counted < offset; counted++) {
      if (isLineEnd(text.charAt(counted)) && !text.startsWith("\r\n", counted)) {
        number++;
        column = 0;
      } else if (!Character.isLowSurrogate(text.charAt(counted))) {
        column++;
      }
    }
    return new Mark(path, offset, number, column, new int[0], 0);
  }
}
