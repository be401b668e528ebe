package io.riparian.report;

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
              new DiagnosticReport(
                  "MAN-006",
                  "error",
                  "teams/orders/a, \"b\" <c>.yaml",
                  0,
                  0,
                  "100% wrong",
                  "Rename it."),
              new DiagnosticReport(
                  "MAN-030",
                  "error",
                  "teams/orders/connectors/web.yaml",
                  4,
                  3,
                  "unknown field `spec.taskMax`",
                  "Did you mean `tasksMax`?"),
              new DiagnosticReport(
                  "MAN-054",
                  "warning",
                  "teams/orders/connectors/web.yaml",
                  6,
                  24,
                  "an odd\u001b spelling",
                  "")));

  static final ValidationReport NONE =
      new ValidationReport(List.of("platform/clusters/shared.yaml"), List.of());

  static List<String> source(String file) {
    return SOURCE.getOrDefault(file, List.of());
  }

  private Mistakes() {}
}
