package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.YAML_LIMIT;
import static io.riparian.manifest.ManifestRule.YAML_SYNTAX;

import io.riparian.model.Location;
import java.util.Optional;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * The documents of a YAML file as nodes. No object is ever constructed from a file, and the
 * parser's own words never leave, because they may quote a value.
 */
final class YamlDocuments {
  static final int DEEPEST = 50;
  private static final int MOST_ALIASES = 100;
  private static final String END_OF_FILE = "end of stream";

  private YamlDocuments() {}

  /** Hands over each document that is not empty; false when the rest could not be read. */
  static boolean read(String path, String text, Findings findings, Consumer<Node> each) {
    try {
      LoaderOptions options = limits();
      StreamReader reader = new StreamReader(text);
      Composer composer = new Composer(new ParserImpl(reader, options), new Resolver(), options);
      Optional<Node> root = next(composer, reader);
      while (root.isPresent()) {
        root.filter(node -> !Text.isNull(node)).ifPresent(each);
        root = next(composer, reader);
      }
      return true;
    } catch (MarkedYAMLException broken) {
      String problem = String.valueOf(broken.getProblem());
      Mark mark = problem.contains(END_OF_FILE) ? broken.getContextMark() : broken.getProblemMark();
      Location at = mark == null ? findings.file() : findings.at(mark);
      String[] told = explain(problem);
      findings.report(YAML_SYNTAX, at, told[0], told[1]);
    } catch (ReaderException unprintable) {
      String before = text.substring(0, text.offsetByCodePoints(0, unprintable.getPosition()));
      findings.report(
          YAML_SYNTAX,
          SourceText.position(path, before),
          String.format("the character U+%04X cannot stand in YAML", unprintable.getCodePoint()),
          "Remove it, or write it as an escape in double quotes.");
    } catch (YAMLException limit) {
      findings.report(
          YAML_LIMIT,
          findings.file(),
          String.valueOf(limit.getMessage()).contains("aliases")
              ? "the file has more than " + MOST_ALIASES + " aliases"
              : "the file is nested deeper than " + DEEPEST,
          "Write it out plainly.");
    }
    return false;
  }

  /** The parser takes the digits of an escape for a number without looking whether they are one. */
  private static Optional<Node> next(Composer composer, StreamReader reader) {
    try {
      return composer.checkNode() ? Optional.of(composer.getNode()) : Optional.empty();
    } catch (IllegalArgumentException noNumber) {
      throw new ScannerException(null, null, "escape", reader.getMark());
    }
  }

  private static LoaderOptions limits() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Layout.LARGEST_FILE);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setAllowDuplicateKeys(true); // reported by NodeCheck, with both places
    options.setProcessComments(false);
    options.setTagInspector(tag -> true); // nothing is constructed, and NodeCheck refuses tags
    return options;
  }

  /** Our sentence, and our hint, for the parser's. */
  private static String[] explain(String problem) {
    if (problem.contains("TAB") || problem.contains("\\t")) {
      return new String[] {"a tab cannot indent YAML", "Indent with spaces."};
    }
    if (problem.contains("alias")) {
      return new String[] {
        "an alias names an anchor that is not there", "Quote a value that begins with *."
      };
    }
    if (problem.contains("tag") || problem.contains("URI")) {
      return new String[] {"a tag cannot be read", "Quote a value that begins with !."};
    }
    if (problem.contains("mapping values are not allowed")) {
      return new String[] {
        "a colon begins a value where none can stand",
        "Quote a value that contains a colon and a space; check the indentation."
      };
    }
    if (problem.contains("cannot start any token")) {
      return new String[] {
        "no value can begin with this character", "Quote values that begin with @, ` or %."
      };
    }
    if (problem.contains("could not find expected ':'")) {
      return new String[] {
        "a key without a colon", "Write `key: value`, with a space after the colon."
      };
    }
    if (problem.contains("<block end>")) {
      return new String[] {
        "the indentation does not fit what stands above", "Align it with its neighbours."
      };
    }
    if (problem.contains("escape")) {
      return new String[] {
        "an escape in double quotes cannot be read",
        "Write \\\\ for a backslash, or use single quotes."
      };
    }
    if (problem.contains(END_OF_FILE)) {
      return new String[] {"a quote is not closed", "Close it on the same line."};
    }
    return new String[] {"this is not valid YAML", "Check quotes, brackets and indentation here."};
  }
}
