package io.riparian.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mistakes as a JUnit report, for build servers that show tests: one suite, a test case for each
 * file, a failure for a file with an error in it. Warnings are the case's output.
 */
public final class JUnitXml {
  private final String command;
  private final StringBuilder text = new StringBuilder();

  private JUnitXml(String command) {
    this.command = command;
  }

  /**
   * @param command which of our commands found this, as in {@code validate}
   */
  public static String of(String command, ValidationReport report) {
    Map<String, List<DiagnosticReport>> byFile = new TreeMap<>();
    report.files().forEach(file -> byFile.put(file, new ArrayList<>()));
    for (DiagnosticReport diagnostic : report.diagnostics()) {
      byFile.computeIfAbsent(diagnostic.file(), file -> new ArrayList<>()).add(diagnostic);
    }
    JUnitXml writer = new JUnitXml(command);
    writer.suite(byFile);
    return writer.text.toString();
  }

  private void suite(Map<String, List<DiagnosticReport>> byFile) {
    long failures =
        byFile.values().stream()
            .filter(found -> found.stream().anyMatch(DiagnosticReport::isError))
            .count();
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line(
        "<testsuite name=\"riparian %s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">"
            .formatted(command, byFile.size(), failures));
    byFile.forEach(this::testCase);
    line("</testsuite>");
  }

  private void testCase(String file, List<DiagnosticReport> found) {
    List<DiagnosticReport> errors = found.stream().filter(DiagnosticReport::isError).toList();
    List<DiagnosticReport> others = found.stream().filter(it -> !it.isError()).toList();
    String name =
        "  <testcase classname=\"riparian.%s\" name=\"%s\"".formatted(command, escape(file));
    if (found.isEmpty()) {
      line(name + "/>");
      return;
    }
    line(name + ">");
    if (!errors.isEmpty()) {
      DiagnosticReport first = errors.get(0);
      String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
      line(
          "    <failure type=\"%s\" message=\"%s\">%s</failure>"
              .formatted(
                  escape(first.rule()), escape(first.message() + more), escape(list(errors))));
    }
    if (!others.isEmpty()) {
      line("    <system-out>" + escape(list(others)) + "</system-out>");
    }
    line("  </testcase>");
  }

  private static String list(List<DiagnosticReport> found) {
    return String.join(
        "\n",
        found.stream()
            .map(it -> it.place() + ": " + it.sentence() + " [" + it.rule() + "]")
            .toList());
  }

  /**
   * In ASCII, whatever the encoding on the way. What XML 1.0 cannot hold at all, not even escaped,
   * becomes a question mark.
   */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> {
                  boolean allowed =
                      (point > 0x9f && point <= 0xd7ff)
                          || (point >= 0xe000 && point <= 0xfffd)
                          || point >= 0x10000;
                  if (point >= 0x20 && point < 0x7f) {
                    escaped.append((char) point);
                  } else {
                    escaped.append(allowed ? "&#" + point + ";" : "?");
                  }
                }
              }
            });
    return escaped.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
