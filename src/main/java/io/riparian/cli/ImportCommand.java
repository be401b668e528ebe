package io.riparian.cli;

import io.riparian.manifest.RunningConnector;
import io.riparian.model.Names;
import io.riparian.report.ImportReport;
import io.riparian.report.ImportReport.ConnectorFile;
import io.riparian.report.ImportReport.Left;
import io.riparian.report.ImportText;
import io.riparian.report.UnmanagedReport;
import io.riparian.report.UnmanagedReport.Found;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code riparian import}: files for what runs already and is nobody's. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Writes files for the connectors that run on a cluster and that nobody declares.",
      "Each goes to teams/<team>/connectors/<cluster>/<name>.yaml, by the grants in force, and says `adopt: true`.",
      "No secret is written: each gets a placeholder to fill in. No file is ever overwritten."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every such connector has a file",
      "1:the daemon could not be asked, the cluster does not answer, or a file cannot be written",
      "3:a connector got no file, or a secret is to be filled in",
      "64:wrong usage"
    })
final class ImportCommand implements Callable<Integer> {
  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      required = true,
      description = "The cluster to import from.")
  private String cluster = "";

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The working copy to write into (default: the working directory).")
  private Path directory = Path.of(".");

  @Option(names = "--team", paramLabel = "TEAM", description = "Only what this team could declare.")
  private @Nullable String team;

  @Mixin private Server server = new Server();
  @Mixin private Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    requireName("--cluster", cluster);
    if (team != null) {
      requireName("--team", team);
    }
    UnmanagedReport unmanaged =
        server.get("/api/v1/clusters/" + cluster + "/unmanaged", UnmanagedReport.class);
    List<ConnectorFile> files = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    for (Found found : unmanaged.connectors()) {
      if (team != null && !team.equals(found.team())) {
        continue;
      }
      RunningConnector running = running(found);
      Optional<String> obstacle = obstacle(found, running);
      if (obstacle.isPresent()) {
        left.add(new Left(found.name(), found.team(), obstacle.get()));
      } else {
        files.add(
            new ConnectorFile(
                found.name(),
                running.path(),
                write(running),
                List.copyOf(running.secrets()),
                running.leftOut()));
      }
    }
    ImportReport report = new ImportReport(cluster, files, left);
    output.print(report, ImportText::of);
    return report.leavesWork() ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  private void requireName(String option, String name) {
    if (!Names.isUnitName(name)) {
      throw new ParameterException(spec.commandLine(), option + " " + name + " is no name");
    }
  }

  private RunningConnector running(Found found) {
    return new RunningConnector(
        found.team(),
        cluster,
        found.name(),
        found.state(),
        found.config(),
        found.secrets(),
        found.inherited());
  }

  private static Optional<String> obstacle(Found found, RunningConnector running) {
    if (!found.obstacle().isEmpty()) {
      return Optional.of(found.obstacle());
    }
    // Both become part of a path, whatever answered.
    return Names.isUnitName(found.team()) && Names.isConnectorName(found.name())
        ? running.obstacle()
        : Optional.of("no file can declare a connector of this name");
  }

  /** False when a file stands there already. */
  private boolean write(RunningConnector running) {
    Path file = directory.resolve(running.path());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, running.yaml(), StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    } catch (IOException failed) {
      throw new Undecided(file + " cannot be written: " + failed.getMessage(), failed);
    }
  }
}
