package io.riparian.ownership.codeowners;

import static io.riparian.ownership.codeowners.CodeOwnersRule.UNREADABLE;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An ownership file. With any error in it it is good for nothing: no line is skipped, for the path
 * that it is about would get another owner, or none.
 *
 * @param path where it stands in the repository
 * @param sections one without a name where the dialect knows no sections
 * @param diagnostics every mistake, by place
 */
public record CodeOwners(
    String path, Dialect dialect, List<Section> sections, List<Diagnostic> diagnostics) {

  /** In bytes; what is larger is no ownership file. */
  public static final int LARGEST = 3 * 1024 * 1024;

  private static final int LONGEST_LINE = 16 * 1024;
  private static final String BOM = "\uFEFF";

  public CodeOwners {
    sections = List.copyOf(sections);
    diagnostics = Declarations.inOrder(diagnostics);
  }

  /** Reads a file. */
  public static CodeOwners parse(Dialect dialect, String path, byte[] content) {
    if (content.length > LARGEST) {
      return tooLarge(dialect, path);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return parse(dialect, path, text);
    } catch (CharacterCodingException other) {
      return unreadable(dialect, path, "is not UTF-8", "Save it as UTF-8.");
    }
  }

  /** Reads a file's text. */
  public static CodeOwners parse(Dialect dialect, String path, String text) {
    if (text.startsWith(BOM)) {
      return unreadable(dialect, path, "begins with a byte order mark", "Save it without one.");
    }
    List<String> lines = Arrays.stream(text.split("\n", -1)).map(CodeOwners::ended).toList();
    Optional<String> damage =
        text.indexOf('\0') >= 0
            ? Optional.of("holds a NUL character")
            : lines.stream().anyMatch(line -> line.length() > LONGEST_LINE)
                ? Optional.of("has a line of more than 16,384 characters")
                : Optional.empty();
    if (damage.isPresent()) {
      return unreadable(dialect, path, damage.get(), "Write it anew.");
    }
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<Section> sections = dialect.read(path, lines, diagnostics);
    return new CodeOwners(path, dialect, sections, diagnostics);
  }

  private static String ended(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** A file that has more than {@link #LARGEST} bytes. */
  public static CodeOwners tooLarge(Dialect dialect, String path) {
    return unreadable(dialect, path, "is larger than 3 MiB", "Merge lines with the same owners.");
  }

  /**
   * A file of which nothing could be read.
   *
   * @param why goes on after "the ownership file"
   */
  public static CodeOwners unreadable(Dialect dialect, String path, String why, String hint) {
    return new CodeOwners(
        path,
        dialect,
        List.of(),
        List.of(UNREADABLE.at(Location.ofFile(path), "the ownership file " + why, hint)));
  }

  /** Whether nothing is wrong with it; warnings aside. */
  public boolean isValid() {
    return diagnostics.stream().noneMatch(Diagnostic::isError);
  }

  /**
   * What the file says of a path, one ruling for each section that is about it.
   *
   * @throws IllegalArgumentException when this cannot be a file's path in a Git tree
   */
  public List<Ruling> of(String file) {
    return rulings(file, Section::decide);
  }

  /** The same, as if the file excluded nothing. */
  public List<Ruling> withoutExclusions(String file) {
    return rulings(file, Section::decideIgnoringExclusions);
  }

  private List<Ruling> rulings(
      String file, BiFunction<Section, List<String>, Optional<Rule>> decision) {
    List<String> path = segments(file);
    List<Ruling> rulings = new ArrayList<>();
    for (Section section : sections) {
      decision.apply(section, path).ifPresent(rule -> rulings.add(ruling(section, rule)));
    }
    return rulings;
  }

  /** What each line says for itself, by its place in its section; exclusions say nothing. */
  public List<Ruling> lines() {
    return sections.stream()
        .flatMap(
            section ->
                section.rules().stream()
                    .filter(rule -> !rule.exclusion())
                    .map(rule -> ruling(section, rule)))
        .toList();
  }

  private static Ruling ruling(Section section, Rule rule) {
    return new Ruling(
        section.name(),
        rule.line(),
        rule.owners(),
        rule.optional(),
        !section.isOptional(),
        Math.max(1, rule.approvals()));
  }

  /**
   * A path for each line that another file does not have with the same owners, such as the line is
   * about.
   */
  public List<String> examplesAgainst(CodeOwners other) {
    Set<String> known = other.rules().map(CodeOwners::saying).collect(Collectors.toSet());
    return rules()
        .filter(rule -> !known.contains(saying(rule)))
        .map(rule -> String.join("/", rule.paths().example()))
        .distinct()
        .toList();
  }

  private static String saying(Rule rule) {
    return rule.pattern() + " " + rule.owners() + " " + rule.exclusion() + " " + rule.approvals();
  }

  /** Every line that says something, as it was read. */
  Stream<Rule> rules() {
    return sections.stream().flatMap(section -> section.rules().stream());
  }

  /**
   * The segments of a file's path.
   *
   * @throws IllegalArgumentException when this cannot be a file's path in a Git tree
   */
  static List<String> segments(String path) {
    if (!isPath(path)) {
      throw new IllegalArgumentException("`" + path + "` is no path in a repository");
    }
    return Arrays.asList(path.split("/", -1));
  }

  /** Whether this can be a file's path in a Git tree. */
  public static boolean isPath(String path) {
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
