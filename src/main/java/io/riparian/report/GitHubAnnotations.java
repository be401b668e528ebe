package io.riparian.report;

/**
 * Mistakes as workflow commands of GitHub Actions, which shows them beside the line
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions). Whatever
 * would end a command or begin another is escaped.
 */
public final class GitHubAnnotations {
  private GitHubAnnotations() {}

  public static String of(ValidationReport report) {
    Terminal text = new Terminal();
    report.diagnostics().forEach(diagnostic -> text.line(annotation(diagnostic)));
    return text.toString();
  }

  private static String annotation(DiagnosticReport diagnostic) {
    String place = diagnostic.line() > 0 ? place(diagnostic) : "";
    String hint = diagnostic.hint().isEmpty() ? "" : "%0A" + message(diagnostic.hint());
    return "::"
        + command(diagnostic.severity())
        + " file="
        + property(diagnostic.file())
        + place
        + ",title="
        + property(diagnostic.rule())
        + "::"
        + message(diagnostic.message())
        + hint;
  }

  /** Columns are understood within one line only. */
  private static String place(DiagnosticReport diagnostic) {
    boolean inOneLine = diagnostic.isInOneLine();
    String start = ",line=" + diagnostic.line() + (inOneLine ? ",col=" + diagnostic.column() : "");
    if (!diagnostic.hasEnd()) {
      return start;
    }
    String end = ",endLine=" + diagnostic.endLine();
    return start + end + (inOneLine ? ",endColumn=" + diagnostic.endColumn() : "");
  }

  private static String command(String severity) {
    return severity.equals("info") ? "notice" : severity;
  }

  private static String message(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
