package io.riparian.cli;

import io.riparian.health.Classifier;
import io.riparian.health.Verdict;
import io.riparian.reconcile.FailureRuleFiles;
import io.riparian.report.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian explain-failure}: what failed, from the text of the failure alone. */
@Command(
    name = "explain-failure",
    mixinStandardHelpOptions = true,
    description = {
      "Says of a failure of a connector what kind it is, whom to tell, whether a retry can help, and what to do.",
      "It reads a log, the trace of a status, an answer of REST or one line. Needs neither daemon nor network."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:explained, also where the text does not tell",
      "1:the input cannot be read",
      "3:a file of --rules has a mistake; with --jsonl: some line has one, the others are explained",
      "64:wrong usage"
    })
final class ExplainFailureCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";
  private static final int LARGEST = 64 * 1024 * 1024;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD_INPUT,
      description = "The text; - (the default) is the standard input.")
  private String file = STANDARD_INPUT;

  @Option(
      names = "--jsonl",
      description =
          "Many failures: a JSON object with `id` and `text` on each line in, a verdict as JSON on each line out.")
  private boolean isMany;

  @Option(
      names = "--connector",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The connector's name, for the ACLs that it lacks.")
  private String connector = "";

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description =
          "Rules of the platform's own, as in platform/failure-rules/; they are tried before ours.")
  private @Nullable Path rules;

  @Mixin private Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Classifier> classifier =
        rules == null
            ? Optional.of(FailureRuleFiles.builtInClassifier())
            : OwnFailureRules.classifier(rules, err);
    if (classifier.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    try (InputStream input = open()) {
      return isMany ? many(classifier.get(), input) : one(classifier.get(), input);
    } catch (IOException unreadable) {
      throw new Undecided(named() + " cannot be read", unreadable);
    }
  }

  private InputStream open() throws IOException {
    return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
  }

  private String named() {
    return file.equals(STANDARD_INPUT) ? "the standard input" : file;
  }

  private int one(Classifier classifier, InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new Undecided(named() + " has more than " + LARGEST + " bytes; cut out the failure");
    }
    Verdict verdict = classifier.classify(new String(bytes, StandardCharsets.UTF_8), connector);
    output.print(FailureJson.of(verdict), unused -> text(verdict));
    return ExitCode.DONE;
  }

  private static String text(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    FailureJson.of(verdict)
        .forEach(
            (key, value) ->
                text.append(
                    String.format("%-11s %s%n", key, Terminal.visible(String.valueOf(value)))));
    return text.toString();
  }

  private int many(Classifier classifier, InputStream input) throws IOException {
    FailureLines lines =
        new FailureLines(
            classifier,
            connector,
            file.equals(STANDARD_INPUT) ? "stdin" : file,
            spec.commandLine().getOut(),
            spec.commandLine().getErr());
    boolean whole =
        lines.explain(new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)));
    return whole ? ExitCode.DONE : ExitCode.FINDINGS;
  }
}
