package io.riparian.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where the words of a file begin and end, in each of the formats. */
class FindingsTest {
  private final Findings findings = new Findings("f");
  private final List<String> found = new ArrayList<>();

  @Test
  void everyWordOfYamlEndsWithItsLastCharacter() {
    String text =
        """
        plain: two words  # not this
        "quo\\"ted😀" : 'it''s'
        list: [😀 one, 😀, "two, three"]
        empty:
        """;
    YamlDocuments.read("f", text, findings, root -> collect(root, text));

    assertThat(found)
        .containsExactly(
            "plain",
            "two words",
            "\"quo\\\"ted😀\"",
            "'it''s'",
            "list",
            "😀 one",
            "😀",
            "\"two, three\"",
            "empty",
            "");
  }

  @Test
  void aTextOverSeveralLinesEndsOnTheLast() {
    List<Location> places = new ArrayList<>();
    YamlDocuments.read(
        "f", "a: 'x\n  y'\nb: x\n  y\n", findings, root -> places.addAll(values(root)));

    assertThat(places)
        .containsExactly(new Location("f", 1, 4, 2, 5), new Location("f", 3, 4, 4, 4));
  }

  @Test
  void ofABlockOnlyTheBeginningIsKnown() {
    List<Location> places = new ArrayList<>();
    YamlDocuments.read(
        "f",
        "a: |\n  x\nb: >-\n  x\nc:\n  d: e\nf:\n  - g\n",
        findings,
        root -> places.addAll(values(root)));

    assertThat(places)
        .containsExactly(
            new Location("f", 1, 4),
            new Location("f", 3, 4),
            new Location("f", 6, 3),
            new Location("f", 8, 3));
  }

  @Test
  void everyWordOfJsonEndsWithItsLastCharacter() {
    String text =
        """
        {"a😀" : "b😀", "😀" :
         "c😀\\"\\\\", "c" :{"d":-1.5e+3, "e": [true,null]},
         "f":12}""";
    JsonDocument.read("f", text, findings).ifPresent(root -> collect(root, text));

    assertThat(found)
        .containsExactly(
            "\"a😀\"",
            "\"b😀\"",
            "\"😀\"",
            "\"c😀\\\"\\\\\"",
            "\"c\"",
            "\"d\"",
            "-1.5e+3",
            "\"e\"",
            "true",
            "null",
            "\"f\"",
            "12");
  }

  @Test
  void everyWordOfPropertiesEndsWithItsLastCharacterUnlessItIsContinued() {
    String text = "# x\n one.two = three \\u00e9\nfour😀\\:five:😀six😀\nseven=eig\\\n  ht\nnine";
    Optional<Node> root = PropertiesDocument.read("f", text, findings);
    root.ifPresent(read -> collect(read, text));

    assertThat(found)
        .containsExactly(
            "one.two", "three \\u00e9", "four😀\\:five", "😀six😀", "seven", "", "nine", "");
  }

  @Test
  void everyWordOfALongLineOfJsonHasItsPlace() {
    String entry = "\"😀\",";
    int entries = Layout.LARGEST_FILE / entry.length() - 1;
    String text = "[" + entry.repeat(entries) + "0]";

    List<Node> words =
        JsonDocument.read("f", text, findings).map(FindingsTest::entries).orElse(List.of());

    assertThat(words).hasSize(entries + 1);
    int last = 4 * entries + 2;
    assertThat(findings.at(words.get(entries))).isEqualTo(new Location("f", 1, last, 1, last + 1));
  }

  private static List<Node> entries(Node list) {
    return ((SequenceNode) list).getValue();
  }

  @Test
  void theEndOfAValueThatMayBeASecretIsNotTold() {
    String text =
        """
        apiVersion: riparian/v1
        kind: Connector
        metadata: {name: payments-a}
        spec:
          config: "password=hunter2"
          tasksMax: "hunter2"
        """;

    assertThat(
            ManifestParser.parse("teams/payments/connectors/a.yaml", text.getBytes(UTF_8))
                .diagnostics())
        .extracting(Diagnostic::at)
        .filteredOn(at -> at.line() >= 5 && at.column() > 3)
        .hasSize(2)
        .allSatisfy(at -> assertThat(at).isEqualTo(at.beginning()));
  }

  private void collect(Node node, String text) {
    if (node instanceof MappingNode mapping) {
      mapping
          .getValue()
          .forEach(
              tuple -> {
                collect(tuple.getKeyNode(), text);
                collect(tuple.getValueNode(), text);
              });
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(entry -> collect(entry, text));
    } else {
      found.add(covered(findings.at(node), text));
    }
  }

  private static String covered(Location at, String text) {
    assertThat(at.endLine()).isEqualTo(at.line());
    String line = text.split("\n", -1)[at.line() - 1];
    return line.substring(
        line.offsetByCodePoints(0, at.column() - 1),
        line.offsetByCodePoints(0, at.endColumn() - 1));
  }

  private List<Location> values(Node root) {
    assertThat(root).isInstanceOf(CollectionNode.class);
    return ((MappingNode) root)
        .getValue().stream().map(tuple -> findings.at(tuple.getValueNode())).toList();
  }
}
