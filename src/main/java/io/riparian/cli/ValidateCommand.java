package io.riparian.cli;

import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.report.DiagnosticJson;
import io.riparian.report.DiagnosticText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian validate}: everything that is wrong with files, all at once. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the files of a configuration repository: all mistakes of all files, at once.",
      "Needs neither daemon nor network, unless --cluster asks the daemon what is installed. A PATH inside of a repository shows what is wrong there."
          + " Outside of one, connector files are checked each by itself: without clusters, grants"
          + " and variables."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no mistake of severity error",
      "1:a path cannot be read, or the daemon could not be asked",
      "3:a mistake in a file",
      "64:wrong usage, or nothing to check at PATH"
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "A repository's root, or anything in it, or connector files (default: .).")
  private List<Path> paths = List.of();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description =
          "Also hold the connectors of this cluster to what it has installed: classes, versions,"
              + " keys, types and choices. No connector's code runs for it.")
  private @Nullable String cluster;

  @Option(
      names = "--history",
      description =
          "Also look for secrets in every version that connector files had in the commits up to the"
              + " one that is checked out. Each is told once, by its key and commit.")
  private boolean history;

  @Mixin private Server server = new Server();
  @Mixin private FindingsOutput output = new FindingsOutput();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Checked checked = check(paths.isEmpty() ? List.of(Path.of(".")) : paths);
    output.print(
        checked.report(),
        () -> DiagnosticText.of(checked.report(), checked.source()),
        () -> DiagnosticJson.of(checked.report()));
    return checked.report().errors() > 0 ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  private Checked check(List<Path> asked) {
    for (Path path : asked) {
      if (!Files.isReadable(path)) {
        throw new Undecided(path + (Files.exists(path) ? " cannot be read" : " does not exist"));
      }
    }
    Set<Optional<Path>> roots =
        asked.stream().map(path -> root(real(path))).collect(Collectors.toSet());
    if (roots.size() > 1) {
      throw wrong("these paths do not belong to one repository; check one after the other");
    }
    Optional<Path> root = roots.iterator().next();
    if (root.isEmpty() && cluster != null) {
      throw wrong("--cluster needs a configuration repository, and there is none here");
    }
    if (root.isEmpty() && history) {
      throw wrong("--history needs a configuration repository, and there is none here");
    }
    return root.isPresent() ? repository(root.get(), asked) : loose(asked);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException unreadable) {
      throw new Undecided(path + " cannot be read", unreadable);
    }
  }

  /** The root that this is, or in which it lies. */
  private static Optional<Path> root(Path path) {
    if (Files.isDirectory(path.resolve("platform")) || Files.isDirectory(path.resolve("teams"))) {
      return Optional.of(path);
    }
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (Files.isDirectory(above.resolve("platform"))
          && Files.isDirectory(above.resolve("teams"))) {
        return Optional.of(above);
      }
      if (Files.exists(above.resolve(".git"))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Checked repository(Path root, List<Path> asked) {
    Set<String> places = new TreeSet<>();
    asked.forEach(path -> places.add(root.relativize(real(path)).toString().replace('\\', '/')));
    Checked now =
        Checked.repository(root, places, Optional.ofNullable(cluster).map(this::installed));
    return history ? now.with(PastFiles.secrets(root, places)) : now;
  }

  private Checked.Installed installed(String name) {
    ConfigDefs told = new ConfigDefs(server, name, "");
    Map<Plugin, PluginConfigDef> known = new HashMap<>();
    return new Checked.Installed(
        name,
        told.plugins(),
        plugin -> known.computeIfAbsent(plugin, one -> told.of(one).definition()));
  }

  private Checked loose(List<Path> asked) {
    LooseFiles files = new LooseFiles();
    for (Path path : asked) {
      if (Files.isRegularFile(path)) {
        if (!LooseFiles.isConnectorFile(path)) {
          throw wrong(
              path + " is no connector file: these end in .yaml, .yml, .json or .properties");
        }
        files.addFile(path);
      } else if (!paths.isEmpty()) {
        files.addDirectory(path);
      }
    }
    if (files.isEmpty()) {
      throw wrong(
          asked.get(0).toAbsolutePath().normalize()
              + " is no configuration repository: it has neither platform/ (clusters, grants) nor"
              + " teams/ (a directory for each team).\n"
              + "Give the root of one, or connector files to be checked each by itself:"
              + " riparian validate FILE...");
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "note: no platform/ and no teams/ here, so each file is checked by itself: without"
            + " clusters, grants and variables");
    err.flush();
    return files.check();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
