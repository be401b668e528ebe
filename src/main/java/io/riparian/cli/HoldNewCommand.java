package io.riparian.cli;

import io.riparian.manifest.HoldFile;
import io.riparian.model.Glob;
import io.riparian.model.Names;
import io.riparian.model.Span;
import io.riparian.reconcile.Reading;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.WorkingCopy;
import io.riparian.report.DiagnosticText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian hold new}: a team's hold as a file, to be reviewed. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a hold into teams/<team>/holds/<name>.yaml of a working copy, to be committed.",
      "Needs neither daemon nor network. What `riparian validate` would find in it is told, and nothing is written then. No file is ever overwritten."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written",
      "1:the working copy cannot be read, or the file is there already or cannot be written",
      "3:a mistake in what it would say; nothing was written",
      "64:wrong usage"
    })
final class HoldNewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "What the hold is to be called.")
  private String name = "";

  @Option(names = "--team", required = true, paramLabel = "TEAM", description = "Whose hold it is.")
  private String team = "";

  @Option(
      names = "--connectors",
      required = true,
      split = ",",
      paramLabel = "GLOB",
      description = "What it holds: names with * and ?, or the word all.")
  private List<String> connectors = List.of();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "Where it holds; may be given several times (default: everywhere).")
  private List<String> clusters = List.of();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WHY",
      description = "Why; shown to everybody while it lasts.")
  private String reason = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      defaultValue = "",
      description = "When it ends, with an offset: 2026-12-01T18:00+01:00.")
  private String until = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "",
      description = "Instead of --until, how long from now: 3d. At most 30d.")
  private String length = "";

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The working copy to write into (default: the working directory).")
  private Path directory = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    // Both become part of a path.
    requireName("a hold", name);
    requireName("a team", team);
    requireSomethingToHold();
    HoldFile hold = new HoldFile(team, name, connectors, clusters, reason, end());
    Path file = directory.resolve(hold.path());
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Undecided(file + " is there already, and is not overwritten");
    }
    Checked checked = check(hold);
    if (!checked.report().diagnostics().isEmpty()) {
      print(DiagnosticText.of(checked.report(), checked.source()));
      return ExitCode.FINDINGS;
    }
    write(file, hold.yaml());
    List<String> idle = matchingNobody();
    if (!idle.isEmpty()) {
      print(
          "note: no connector that this working copy declares is held by "
              + String.join(", ", idle)
              + "\n");
    }
    print(
        """
        wrote %s, which ends at %s
        Commit it and open a request: it holds as soon as it is accepted on the branch.
        To end it earlier, remove the file in the same way.
        """
            .formatted(file, hold.end()));
    return ExitCode.DONE;
  }

  private void requireName(String what, String text) {
    if (!Names.isUnitName(text)) {
      throw wrong("'" + text + "' cannot be the name of " + what);
    }
  }

  /**
   * A hold of a team or on a cluster that is not there is no mistake of its file: it holds nothing.
   */
  private void requireSomethingToHold() {
    if (!Files.isDirectory(directory.resolve("teams"))) {
      throw wrong(
          directory
              + " is no configuration repository: it has no teams/. Give its root: --output-dir DIR");
    }
    if (!Files.isDirectory(directory.resolve("teams/" + team))) {
      throw wrong("there is no team " + team + ": it has no directory teams/" + team);
    }
    for (String cluster : clusters) {
      Path file = directory.resolve("platform/clusters");
      if (Names.isUnitName(cluster)
          && !Files.exists(file.resolve(cluster + ".yaml"))
          && !Files.exists(file.resolve(cluster + ".yml"))) {
        throw wrong(
            "there is no cluster " + cluster + ": no file platform/clusters/" + cluster + ".yaml");
      }
    }
  }

  private OffsetDateTime end() {
    if (until.isEmpty() == length.isEmpty()) {
      throw wrong("give either --until or --for; every hold ends");
    }
    return until.isEmpty()
        ? Span.parse(length)
            .map(
                span ->
                    OffsetDateTime.now(ZoneId.systemDefault())
                        .plus(span)
                        .truncatedTo(ChronoUnit.SECONDS))
            .orElseThrow(() -> wrong("--for is a number and m, h or d, such as 3d"))
        : time(until)
            .orElseThrow(
                () -> wrong("--until is a time with an offset, such as 2026-12-01T18:00+01:00"));
  }

  private static Optional<OffsetDateTime> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** In the repository as it would be, so that it is found what {@code validate} would find. */
  private Checked check(HoldFile hold) {
    try {
      return Checked.files(
          new OneMoreFile(WorkingCopy.of(directory), hold.path(), hold.yaml()),
          Set.of(hold.path()),
          Optional.empty());
    } catch (RepositoryUnreadableException unreadable) {
      throw new Undecided(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  /** What was asked for that is the name of no connector of the team, yet. */
  private List<String> matchingNobody() {
    Set<String> names =
        Reading.declared(WorkingCopy.of(directory)).connectors().stream()
            .filter(connector -> connector.team().equals(team))
            .filter(connector -> clusters.isEmpty() || clusters.contains(connector.id().cluster()))
            .map(connector -> connector.id().name())
            .collect(Collectors.toSet());
    return connectors.stream()
        .filter(asked -> !asked.equals("all"))
        .filter(asked -> names.stream().noneMatch(new Glob(asked)::matches))
        .toList();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw new Undecided(file + " is there already, and is not overwritten", there);
    } catch (IOException failed) {
      throw new Undecided(file + " cannot be written: " + failed.getMessage(), failed);
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
