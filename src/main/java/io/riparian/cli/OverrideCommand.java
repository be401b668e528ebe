package io.riparian.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code riparian pause}, {@code resume} and {@code stop}: put a connector into another state than
 * its file says, for a while.
 */
@Command(
    mixinStandardHelpOptions = true,
    description = {
      "Puts a managed connector into this state for a while, whatever its file says.",
      "It ends by itself, and with a commit that changes the declared state."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:noted, and being done",
      "1:no daemon, no right, or refused",
      "64:wrong usage"
    })
final class OverrideCommand implements Callable<Integer> {
  private final String state;

  @Parameters(paramLabel = "CONNECTOR", description = "The connector's name.")
  private String connector = "";

  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "NAME",
      description = "The cluster it runs on.")
  private String cluster = "";

  @Option(
      names = "--end-override",
      description = "With resume: end the override, so that the declared state counts again.")
  private boolean end;

  @Mixin private Interventions interventions = new Interventions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * @param state as the API names it
   */
  OverrideCommand(String state) {
    this.state = state;
  }

  @Override
  public Integer call() {
    if (end) {
      if (!state.equals("running")) {
        throw wrong("--end-override goes with resume");
      }
      return interventions.end("override", cluster, connector);
    }
    if (!interventions.hasReason()) {
      throw wrong("give a --reason; it is recorded");
    }
    return interventions.begin("override", cluster, connector, state);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
