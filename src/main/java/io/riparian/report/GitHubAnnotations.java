package io.riparian.report;

/**
 * Mistakes as workflow commands of GitHub Actions, which shows them beside the line
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions). Whatever
 * would end a command or begin another is escaped.
 */
public final class GitHubAnnotations {
  private GitHubAnnotations() {}

  public static String of(ValidationReport report) {
    StringBuilder text = new StringBuilder();
    for (DiagnosticReport diagnostic : report.diagnostics()) {
      text.append("::").append(command(diagnostic.severity()));
      text.append(" file=").append(property(diagnostic.file()));
      if (diagnostic.line() > 0) {
        text.append(",line=").append(diagnostic.line());
        text.append(",col=").append(diagnostic.column());
      }
      text.append(",title=").append(property(diagnostic.rule()));
      text.append("::").append(message(diagnostic.message()));
      if (!diagnostic.hint().isEmpty()) {
        text.append("%0A").append(message(diagnostic.hint()));
      }
      text.append('\n');
    }
    return text.toString();
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
