package io.riparian.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian hold}: leave a cluster, or one connector, as it is for a while. */
@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    description = {
      "Suspends a cluster, or one connector on it: it is looked at, and not written to.",
      "It ends by itself. What is to be reviewed, or to last longer, is a file: `hold new` writes one."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:noted", "1:no daemon, no right, or refused", "64:wrong usage"})
final class HoldCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "CONNECTOR",
      description = "The connector's name (default: everything on the cluster).")
  private String connector = "";

  @Option(names = "--cluster", paramLabel = "NAME", description = "Where; needed.")
  private String cluster = "";

  @Option(names = "--end", description = "End it before its time.")
  private boolean end;

  @Mixin private Interventions interventions = new Interventions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (cluster.isEmpty()) {
      throw wrong("give a --cluster");
    }
    if (end) {
      return interventions.end("suspension", cluster, connector);
    }
    if (!interventions.hasReason()) {
      throw wrong("give a --reason; it is recorded");
    }
    return interventions.begin("suspension", cluster, connector, "");
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
