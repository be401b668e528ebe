package io.riparian.report;

import io.riparian.report.DiffReport.ConnectorDifference;
import io.riparian.report.PlanReport.KeyReport;
import java.util.Map;

/** A difference of two revisions as people read it in a terminal: one line a connector. */
public final class DiffText {
  private static final Map<String, String> SIGNS =
      Map.of(
          "created", "+",
          "changed", "~",
          "moved", ">",
          "removed", "-",
          "held", "!",
          "refused", "!");

  private final StringBuilder text = new StringBuilder();

  private DiffText() {}

  public static String of(DiffReport diff) {
    DiffText writer = new DiffText();
    diff.connectors().forEach(writer::connector);
    writer.summary(diff);
    return writer.text.toString();
  }

  private void connector(ConnectorDifference connector) {
    text.append(SIGNS.getOrDefault(connector.kind(), "?")).append(' ');
    text.append(connector.kind()).append(' ');
    text.append(connector.cluster()).append('/').append(connector.connector());
    if (!connector.detail().isEmpty()) {
      text.append(" (").append(connector.detail()).append(')');
    }
    text.append("  ").append(connector.file()).append('\n');
    connector.diff().forEach(this::key);
  }

  private void key(KeyReport key) {
    String before = key.before().isEmpty() ? "" : ": " + key.before();
    String after = key.after().isEmpty() ? "" : ": " + key.after();
    switch (key.kind()) {
      case "added" -> text.append("    + ").append(key.key()).append(after);
      case "removed" -> text.append("    - ").append(key.key()).append(before);
      default -> {
        text.append("    ~ ").append(key.key()).append(before);
        text.append(key.after().isEmpty() ? "" : " -> " + key.after());
      }
    }
    text.append('\n');
  }

  private void summary(DiffReport diff) {
    long errors = diff.diagnostics().stream().filter(DiagnosticReport::isError).count();
    text.append(
        diff.connectors().isEmpty()
            ? "No connector is declared differently"
            : diff.connectors().size() + " declared differently");
    text.append(", %s..%s".formatted(shortened(diff.from()), shortened(diff.to())));
    text.append(errors == 0 ? ".\n" : "; " + errors + " mistakes in the later one.\n");
  }

  private static String shortened(String revision) {
    return revision.length() > 12 ? revision.substring(0, 12) : revision;
  }
}
