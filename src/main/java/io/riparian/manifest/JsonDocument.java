package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.JSON_SYNTAX;
import static io.riparian.manifest.ManifestRule.YAML_LIMIT;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
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
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A JSON file as the nodes that YAML files are read as, so that the same checks see both. It is
 * strict JSON (RFC 8259): no comments, no trailing commas. The parser's own words never leave,
 * because they may quote a value.
 */
final class JsonDocument {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(YamlDocuments.DEEPEST)
                  .maxNumberLength(10_000)
                  .maxStringLength(Layout.LARGEST_FILE)
                  .build())
          .build();

  private final String path;
  private final String text;
  private final Findings findings;

  /** From here columns are counted on: places are asked for in the order of the text. */
  private Mark last;

  private JsonDocument(String path, String text, Findings findings) {
    this.path = path;
    this.text = text;
    this.findings = findings;
    this.last = mark(0, 0, 0);
  }

  /** The file's one value; nothing, and a finding, when it cannot be read. */
  static Optional<Node> read(String path, String text, Findings findings) {
    return new JsonDocument(path, text, findings).read();
  }

  private Optional<Node> read() {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      Node root = node(parser);
      if (parser.nextToken() != null) {
        findings.report(
            JSON_SYNTAX,
            at(parser.currentTokenLocation()),
            "something follows the end of the JSON value",
            "One file holds one JSON object; put the next one into a file of its own.");
        return Optional.empty();
      }
      return Optional.of(root);
    } catch (StreamConstraintsException limit) {
      findings.report(
          YAML_LIMIT,
          at(limit.getLocation()),
          "the file is nested deeper than " + YamlDocuments.DEEPEST + ", or a number is too long",
          "Write it out plainly.");
    } catch (JsonEOFException unfinished) {
      endsEarly();
    } catch (JsonProcessingException broken) {
      syntax(broken.getLocation());
    } catch (IOException impossible) {
      throw new IllegalStateException("a text in memory is always readable", impossible);
    }
    return Optional.empty();
  }

  private Node node(JsonParser parser) throws IOException {
    Mark start = mark(parser.currentTokenLocation());
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      List<NodeTuple> tuples = new ArrayList<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Node key = scalar(parser, Tag.STR);
        parser.nextToken();
        tuples.add(new NodeTuple(key, node(parser)));
      }
      return new MappingNode(Tag.MAP, true, tuples, start, start, FlowStyle.FLOW);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> entries = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        entries.add(node(parser));
      }
      return new SequenceNode(Tag.SEQ, true, entries, start, start, FlowStyle.FLOW);
    }
    return scalar(parser, tag(token));
  }

  private static Tag tag(JsonToken token) {
    return switch (token) {
      case VALUE_NUMBER_INT -> Tag.INT;
      case VALUE_NUMBER_FLOAT -> Tag.FLOAT;
      case VALUE_TRUE, VALUE_FALSE -> Tag.BOOL;
      case VALUE_NULL -> Tag.NULL;
      default -> Tag.STR;
    };
  }

  private Node scalar(JsonParser parser, Tag tag) throws IOException {
    Mark start = mark(parser.currentTokenLocation());
    String value = parser.getText();
    return new ScalarNode(tag, value, start, end(start), ScalarStyle.DOUBLE_QUOTED);
  }

  /** The parser has read on when it tells of a key, so the end is looked for in the file. */
  private Mark end(Mark start) {
    int first = start.getIndex();
    boolean quoted = text.startsWith("\"", first);
    int end = quoted ? first + 1 : first;
    while (end < text.length() && !(quoted ? text.charAt(end) == '"' : isBetween(end))) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(quoted ? end + 1 : end, text.length());
    return mark(end, start.getLine(), start.getColumn() + text.codePointCount(first, end));
  }

  private boolean isBetween(int index) {
    return ",:]} \t\r\n".indexOf(text.charAt(index)) >= 0;
  }

  /** The parser counts a character outside of the basic plane as two. */
  private Mark mark(JsonLocation at) {
    int index = within(at.getCharOffset());
    int line = Math.max(0, at.getLineNr() - 1);
    boolean further = line == last.getLine() && index >= last.getIndex();
    int from = further ? last.getIndex() : within(index - (at.getColumnNr() - 1L));
    int column = further ? last.getColumn() : 0;
    last = mark(index, line, column + text.codePointCount(from, index));
    return last;
  }

  private int within(long offset) {
    return (int) Math.max(0, Math.min(offset, text.length()));
  }

  private Mark mark(int index, int line, int column) {
    return new Mark(path, index, line, column, new int[0], 0);
  }

  private io.riparian.model.Location at(JsonLocation at) {
    return at == null ? findings.file() : findings.at(mark(at));
  }

  private void endsEarly() {
    findings.report(
        JSON_SYNTAX,
        SourceText.position(path, text.stripTrailing()),
        "the file ends before its JSON does",
        "Close every quote, bracket and brace.");
  }

  /** Our own sentence, from the characters around the place where the parser stopped. */
  private void syntax(JsonLocation location) {
    int stopped = Math.max(0, Math.min((int) location.getCharOffset(), text.length() - 1));
    boolean escape = stopped > 0 && text.charAt(stopped - 1) == '\\';
    int wrong = escape ? stopped - 1 : stopped;
    String[] told = explain(text.charAt(wrong), previous(wrong));
    findings.report(
        JSON_SYNTAX, SourceText.position(path, text.substring(0, wrong)), told[0], told[1]);
  }

  private static String[] explain(char found, char before) {
    if (found == '/' || found == '#') {
      return new String[] {
        "JSON has no comments", "Remove it, or write a key such as \"_comment\"."
      };
    }
    if ((found == '}' || found == ']') && before == ',') {
      return new String[] {"a comma before the closing bracket", "Remove the comma."};
    }
    if (found == '\\') {
      return new String[] {
        "a backslash before a character that JSON does not escape",
        "Write the character alone, or two backslashes for one."
      };
    }
    if (found == '\'') {
      return new String[] {"a single quote cannot begin anything in JSON", "Use double quotes."};
    }
    if (Character.isISOControl(found)) {
      return new String[] {
        "a line break or another control character inside a text",
        "Close the quote, or write the character as an escape: \\n."
      };
    }
    if (",:{[".indexOf(before) < 0 && before != ' ' && !Character.isLetterOrDigit(found)) {
      return new String[] {"a comma is missing before this", "Separate entries with commas."};
    }
    if (Character.isLetter(found)) {
      return new String[] {
        "a word that is neither text nor a value of JSON", "Put it in double quotes."
      };
    }
    return new String[] {"this is not valid JSON", "Check commas, quotes and brackets here."};
  }

  /** The last character before this place that is no white space; a space if there is none. */
  private char previous(int place) {
    int before = place - 1;
    while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    return before < 0 ? ' ' : text.charAt(before);
  }
}
