package io.riparian.report;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Mistakes as SARIF 2.1.0, the form that code scanning reads
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Paths are relative to the
 * root of the configuration repository.
 */
public final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String ROOT = "%SRCROOT%";

  private final List<String> rules;
  private final Fingerprint fingerprint = new Fingerprint();

  private Sarif(List<String> rules) {
    this.rules = rules;
  }

  public static String of(ValidationReport report) {
    List<String> broken =
        List.copyOf(
            new TreeSet<>(report.diagnostics().stream().map(DiagnosticReport::rule).toList()));
    return JsonText.of(new Sarif(broken).log(report));
  }

  private Map<String, Object> log(ValidationReport report) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Riparian");
    driver.put("rules", rules.stream().map(Sarif::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put(
        "originalUriBaseIds",
        Map.of(ROOT, Map.of("description", text("The root of the configuration repository."))));
    run.put("columnKind", "unicodeCodePoints");
    run.put("results", report.diagnostics().stream().map(this::result).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  /** A daemon of another version may know rules that we do not: of these there is the id alone. */
  private static Map<String, Object> rule(String id) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    RuleReport.of(id).ifPresent(rule -> describe(rule, json));
    return json;
  }

  /** There is no helpUri: it has to be absolute, and our pages travel with the artifact. */
  private static void describe(RuleReport rule, Map<String, Object> json) {
    String page = rule.title() + ". The whole page: ";
    String explain = "riparian explain " + rule.id();
    Map<String, Object> help = new LinkedHashMap<>();
    help.put("text", page + explain);
    help.put("markdown", page + "`" + explain + "`, or " + rule.page());
    json.put("shortDescription", text(rule.title()));
    json.put("help", help);
    json.put("defaultConfiguration", Map.of("level", level(rule.severity())));
  }

  private Map<String, Object> result(DiagnosticReport diagnostic) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", diagnostic.rule());
    result.put("ruleIndex", rules.indexOf(diagnostic.rule()));
    result.put("level", level(diagnostic.severity()));
    result.put("message", text(diagnostic.sentence()));
    result.put("locations", List.of(Map.of("physicalLocation", place(diagnostic))));
    result.put("partialFingerprints", Map.of("riparian/v1", fingerprint.of(diagnostic)));
    return result;
  }

  /** Code scanning wants a line for every result; a whole file is its first. */
  private static Map<String, Object> place(DiagnosticReport diagnostic) {
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("uri", uri(diagnostic.file()));
    artifact.put("uriBaseId", ROOT);
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", Math.max(1, diagnostic.line()));
    region.put("startColumn", Math.max(1, diagnostic.column()));
    if (diagnostic.hasEnd()) {
      region.put("endLine", diagnostic.endLine());
      region.put("endColumn", diagnostic.endColumn());
    }
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("artifactLocation", artifact);
    place.put("region", region);
    return place;
  }

  /** A path as a relative reference: what RFC 3986 does not let stand in one is percent-encoded. */
  private static String uri(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      uri.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return uri.toString();
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }

  private static String level(String severity) {
    return severity.equals("info") ? "note" : severity;
  }
}
