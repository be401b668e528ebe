package io.riparian.cli;

import io.riparian.report.CodeQuality;
import io.riparian.report.GitHubAnnotations;
import io.riparian.report.JUnitXml;
import io.riparian.report.Sarif;
import io.riparian.report.ValidationReport;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where and in which form a command prints that tells mistakes in files. The forms of code scanning
 * and of build servers hold nothing but the mistakes.
 */
final class FindingsOutput {
  /** The forms. */
  enum Form {
    text,
    json,
    yaml,
    sarif,
    junit,
    github,
    gitlab
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Those after yaml hold the mistakes"
              + " in files alone.")
  private Form form = Form.text;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** A report that is more than its mistakes. */
  <T> void print(T report, Function<T, String> text, Function<T, ValidationReport> findings) {
    print(findings.apply(report), () -> text.apply(report), () -> TreeText.json(report));
  }

  void print(ValidationReport findings, Supplier<String> text, Supplier<String> json) {
    print(spec, form, findings, text, json);
  }

  /** The same for a command that knows more forms. */
  static void print(
      CommandSpec spec,
      Form form,
      ValidationReport findings,
      Supplier<String> text,
      Supplier<String> json) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (form) {
          case text -> text.get();
          case json -> json.get();
          case yaml -> TreeText.yaml(json.get());
          case sarif -> Sarif.of(findings);
          case junit -> JUnitXml.of(spec.name(), findings);
          case github -> GitHubAnnotations.of(findings);
          case gitlab -> CodeQuality.of(findings);
        });
    out.flush();
  }
}
