package io.riparian.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A native connector file while it is being written. Text is put in quotes unless every version of
 * YAML reads it as what is written, and each key has a line of its own.
 */
final class ConnectorYaml {
  /** Begins like a word, and holds nothing that means something in YAML. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z/][A-Za-z0-9._/,@=-]*");

  /** Spelt as every tool would spell it. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[1-9][0-9]{0,17}|0");

  private static final Pattern ON_ONE_LINE = Pattern.compile("[\\x20-\\x7e]*");
  private static final Set<String> TRUTH = Set.of("true", "false");
  private static final Set<String> OTHER_THAN_TEXT =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

  private final List<NodeTuple> spec = new ArrayList<>();
  private final List<NodeTuple> config = new ArrayList<>();
  private String name = "";

  void begin(String connector, String cluster) {
    name = connector;
    field("cluster", cluster);
    spec.add(new NodeTuple(key("adopt"), plain("true")));
  }

  void field(String key, String value) {
    spec.add(new NodeTuple(key(key), value(value)));
  }

  void config(String key, String value) {
    config.add(new NodeTuple(key(key), value(value)));
  }

  /** A key that would be inherited, and is not there. */
  void remove(String key) {
    ScalarNode nothing = new ScalarNode(Tag.NULL, "null", null, null, ScalarStyle.PLAIN);
    config.add(new NodeTuple(key(key), noted(nothing, "inherited otherwise")));
  }

  String text() {
    List<NodeTuple> all = new ArrayList<>(spec);
    if (!config.isEmpty()) {
      all.add(new NodeTuple(key("config"), mapping(config)));
    }
    Node document =
        mapping(
            List.of(
                new NodeTuple(key("apiVersion"), plain(Envelope.API)),
                new NodeTuple(key("kind"), plain(Kind.CONNECTOR.word())),
                new NodeTuple(
                    key("metadata"), mapping(List.of(new NodeTuple(key("name"), value(name))))),
                new NodeTuple(key("spec"), mapping(all))));
    DumperOptions options = options();
    return new Yaml(new AsItIs(options), options).dump(document);
  }

  private static DumperOptions options() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setProcessComments(true);
    options.setLineBreak(DumperOptions.LineBreak.UNIX);
    return options;
  }

  /** Nodes go out as they are. */
  private static final class AsItIs extends Representer {
    AsItIs(DumperOptions options) {
      super(options);
    }

    @Override
    public Node represent(Object data) {
      return (Node) data;
    }
  }

  private static Node mapping(List<NodeTuple> tuples) {
    return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
  }

  private static ScalarNode key(String key) {
    return isWord(key) ? plain(key) : quoted(key);
  }

  private static ScalarNode value(String value) {
    boolean plain = isWord(value) || TRUTH.contains(value) || WHOLE_NUMBER.matcher(value).matches();
    ScalarNode node = plain ? plain(value) : quoted(value);
    return Placeholder.isIn(value)
        ? noted(node, "a secret: fill in where the worker finds it")
        : node;
  }

  private static boolean isWord(String text) {
    return WORD.matcher(text).matches() && !OTHER_THAN_TEXT.contains(text.toLowerCase(Locale.ROOT));
  }

  private static ScalarNode plain(String text) {
    Tag tag = new Resolver().resolve(NodeId.scalar, text, true);
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }

  /** Single quotes where they spare an escape. */
  private static ScalarNode quoted(String text) {
    boolean escapes = text.contains("\\") || text.contains("\"");
    boolean single = escapes && ON_ONE_LINE.matcher(text).matches();
    return new ScalarNode(
        Tag.STR, text, null, null, single ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.DOUBLE_QUOTED);
  }

  private static ScalarNode noted(ScalarNode node, String note) {
    node.setInLineComments(List.of(new CommentLine(null, null, " " + note, CommentType.IN_LINE)));
    return node;
  }
}
