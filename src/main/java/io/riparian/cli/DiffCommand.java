package io.riparian.cli;

import io.riparian.report.DiffReport;
import io.riparian.report.DiffText;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code riparian diff}: what two revisions declare differently. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what two revisions declare differently, connector by connector.",
      "Both must be commits that the daemon has fetched. What runs is not looked at; for that: plan."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:compared, with or without differences",
      "1:could not decide: no daemon, no such commit",
      "3:a mistake in a file of REV2",
      "64:wrong usage"
    })
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "REV1", description = "The earlier commit.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "REV2", description = "The later commit.")
  private String to = "";

  @Mixin private Server server = new Server();
  @Mixin private FindingsOutput output = new FindingsOutput();

  @Override
  public Integer call() {
    DiffReport diff = server.post("/api/v1/diff", Map.of("from", from, "to", to), DiffReport.class);
    output.print(diff, DiffText::of, DiffReport::findings);
    return diff.hasErrors() ? ExitCode.FINDINGS : ExitCode.DONE;
  }
}
