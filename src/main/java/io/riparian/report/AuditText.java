package io.riparian.report;

/** The audit trail as people read it in a terminal. */
public final class AuditText {
  private AuditText() {}

  public static String of(AuditReport report) {
    Terminal text = new Terminal();
    for (AuditReport.Entry entry : report.entries()) {
      text.line(
          "%6d  %s  %s  %s  %s%s"
              .formatted(
                  entry.sequence(),
                  entry.at(),
                  entry.actor(),
                  entry.action(),
                  entry.subject(),
                  entry.detail().equals("{}") ? "" : "  " + entry.detail()));
    }
    text.line(
        report.intact() ? "The trail is intact." : "The trail is broken: " + report.problem());
    return text.toString();
  }
}
