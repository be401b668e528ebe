package io.riparian.report;

import io.riparian.model.Diagnostic;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was read and what is wrong with it: everything there is to print, in whatever form.
 *
 * @param files every file that was read, good or bad, by path; of a plan, a status or a difference,
 *     those that it names
 * @param diagnostics sorted by place
 */
public record ValidationReport(List<String> files, List<DiagnosticReport> diagnostics) {

  public ValidationReport {
    files = List.copyOf(files);
    diagnostics = List.copyOf(diagnostics);
  }

  public static ValidationReport of(Collection<String> files, Collection<Diagnostic> diagnostics) {
    return new ValidationReport(
        files.stream().sorted().toList(), diagnostics.stream().map(DiagnosticReport::of).toList());
  }

  /** The mistakes of a report that names these files, some of them perhaps twice or not at all. */
  static ValidationReport among(Stream<String> files, List<DiagnosticReport> diagnostics) {
    return new ValidationReport(
        files.filter(file -> !file.isEmpty()).distinct().sorted().toList(), diagnostics);
  }

  /** The same, and what was found in files that need not be there any more. */
  public ValidationReport with(List<Diagnostic> more) {
    return new ValidationReport(
        files,
        Stream.concat(diagnostics.stream(), more.stream().map(DiagnosticReport::of)).toList());
  }

  public int errors() {
    return (int) diagnostics.stream().filter(DiagnosticReport::isError).count();
  }

  public int warnings() {
    return (int) diagnostics.stream().filter(DiagnosticReport::isWarning).count();
  }
}
