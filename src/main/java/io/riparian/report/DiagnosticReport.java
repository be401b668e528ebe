package io.riparian.report;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Quoted;

/**
 * One mistake at its place, as it is printed and answered.
 *
 * @param severity {@code error}, {@code warning} or {@code info}
 * @param line counted from 1; 0 means the file as a whole
 * @param column counted from 1, in characters; 0 with line 0
 * @param endLine with {@code endColumn} the place right after its last character; where it begins,
 *     if its end is not known
 * @param page the rule's page, from the root of this project's repository
 */
public record DiagnosticReport(
    String rule,
    String severity,
    String file,
    int line,
    int column,
    int endLine,
    int endColumn,
    String message,
    String hint,
    String page) {

  public static DiagnosticReport of(Diagnostic diagnostic) {
    Location at = diagnostic.at();
    return new DiagnosticReport(
        diagnostic.rule(),
        PlanReport.word(diagnostic.severity()),
        at.file(),
        at.line(),
        at.column(),
        at.endLine(),
        at.endColumn(),
        diagnostic.message(),
        diagnostic.hint(),
        RuleReport.page(diagnostic.rule()));
  }

  /** The same without any configuration value. */
  DiagnosticReport withoutValues() {
    return new DiagnosticReport(
        rule,
        severity,
        file,
        line,
        column,
        endLine,
        endColumn,
        Quoted.withoutValues(message),
        Quoted.withoutValues(hint),
        page);
  }

  boolean isError() {
    return severity.equals("error");
  }

  boolean isWarning() {
    return severity.equals("warning");
  }

  /** Whether it is known where it ends. */
  boolean hasEnd() {
    return endLine > line || endColumn > column;
  }

  /** Whether it begins and ends in one line, as far as is known. */
  boolean isInOneLine() {
    return endLine <= line;
  }

  /** What is wrong and where, as one line. */
  String headline() {
    return severity + ": " + place() + ": " + message + " [" + rule + "]";
  }

  /** The message and what to do, as one line of prose. */
  String sentence() {
    return hint.isEmpty() ? message : message + ". " + hint;
  }

  /** {@code file:line:column}, as editors and terminals follow it. */
  String place() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
