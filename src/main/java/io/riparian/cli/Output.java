package io.riparian.cli;

import java.io.PrintWriter;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where and in which form a command prints. */
final class Output {
  /** The forms. */
  enum Form {
    text,
    json,
    yaml
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Form form = Form.text;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  <T> void print(T report, Function<T, String> text) {
    PrintWriter out = spec.commandLine().getOut();
    switch (form) {
      case text -> out.print(text.apply(report));
      case json -> out.print(TreeText.json(report));
      case yaml -> out.print(TreeText.yaml(TreeText.json(report)));
    }
    out.flush();
  }

  /** Tells many of a kind: in text one after the other, in JSON and YAML as one array. */
  <T> void printEach(Stream<T> reports, Function<T, String> text) {
    PrintWriter out = spec.commandLine().getOut();
    try (reports) {
      switch (form) {
        case text -> reports.forEach(report -> out.print(text.apply(report)));
        case json -> out.print(TreeText.json(reports.toList()));
        case yaml -> out.print(TreeText.yaml(TreeText.json(reports.toList())));
      }
    } finally {
      out.flush();
    }
  }
}
