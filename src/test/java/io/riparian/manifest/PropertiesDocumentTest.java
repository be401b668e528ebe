package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What the JDK reads, with the places that the JDK does not know. */
class PropertiesDocumentTest {
  private static final String[] PIECES = {
    "a", "b.c", "=", ":", " ", "\t", "\f", "\n", "\r", "\r\n", "\\", "\\\n  ", "\\ ", "\\=", "\\n",
    "\\u00e9", "\\u12", "#", "!", "é", "\\\\"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4_000, 50_000})
  void readsWhatTheJdkReads(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 4_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(16); piece >= 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      Findings findings = new Findings("f");

      Optional<Node> root = PropertiesDocument.read("f", text.toString(), findings);

      assertThat(root.map(PropertiesDocumentTest::values))
          .as(text.toString())
          .isEqualTo(byTheJdk(text.toString()));
      assertThat(findings.hasErrors()).isEqualTo(root.isEmpty());
    }
  }

  private static Optional<Map<String, String>> byTheJdk(String text) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
    values.remove("", ""); // what a backslash at the end of the file means to the JDK
    return Optional.of(values);
  }

  private static Map<String, String> values(Node root) {
    Map<String, String> values = new TreeMap<>();
    ((MappingNode) root)
        .getValue()
        .forEach(
            tuple ->
                values.put(
                    ((ScalarNode) tuple.getKeyNode()).getValue(),
                    ((ScalarNode) tuple.getValueNode()).getValue()));
    values.remove("", "");
    return values;
  }

  @Test
  void everyKeyKnowsItsPlace() {
    Node root =
        PropertiesDocument.read("f", "# x\r\n  one = 1\\\n   2\n\n two:3", new Findings("f"))
            .orElseThrow();

    assertThat(((MappingNode) root).getValue())
        .extracting(tuple -> new Findings("f").at(tuple.getKeyNode()).toString())
        .containsExactly("f:2:3", "f:5:2");
  }
}
