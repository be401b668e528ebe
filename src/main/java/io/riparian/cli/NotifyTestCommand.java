package io.riparian.cli;

import io.riparian.report.NotifyTestReport;
import io.riparian.report.NotifyText;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code riparian notify test}: does it arrive? */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Tells a team, or the platform, by each of its routes that this is a test.",
      "Neither quiet hours nor urgency hold it back. What pages is resolved at once."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:sent by every route",
      "1:no daemon, no right, or no such team",
      "3:not sent by some route, or there is none",
      "64:wrong usage"
    })
final class NotifyTestCommand implements Callable<Integer> {
  @Option(names = "--team", paramLabel = "NAME", description = "The team to tell.")
  private String team = "";

  @Option(names = "--platform", description = "Tell those who run the clusters.")
  private boolean platform;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "Only by this channel (default: by all).")
  private String channel = "";

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (team.isEmpty() != platform) {
      throw new ParameterException(spec.commandLine(), "give a --team or --platform");
    }
    NotifyTestReport report =
        server.post(
            NotifyCommand.PATH + "/test",
            Map.of("team", team, "platform", platform, "channel", channel),
            NotifyTestReport.class);
    output.print(report, NotifyText::of);
    boolean all =
        !report.routes().isEmpty()
            && report.routes().stream().allMatch(route -> route.problem().isEmpty());
    return all ? ExitCode.DONE : ExitCode.FINDINGS;
  }
}
