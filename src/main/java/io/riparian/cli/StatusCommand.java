package io.riparian.cli;

import io.riparian.report.ConnectorReport;
import io.riparian.report.StatusReport;
import io.riparian.report.StatusText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code riparian status}: how everything stands. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows how every cluster and connector stands.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is as declared, or on its way",
      "1:the daemon could not be asked, or a cluster, the repository or the forge does not answer",
      "3:a mistake in a file, or something held back",
      "64:wrong usage"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private Server server = new Server();
  @Mixin private FindingsOutput output = new FindingsOutput();

  @Override
  public Integer call() {
    StatusReport status = server.get("/api/v1/status", StatusReport.class);
    output.print(status, StatusText::of, StatusReport::findings);
    boolean undecided =
        !status.repositoryProblem().isEmpty()
            || !status.forgeProblem().isEmpty()
            || status.clusters().stream().anyMatch(cluster -> !cluster.reachable());
    boolean findings =
        status.hasErrors()
            || status.holdsUnits()
            || status.clusters().stream().anyMatch(one -> !one.deferrals().isEmpty())
            || status.connectors().stream().anyMatch(StatusCommand::isHeldBack);
    return undecided ? ExitCode.UNDECIDED : findings ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  private static boolean isHeldBack(ConnectorReport connector) {
    return List.of("deferred", "held", "overridden", "refused").contains(connector.sync())
        || connector.reason().equals("DRIFT_REPORTED");
  }
}
