package io.riparian.manifest;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The mistakes found in one file. All are kept up to a number nobody reads any more; an error
 * beyond it still counts as one.
 */
final class Findings {
  private static final int MOST = 100;

  private final String path;
  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private boolean errors;
  private int dropped;

  Findings(String path) {
    this.path = path;
  }

  void report(ManifestRule rule, Location at, String message, String hint) {
    errors |= rule.severity() == Severity.ERROR;
    Diagnostic diagnostic = rule.at(at, message, hint);
    if (found.size() < MOST) {
      found.add(diagnostic);
    } else if (!found.contains(diagnostic)) {
      dropped++;
    }
  }

  void report(ManifestRule rule, Node node, String message, String hint) {
    report(rule, at(node), message, hint);
  }

  /**
   * What stands where something else belongs may be a secret, and its end would tell how long that
   * is.
   */
  void wrongType(Node node, String message, String hint) {
    report(ManifestRule.WRONG_TYPE, at(node).beginning(), message, hint);
  }

  /**
   * Where the node begins, and a word or a quoted text also ends; for a value that came through an
   * alias, where it was written.
   */
  Location at(Node node) {
    Location start = at(node.getStartMark());
    if (!(node instanceof ScalarNode scalar) || isBlock(scalar.getScalarStyle())) {
      return start;
    }
    Location end = at(node.getEndMark());
    return new Location(path, start.line(), start.column(), end.line(), end.column());
  }

  /** The parser ends a block where the next thing begins. */
  private static boolean isBlock(ScalarStyle style) {
    return style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
  }

  Location at(Mark mark) {
    return new Location(path, mark.getLine() + 1, mark.getColumn() + 1);
  }

  Location file() {
    return Location.ofFile(path);
  }

  boolean hasErrors() {
    return errors;
  }

  List<Diagnostic> sorted() {
    List<Diagnostic> all = new ArrayList<>(found);
    if (dropped > 0) {
      all.add(
          ManifestRule.YAML_LIMIT.at(
              file(),
              dropped + " more mistakes are not listed",
              "Mend the first ones, look again."));
    }
    return Declarations.inOrder(all);
  }

  /** A word of the file as it may stand in a message: short, and on one line. */
  static String quote(String word) {
    String line = word.replaceAll("\\p{Cntrl}", "?");
    return "`" + (line.length() > 80 ? line.substring(0, 80) + "…" : line) + "`";
  }
}
