package io.riparian.cli;

import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code riparian}: the command that the others belong to. */
@Command(
    name = "riparian",
    mixinStandardHelpOptions = true,
    version = "riparian 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Every stream has an owner: GitOps for Kafka Connect.")
public final class RiparianCommand implements Runnable {

  private RiparianCommand() {}

  /**
   * @param daemon runs the daemon until it is stopped
   * @param standalone runs the line once, in this process
   */
  public static CommandLine of(ToIntFunction<List<String>> daemon, Standalone.Runner standalone) {
    CommandLine command =
        new CommandLine(new RiparianCommand())
            .addSubcommand(new ServeCommand(daemon))
            .addSubcommand(new PlanCommand(standalone))
            .addSubcommand(new ApplyCommand(standalone))
            .addSubcommand(new StatusCommand())
            .addSubcommand(new NewCommand())
            .addSubcommand(new SchemaCommand())
            .addSubcommand(new SandboxCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(RiparianCommand::wrongUsage);
    command.setExecutionExceptionHandler(RiparianCommand::failed);
    return command;
  }

  private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(wrong.getMessage());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof Undecided || failure instanceof Standalone.Refused) {
      command.getErr().println(failure.getMessage());
    } else {
      command.getErr().println("This is a mistake of Riparian's, please report it:");
      failure.printStackTrace(command.getErr());
    }
    return ExitCode.UNDECIDED;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
