package io.riparian.cli;

import io.riparian.report.InterventionReport;
import io.riparian.report.Terminal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands have in common that do something against the files for a while. */
final class Interventions {
  private static final String PATH = "/api/v1/interventions";

  @Option(
      names = "--reason",
      paramLabel = "WHY",
      defaultValue = "",
      description = "Why; recorded, and shown to everybody while it lasts.")
  private String reason = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "",
      description = "How long, at most 7d (default: 4h).")
  private String length = "";

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  boolean hasReason() {
    return !reason.isBlank();
  }

  int begin(String kind, String cluster, String connector, String state) {
    return print(
        server.post(
            PATH,
            Map.of(
                "kind",
                kind,
                "cluster",
                cluster,
                "connector",
                connector,
                "state",
                state,
                "reason",
                reason,
                "length",
                length),
            InterventionReport[].class));
  }

  int end(String kind, String cluster, String connector) {
    return print(
        server.post(
            PATH + "/end",
            Map.of("kind", kind, "cluster", cluster, "connector", connector),
            InterventionReport[].class));
  }

  private int print(InterventionReport[] inForce) {
    output.print(List.of(inForce), Interventions::text);
    return ExitCode.DONE;
  }

  private static String text(List<InterventionReport> inForce) {
    if (inForce.isEmpty()) {
      return "nothing is in force\n";
    }
    StringBuilder text = new StringBuilder("in force:\n");
    inForce.forEach(one -> text.append("  ").append(Terminal.visible(one.line())).append('\n'));
    return text.toString();
  }
}
