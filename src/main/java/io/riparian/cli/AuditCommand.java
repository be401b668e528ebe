package io.riparian.cli;

import io.riparian.report.AuditReport;
import io.riparian.report.AuditText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what was accepted, applied and agreed to, and by whom. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Print the audit trail, newest entry first, and whether it is whole.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the trail is whole",
      "1:the daemon could not be asked",
      "3:an entry was changed, left out or put in",
      "64:wrong usage"
    })
final class AuditCommand implements Callable<Integer> {
  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      defaultValue = "50",
      description = "How many entries, at most 500 (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    AuditReport report = server.get("/api/v1/audit?limit=" + limit, AuditReport.class);
    output.print(report, AuditText::of);
    return report.intact() ? ExitCode.DONE : ExitCode.FINDINGS;
  }
}
