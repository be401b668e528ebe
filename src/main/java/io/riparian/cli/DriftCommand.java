package io.riparian.cli;

import io.riparian.report.DriftReport;
import io.riparian.report.DriftText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code riparian drift}: what moved on the clusters and not in Git. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what moved on the clusters and not in Git, key by key, and since when.",
      "What was put back already is not listed; `riparian why CONNECTOR` tells the last change."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing has drifted",
      "1:the daemon could not be asked, or a cluster does not answer",
      "3:something has drifted",
      "64:wrong usage"
    })
final class DriftCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "CONNECTOR", description = "Only this connector.")
  private String connector = "";

  @Option(names = "--cluster", paramLabel = "NAME", description = "Only on this cluster.")
  private String cluster = "";

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    DriftReport drift =
        server.get(
            "/api/v1/drift?cluster=" + encoded(cluster) + "&connector=" + encoded(connector),
            DriftReport.class);
    output.print(drift, DriftText::of);
    if (!drift.unknown().isEmpty()) {
      return ExitCode.UNDECIDED;
    }
    return drift.connectors().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
