package io.riparian.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mistakes as GitLab's code quality report, shown in merge requests
 * (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
 */
public final class CodeQuality {
  private CodeQuality() {}

  public static String of(ValidationReport report) {
    Fingerprint fingerprint = new Fingerprint();
    List<Map<String, Object>> issues =
        report.diagnostics().stream().map(it -> issue(it, fingerprint.of(it))).toList();
    return JsonText.of(issues);
  }

  private static Map<String, Object> issue(DiagnosticReport diagnostic, String fingerprint) {
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("path", diagnostic.file());
    location.put("lines", lines(diagnostic));
    Map<String, Object> issue = new LinkedHashMap<>();
    issue.put("description", diagnostic.sentence());
    issue.put("check_name", diagnostic.rule());
    issue.put("fingerprint", fingerprint);
    issue.put("severity", severity(diagnostic.severity()));
    issue.put("location", location);
    return issue;
  }

  /** A whole file is its first line; a daemon of another version may tell no end. */
  private static Map<String, Object> lines(DiagnosticReport diagnostic) {
    Map<String, Object> lines = new LinkedHashMap<>();
    int begin = Math.max(1, diagnostic.line());
    lines.put("begin", begin);
    lines.put("end", Math.max(begin, diagnostic.endLine()));
    return lines;
  }

  private static String severity(String severity) {
    return switch (severity) {
      case "error" -> "major";
      case "warning" -> "minor";
      default -> "info";
    };
  }
}
