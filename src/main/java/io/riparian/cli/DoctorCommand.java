package io.riparian.cli;

import io.riparian.model.Severity;
import io.riparian.report.DoctorReport;
import io.riparian.report.DoctorText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code riparian doctor}: what is wrong with a running cluster. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Examines each worker of a cluster: who is let in, known vulnerabilities, health, plugins that"
          + " differ, and the settings that keep tenants apart; and, where the cluster's file names"
          + " Kafka's brokers, the workers' group and internal topics. Each finding comes with its"
          + " fix.",
      "The daemon looks, writes nothing, and needs a token with the scope `operate`. What cannot be"
          + " seen is named, with the setting to look at."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no error was found",
      "1:the daemon, the cluster, one of its workers or its Kafka could not be asked",
      "3:an error was found",
      "64:wrong usage"
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "NAME",
      description = "The cluster to examine.")
  private String cluster = "";

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    DoctorReport report =
        server.get("/api/v1/clusters/" + encoded(cluster) + "/doctor", DoctorReport.class);
    output.print(report, DoctorText::of);
    if (!report.unanswered().isEmpty()) {
      return ExitCode.UNDECIDED;
    }
    return report.count(Severity.ERROR) == 0 ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  /** As one segment of a path. */
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
