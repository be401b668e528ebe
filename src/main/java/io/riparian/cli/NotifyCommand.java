package io.riparian.cli;

import io.riparian.report.NotifyReport;
import io.riparian.report.NotifyText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code riparian notify}: how it stands with telling people. */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the channels by which people are told, and what nobody was told.",
      "`notify test` tries the routes of a team or of the platform."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everybody is told",
      "1:the daemon could not be asked",
      "3:a route leads nowhere, or somebody was not told something",
      "64:wrong usage"
    })
final class NotifyCommand implements Callable<Integer> {
  static final String PATH = "/api/v1/notify";

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    NotifyReport report = server.get(PATH, NotifyReport.class);
    output.print(report, NotifyText::of);
    return report.problems().isEmpty() && report.dead().isEmpty()
        ? ExitCode.DONE
        : ExitCode.FINDINGS;
  }
}
