package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What the JDK reads, with the places that the JDK does not know. */
class PropertiesDocumentTest {
  private static final String[] PIECES = {
    "a",
    "b.c",
    "=",
    ":",
    " ",
    "\t",
    "\f",
    "\n",
    "\r",
    "\r\n",
    "\\",
    "\\\n  ",
    "\\\r",
    "\\\r\n\t",
    "\\ ",
    "\\=",
    "\\n",
    "\\u00e9",
    "\\u12",
    "#",
    "!",
    "#a\\\r",
    "é",
    "\ud83d\ude00",
    "\\\\",
    "\r\r",
    "\n\r"
  };

  private record Entry(String key, String value) {}

  /** What the JDK makes of a text: every entry in its order, also one that stands twice. */
  private static final class ByTheJdk extends Properties {
    private final transient List<Entry> entries = new ArrayList<>();
    private final boolean readable;

    ByTheJdk(String text) throws IOException {
      readable = loads(text);
    }

    private boolean loads(String text) throws IOException {
      try {
        load(new StringReader(text));
        return true;
      } catch (IllegalArgumentException malformed) {
        return false;
      }
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      entries.add(new Entry(String.valueOf(key), String.valueOf(value)));
      return super.put(key, value);
    }
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int piece = random.nextInt(16); piece >= 0; piece--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4_000, 50_000})
  void readsWhatTheJdkReads(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 4_000; round++) {
      String text = random(random);
      Findings findings = new Findings("f");

      Optional<Node> root = PropertiesDocument.read("f", text, findings);

      ByTheJdk expected = new ByTheJdk(text);
      assertThat(root.isPresent()).as(text).isEqualTo(expected.readable);
      assertThat(findings.hasErrors()).isEqualTo(root.isEmpty());
      root.ifPresent(
          mapping ->
              assertThat(entries(mapping)).as(text).isEqualTo(withoutNothing(expected.entries)));
    }
  }

  private static List<Entry> entries(Node root) {
    return withoutNothing(
        tuples(root).stream()
            .map(tuple -> new Entry(value(tuple.getKeyNode()), value(tuple.getValueNode())))
            .toList());
  }

  /** Without what a backslash at the end of the file means to the JDK. */
  private static List<Entry> withoutNothing(List<Entry> entries) {
    return entries.stream().filter(entry -> !entry.equals(new Entry("", ""))).toList();
  }

  private static List<NodeTuple> tuples(Node root) {
    return ((MappingNode) root).getValue();
  }

  private static String value(Node node) {
    return ((ScalarNode) node).getValue();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 30, 400})
  void everyKeyStandsWhereTheJdkBeginsToReadIt(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 1_500; round++) {
      String text = random(random);
      Optional<Node> root = PropertiesDocument.read("f", text, new Findings("f"));

      boolean named = new ByTheJdk(text).entries.stream().noneMatch(it -> it.key().isEmpty());
      if (root.isPresent() && named) {
        assertThat(places(root.get())).as(text).isEqualTo(counted(text));
      }
    }
  }

  private static List<String> places(Node root) {
    return tuples(root).stream()
        .map(tuple -> new Findings("f").at(tuple.getKeyNode()).toString())
        .toList();
  }

  /**
   * A key begins after the longest beginning of the text in which the JDK does not see it, or with
   * the backslash that escapes its first character; lines and columns are those of an editor.
   */
  private static List<String> counted(String text) throws IOException {
    List<Integer> seen = new ArrayList<>();
    for (int length = 0; length <= text.length(); length++) {
      ByTheJdk beginning = new ByTheJdk(text.substring(0, length));
      seen.add(withoutNothing(beginning.entries).size() + (beginning.readable ? 0 : 1));
    }
    List<String> places = new ArrayList<>();
    for (int entry = 0; entry < seen.get(text.length()); entry++) {
      int key = text.length();
      while (seen.get(key) > entry) {
        key--;
      }
      key -= key > 0 && text.charAt(key - 1) == '\\' ? 1 : 0;
      String[] lines = text.substring(0, key).split("\r\n|\r|\n", -1);
      String before = lines[lines.length - 1];
      places.add("f:" + lines.length + ":" + (before.codePointCount(0, before.length()) + 1));
    }
    return places;
  }

  @Test
  void everyKeyKnowsItsPlace() {
    Node root =
        PropertiesDocument.read("f", "# x\r\n  one = 1\\\n   2\n\n two:3", new Findings("f"))
            .orElseThrow();

    assertThat(places(root)).containsExactly("f:2:3", "f:5:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\r\n"})
  void aFullFileIsCountedToItsEnd(String lineEnd) {
    String text = ("a=1" + lineEnd).repeat(150_000) + "last=1";

    Node root = PropertiesDocument.read("f", text, new Findings("f")).orElseThrow();

    assertThat(places(root)).hasSize(150_001).last().isEqualTo("f:150001:1");
  }

  @Test
  void aLineOfBackslashesIsContinuedToItsEnd() {
    String text = "a=" + "\\\\\\\n".repeat(200_000) + "b";

    Node root = PropertiesDocument.read("f", text, new Findings("f")).orElseThrow();

    assertThat(entries(root)).containsExactly(new Entry("a", "\\".repeat(200_000) + "b"));
  }

  @Test
  void everyEscapeThatIsNoneIsToldWhereItStands() {
    Findings findings = new Findings("f");

    PropertiesDocument.read("f", "a=1\rb=\\u12zz\\\r  \\uq\r\\u=1", findings);

    assertThat(findings.sorted().stream().map(found -> found.at().toString()))
        .containsExactly("f:2:3", "f:3:3", "f:4:1");
  }
}
