package io.riparian.cli;

import io.riparian.report.PlanReport;
import io.riparian.report.PlanText;
import io.riparian.report.RequestComment;
import io.riparian.report.RequestReport;
import io.riparian.report.RequestText;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where and in which form a plan is printed: as other findings are, and a request as a comment. */
final class PlanOutput {
  /** The forms. */
  enum Form {
    text,
    json,
    yaml,
    sarif,
    junit,
    github,
    gitlab,
    markdown
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). sarif, junit, github and gitlab hold"
            + " the mistakes in files alone.",
        "markdown is the comment on a request, and needs --base and --head."
      })
  private Form form = Form.text;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /**
   * Before anything is asked.
   *
   * @throws ParameterException when a plan that is no request's has no such form
   */
  void requirePlain() {
    if (form == Form.markdown) {
      throw new ParameterException(
          spec.commandLine(),
          "--output markdown is the comment on a request: give --base and --head");
    }
  }

  void print(PlanReport plan) {
    requirePlain();
    FindingsOutput.print(
        spec,
        FindingsOutput.Form.valueOf(form.name()),
        plan.findings(),
        () -> PlanText.of(plan),
        () -> TreeText.json(plan));
  }

  /** Beside the forms that hold mistakes alone it is said what the request comes to. */
  void print(RequestReport request) {
    switch (form) {
      case markdown -> {
        PrintWriter out = spec.commandLine().getOut();
        out.print(RequestComment.of(request));
        out.flush();
      }
      case text, json, yaml -> findings(request);
      case sarif, junit, github, gitlab -> {
        findings(request);
        spec.commandLine().getErr().println(request.verdict());
      }
    }
  }

  private void findings(RequestReport request) {
    FindingsOutput.print(
        spec,
        FindingsOutput.Form.valueOf(form.name()),
        request.findings(),
        () -> RequestText.of(request),
        () -> TreeText.json(request));
  }
}
