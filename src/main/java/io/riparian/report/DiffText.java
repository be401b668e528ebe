package io.riparian.report;

import io.riparian.report.DiffReport.ConnectorDifference;
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

  private final Terminal text = new Terminal();

  private DiffText() {}

  public static String of(DiffReport diff) {
    DiffText writer = new DiffText();
    diff.connectors().forEach(writer::connector);
    writer.summary(diff);
    return writer.text.toString();
  }

  private void connector(ConnectorDifference connector) {
    String detail = connector.detail().isEmpty() ? "" : " (" + connector.detail() + ")";
    text.line(
        "%s %s %s/%s%s  %s"
            .formatted(
                SIGNS.getOrDefault(connector.kind(), "?"),
                connector.kind(),
                connector.cluster(),
                connector.connector(),
                detail,
                connector.file()));
    connector.diff().forEach(key -> text.line("    " + key.line()));
  }

  private void summary(DiffReport diff) {
    long errors = diff.diagnostics().stream().filter(DiagnosticReport::isError).count();
    String declared =
        diff.connectors().isEmpty()
            ? "No connector is declared differently"
            : diff.connectors().size() + " declared differently";
    text.line(
        "%s, %s..%s%s."
            .formatted(
                declared,
                Terminal.shortened(diff.from()),
                Terminal.shortened(diff.to()),
                errors == 0 ? "" : "; " + errors + " mistakes in the later one"));
  }
}
