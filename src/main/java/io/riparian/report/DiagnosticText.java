package io.riparian.report;

import io.riparian.ownership.codeowners.CodeOwnersRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Mistakes as people read them in a terminal: the place, the line underlined, what to do. */
public final class DiagnosticText {
  private final Function<String, List<String>> source;
  private final Map<String, SourceLines> known = new HashMap<>();
  private final Terminal text = new Terminal();

  private DiagnosticText(Function<String, List<String>> source) {
    this.source = source;
  }

  /**
   * @param source the lines of a file, by its path; empty when they cannot be had
   */
  public static String of(ValidationReport report, Function<String, List<String>> source) {
    DiagnosticText writer = new DiagnosticText(source);
    report.diagnostics().forEach(writer::diagnostic);
    writer.summary(report);
    return writer.text.toString();
  }

  private void diagnostic(DiagnosticReport diagnostic) {
    text.line(diagnostic.headline());
    String gutter = " ".repeat(String.valueOf(diagnostic.line()).length() + 2);
    sourceOf(diagnostic)
        .ifPresent(
            shown -> {
              text.line("  " + diagnostic.line() + " | " + shown.text());
              if (diagnostic.column() <= shown.known() + 1) {
                text.line(
                    gutter
                        + " | "
                        + " ".repeat(diagnostic.column() - 1)
                        + carets(diagnostic, shown));
              }
            });
    if (!diagnostic.hint().isEmpty()) {
      text.line(gutter + " = " + diagnostic.hint());
    }
  }

  /** One for each character of the mistake, if all of them are shown; else one where it begins. */
  private static String carets(DiagnosticReport diagnostic, SourceLine shown) {
    boolean isShown = diagnostic.isInOneLine() && diagnostic.endColumn() - 1 <= shown.known();
    return "^"
        .repeat(isShown && diagnostic.hasEnd() ? diagnostic.endColumn() - diagnostic.column() : 1);
  }

  private Optional<SourceLine> sourceOf(DiagnosticReport diagnostic) {
    if (diagnostic.line() < 1 || diagnostic.column() < 1) {
      return Optional.empty();
    }
    SourceLines lines =
        known.computeIfAbsent(diagnostic.file(), file -> new SourceLines(source.apply(file)));
    return CodeOwnersRule.isOne(diagnostic.rule())
        ? lines.ownershipLine(diagnostic.line())
        : lines.line(diagnostic.line());
  }

  private void summary(ValidationReport report) {
    if (!report.diagnostics().isEmpty()) {
      text.line("");
    }
    text.line(
        count(report.files().size(), "file")
            + (report.diagnostics().isEmpty()
                ? ", nothing to mend."
                : ": "
                    + count(report.errors(), "error")
                    + ", "
                    + count(report.warnings(), "warning")
                    + "."));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
