package io.riparian.cli;

import io.riparian.report.Terminal;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
   * @param args what it will be called with; a command that they begin with is the only one it has,
   *     because describing all of them takes longer than many a command
   */
  public static CommandLine of(
      ToIntFunction<List<String>> daemon, Standalone.Runner standalone, String... args) {
    Map<String, Supplier<Object>> commands = commands(daemon, standalone);
    if (args.length > 0 && commands.containsKey(args[0])) {
      commands.keySet().retainAll(Set.of(args[0]));
    }
    CommandLine command = new CommandLine(new RiparianCommand());
    commands.forEach((name, made) -> command.addSubcommand(name, made.get()));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(RiparianCommand::wrongUsage);
    command.setExecutionExceptionHandler(RiparianCommand::failed);
    return command;
  }

  /** In the order in which they are listed. */
  private static Map<String, Supplier<Object>> commands(
      ToIntFunction<List<String>> daemon, Standalone.Runner standalone) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("serve", () -> new ServeCommand(daemon));
    commands.put("validate", ValidateCommand::new);
    commands.put("plan", () -> new PlanCommand(standalone));
    commands.put("apply", () -> new ApplyCommand(standalone));
    commands.put("status", StatusCommand::new);
    commands.put("why", WhyCommand::new);
    commands.put("drift", DriftCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put(
        "owners",
        () -> new CommandLine(new OwnersCommand()).addSubcommand(new OwnersCheckCommand()));
    commands.put("import", ImportCommand::new);
    commands.put("diff", DiffCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("explain-failure", ExplainFailureCommand::new);
    commands.put("new", NewCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("restart", RestartCommand::new);
    commands.put("pause", () -> new OverrideCommand("paused"));
    commands.put("resume", () -> new OverrideCommand("running"));
    commands.put("stop", () -> new OverrideCommand("stopped"));
    commands.put(
        "hold", () -> new CommandLine(new HoldCommand()).addSubcommand(new HoldNewCommand()));
    commands.put(
        "policy",
        () -> new CommandLine(new PolicyCommand()).addSubcommand(new PolicyTestCommand()));
    commands.put(
        "notify",
        () -> new CommandLine(new NotifyCommand()).addSubcommand(new NotifyTestCommand()));
    commands.put("audit", AuditCommand::new);
    commands.put("sandbox", SandboxCommand::new);
    return commands;
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
