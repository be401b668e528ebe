package io.riparian.cli;

import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import io.riparian.report.PlanText;
import io.riparian.report.Terminal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code riparian apply}: have the accepted revision applied now, or agree to what waits for an
 * operator.
 */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Applies the accepted revision now and waits for it; never a working copy.",
      "Or agrees to one thing that waits for an operator."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:could not decide or finish: no daemon, no right, another revision in force",
      "3:something is held back",
      "64:wrong usage"
    })
final class ApplyCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "REV",
      description = "The revision that ought to be in force; refused when it is another.")
  private @Nullable String revision;

  @ArgGroup(exclusive = true)
  private final Agreement agreement = new Agreement();

  /** What an operator may agree to. */
  static final class Agreement {
    @Option(
        names = "--acknowledge",
        paramLabel = "DIGEST",
        description = "Agree to exactly what this digest stands for; the plan shows it.")
    private @Nullable String digest;

    @Option(
        names = "--acknowledge-rewrite",
        paramLabel = "SHA",
        description = "Accept a rewritten history by its exact commit.")
    private @Nullable String rewrite;

    @Option(
        names = "--accept-baseline",
        paramLabel = "SHA",
        description = "Name the commit that an empty ledger starts from.")
    private @Nullable String baseline;

    @Option(
        names = "--write-marks",
        arity = "0..1",
        fallbackValue = "",
        paramLabel = "CLUSTER",
        description =
            "Write the mark to what was adopted and bears none yet; restarts its tasks."
                + " Without CLUSTER, everywhere.")
    private @Nullable String marks;

    @Option(
        names = "--break-glass",
        arity = "0..1",
        fallbackValue = "",
        paramLabel = "CLUSTER",
        description =
            "In an emergency: count every window for changes as open for a while, and apply. Needs"
                + " --reason; releases no hold. Without CLUSTER, everywhere.")
    private @Nullable String glass;
  }

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "",
      description = "How long --break-glass lasts, at most 24h (default: 1h).")
  private String length = "";

  @Option(
      names = "--reason",
      paramLabel = "WHY",
      defaultValue = "",
      description =
          "Why --acknowledge or --break-glass is right; recorded, and needed where it goes against the ownership"
              + " rules.")
  private String reason = "";

  @Mixin private Server server = new Server();
  @Mixin private final Standalone standalone;
  @Mixin private Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  private record Answer(
      String revision, boolean finished, PlanReport plan, List<OutcomeReport> outcomes) {}

  ApplyCommand(Standalone.Runner runner) {
    this.standalone = new Standalone(runner);
  }

  @Override
  public Integer call() {
    if (agreement.digest != null) {
      return agree(
          "/api/v1/acknowledgements", Map.of("digest", agreement.digest, "reason", reason));
    }
    if (agreement.rewrite != null) {
      return agree("/api/v1/history", Map.of("commit", agreement.rewrite));
    }
    if (agreement.baseline != null) {
      return agree("/api/v1/baseline", Map.of("commit", agreement.baseline));
    }
    if (agreement.marks != null) {
      return agree("/api/v1/marks", Map.of("cluster", agreement.marks));
    }
    if (agreement.glass != null) {
      breakGlass(agreement.glass);
    }
    if (standalone.isAsked()) {
      Standalone.Applied applied = standalone.runner().apply(revision == null ? "" : revision);
      return print(new Answer(applied.plan().revision(), true, applied.plan(), applied.outcomes()));
    }
    Answer answer =
        server.post(
            "/api/v1/apply", Map.of("revision", revision == null ? "" : revision), Answer.class);
    if (!answer.finished()) {
      throw new Undecided(
          "it was not finished: it took too long, broke off, or another commit came meanwhile; the daemon"
              + " goes on, and `riparian status` tells");
    }
    return print(answer);
  }

  /** What is planned from now on meets no closed window. */
  private void breakGlass(String cluster) {
    if (standalone.isAsked()) {
      throw new Undecided("glass is broken at the daemon; give --server, not --standalone");
    }
    if (reason.isBlank()) {
      throw new ParameterException(spec.commandLine(), "give a --reason; it is recorded");
    }
    server.post(
        "/api/v1/interventions",
        Map.of("kind", "break-glass", "cluster", cluster, "reason", reason, "length", length),
        Object.class);
  }

  private int agree(String path, Map<String, String> body) {
    if (standalone.isAsked()) {
      throw new Undecided("agreeing is for the daemon to record; give --server, not --standalone");
    }
    Object answer = server.post(path, body, Object.class);
    output.print(answer, agreed -> Terminal.visible("agreed: " + agreed) + "\n");
    return ExitCode.DONE;
  }

  private int print(Answer answer) {
    output.print(answer, ApplyCommand::text);
    return exitCode(answer.plan(), answer.outcomes());
  }

  private static String text(Answer answer) {
    StringBuilder text = new StringBuilder(PlanText.of(answer.plan()));
    for (OutcomeReport outcome : answer.outcomes()) {
      String line =
          "%s %s: %s %s"
              .formatted(outcome.kind(), outcome.connector(), outcome.result(), outcome.detail());
      text.append(Terminal.visible(line)).append('\n');
    }
    return text.toString();
  }

  private static int exitCode(PlanReport plan, List<OutcomeReport> outcomes) {
    boolean failed = outcomes.stream().anyMatch(outcome -> outcome.result().equals("failed"));
    if (failed || plan.leavesUndecided()) {
      return ExitCode.UNDECIDED;
    }
    boolean held = outcomes.stream().anyMatch(outcome -> !outcome.result().equals("done"));
    return held || plan.hasDeferrals() || plan.hasErrors() ? ExitCode.FINDINGS : ExitCode.DONE;
  }
}
