package io.riparian.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** Mistakes as JSON, for programs of one's own: what was counted, then one object a mistake. */
public final class DiagnosticJson {
  private DiagnosticJson() {}

  public static String of(ValidationReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("files", report.files().size());
    json.put("errors", report.errors());
    json.put("warnings", report.warnings());
    json.put("diagnostics", report.diagnostics().stream().map(DiagnosticJson::diagnostic).toList());
    return JsonText.of(json);
  }

  private static Map<String, Object> diagnostic(DiagnosticReport diagnostic) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", diagnostic.rule());
    json.put("severity", diagnostic.severity());
    json.put("file", diagnostic.file());
    json.put("line", diagnostic.line());
    json.put("column", diagnostic.column());
    json.put("endLine", diagnostic.endLine());
    json.put("endColumn", diagnostic.endColumn());
    json.put("message", diagnostic.message());
    json.put("hint", diagnostic.hint());
    json.put("page", diagnostic.page());
    return json;
  }
}
