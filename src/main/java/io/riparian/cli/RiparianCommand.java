package io.riparian.cli;

import io.riparian.report.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code riparian}: the command that the others belong to. */
@Command(
    name = "riparian",
    mixinStandardHelpOptions = true,
    version = "riparian 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Every stream has an owner: GitOps for Kafka Connect.")
public final class RiparianCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private RiparianCommand() {}

  /**
   * @param daemon runs the daemon until it is stopped
   * @param standalone runs the line once, in this process
   */
  public static CommandLine of(ToIntFunction<List<String>> daemon, Standalone.Runner standalone) {
    CommandLine command =
        new CommandLine(new RiparianCommand())
            .addSubcommand(new ServeCommand(daemon))
            .addSubcommand(new ValidateCommand())
            .addSubcommand(new PlanCommand(standalone))
            .addSubcommand(new ApplyCommand(standalone))
            .addSubcommand(new StatusCommand())
            .addSubcommand(new WhyCommand())
            .addSubcommand(new DriftCommand())
            .addSubcommand(
                new CommandLine(new OwnersCommand()).addSubcommand(new OwnersCheckCommand()))
            .addSubcommand(new ImportCommand())
            .addSubcommand(new DiffCommand())
            .addSubcommand(new ExplainCommand())
            .addSubcommand(new NewCommand())
            .addSubcommand(new SchemaCommand())
            .addSubcommand("pause", new OverrideCommand("paused"))
            .addSubcommand("resume", new OverrideCommand("running"))
            .addSubcommand("stop", new OverrideCommand("stopped"))
            .addSubcommand(new HoldCommand())
            .addSubcommand(new AuditCommand())
            .addSubcommand(new SandboxCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(RiparianCommand::wrongUsage);
    command.setExecutionExceptionHandler(RiparianCommand::failed);
    return command;
  }

  private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    tell(command, wrong);
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof Undecided || failure instanceof Standalone.Refused) {
      tell(command, failure);
    } else {
      command.getErr().println("This is a mistake of Riparian's, please report it:");
      failure.printStackTrace(command.getErr());
    }
    return ExitCode.UNDECIDED;
  }

  /** What went wrong may quote what a daemon answered, or a name. */
  private static void tell(CommandLine command, Exception wrong) {
    String.valueOf(wrong.getMessage())
        .lines()
        .map(Terminal::visible)
        .forEach(command.getErr()::println);
  }

  /** Without a command there is nothing to do but to list them. */
  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    err.println("a command is missing");
    spec.commandLine().usage(err);
    return ExitCode.USAGE;
  }
}
