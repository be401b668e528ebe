package io.riparian.cli;

import io.riparian.manifest.ConnectorTemplate;
import io.riparian.model.Names;
import io.riparian.report.ConfigDefReport;
import io.riparian.report.TeamReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian new}: a connector's file to begin with. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a commented file for a new connector.",
      "Fill in what is marked FILL IN, and put it under teams/<team>/connectors/."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed",
      "1:no daemon, a cluster that does not answer or lacks the class, an unknown team",
      "64:wrong usage"
    })
final class NewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CLASS", description = "The connector's class, or its alias.")
  private String className = "";

  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "NAME",
      description = "The cluster it is for, which has the class installed.")
  private String cluster = "";

  @Option(names = "--name", paramLabel = "NAME", description = "What it is to be called.")
  private String name = "";

  @Option(
      names = "--team",
      paramLabel = "TEAM",
      description = "Whose it is: tells the prefixes, and leaves out what the team's defaults set.")
  private String team = "";

  @Mixin private Server server = new Server();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!name.isEmpty() && !Names.isConnectorName(name)) {
      throw new ParameterException(
          spec.commandLine(), "'" + name + "' cannot be the name of a connector");
    }
    ConfigDefReport found = new ConfigDefs(server, cluster, team).of(className);
    if (!found.definition().plugin().isConnector()) {
      throw new Undecided(
          found.definition().plugin().className()
              + " is a "
              + found.definition().plugin().type().word()
              + ", and no connector");
    }
    ConnectorTemplate template =
        new ConnectorTemplate(
            found.definition(), cluster, name, namesOfTheTeam(), found.inherited());
    spec.commandLine().getOut().print(template.text());
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  /** What the team's grant lets a name begin with, or be. */
  private List<String> namesOfTheTeam() {
    if (team.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (TeamReport report : server.get("/api/v1/teams", TeamReport[].class)) {
      if (report.name().equals(team)) {
        names.addAll(report.prefixes());
      }
    }
    return names;
  }
}
