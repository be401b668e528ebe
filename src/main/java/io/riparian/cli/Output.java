package io.riparian.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
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
    json
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
      case json -> out.println(json(report));
    }
    out.flush();
  }

  /** Tells many of a kind: in text one after the other, in JSON as one array. */
  <T> void printEach(Stream<T> reports, Function<T, String> text) {
    PrintWriter out = spec.commandLine().getOut();
    try (reports) {
      switch (form) {
        case text -> reports.forEach(report -> out.print(text.apply(report)));
        case json -> out.println(json(reports.toList()));
      }
    } finally {
      out.flush();
    }
  }

  /** In ASCII, so that no terminal obeys it. */
  static String json(Object report) {
    try {
      return Server.json()
          .writerWithDefaultPrettyPrinter()
          .with(JsonWriteFeature.ESCAPE_NON_ASCII)
          .writeValueAsString(report);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("reports are plain records", impossible);
    }
  }
}
