package io.riparian.report;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Severity;
import java.util.List;
import java.util.Map;

/** A few files and what is wrong with them, of every severity, at places and at whole files. */
final class Mistakes {
  static final Map<String, List<String>> SOURCE =
      Map.of(
          "teams/orders/connectors/web.yaml",
          List.of(
              "apiVersion: riparian/v1",
              "kind: Connector",
              "spec:",
              "  taskMax: 1",
              "  config:",
              "    database.password: hunter2"));

  static final ValidationReport REPORT =
      new ValidationReport(
          List.of(
              "platform/clusters/shared.yaml",
              "teams/orders/a, \"b\" <c>.yaml",
              "teams/orders/connectors/web.yaml"),
          List.of(
              mistake(
                  "MAN-006",
                  Severity.ERROR,
                  Location.ofFile("teams/orders/a, \"b\" <c>.yaml"),
                  "100% wrong",
                  "Rename it."),
              mistake(
                  "MAN-030",
                  Severity.ERROR,
                  new Location("teams/orders/connectors/web.yaml", 4, 3, 4, 10),
                  "unknown field `spec.taskMax`",
                  "Did you mean `tasksMax`?"),
              mistake(
                  "MAN-054",
                  Severity.WARNING,
                  new Location("teams/orders/connectors/web.yaml", 6, 24, 6, 31),
                  "an odd\u001b spelling",
                  "")));

  static final ValidationReport NONE =
      new ValidationReport(List.of("platform/clusters/shared.yaml"), List.of());

  static List<String> source(String file) {
    return SOURCE.getOrDefault(file, List.of());
  }

  static DiagnosticReport mistake(
      String rule, Severity severity, Location at, String message, String hint) {
    return DiagnosticReport.of(new Diagnostic(rule, severity, at, message, hint));
  }

  private Mistakes() {}
}
