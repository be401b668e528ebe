package io.riparian.cli;

import io.riparian.ownership.approval.Authority;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.report.DiagnosticText;
import io.riparian.report.PathOwners;
import io.riparian.report.ValidationReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian owners}: whose a path is, and which line says so. */
@Command(
    name = "owners",
    mixinStandardHelpOptions = true,
    description = {
      "Tells who owns paths, and which line of the ownership file decides. Needs neither daemon nor"
          + " network; the paths need not exist.",
      "Under teams/ no exclusion of the file has an effect."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:told, whether there are owners or not",
      "1:a file cannot be read",
      "3:the ownership file has a mistake",
      "64:wrong usage, or no path of a repository"
    })
final class OwnersCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "A file's path from the root of the repository, with slashes.")
  private List<String> paths = List.of();

  @Option(
      names = "--paths-from",
      paramLabel = "FILE",
      description = "Paths, one in a line; - for the standard input.")
  private @Nullable String pathsFrom;

  @Mixin private OwnershipFile file = new OwnershipFile();
  @Mixin private Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (paths.isEmpty() && pathsFrom == null) {
      throw new ParameterException(spec.commandLine(), "a PATH is missing, or --paths-from");
    }
    byte[] content = content();
    CodeOwners owners = CodeOwners.parse(file.dialect(), file.path().toString(), content);
    if (!owners.isValid()) {
      mistakes(owners, content);
      return ExitCode.FINDINGS;
    }
    tell(owners);
    return ExitCode.DONE;
  }

  private byte[] content() {
    try (InputStream content = Files.newInputStream(file.path())) {
      return content.readNBytes(CodeOwners.LARGEST + 1);
    } catch (IOException unreadable) {
      throw new Undecided(
          "the ownership file "
              + file.path()
              + (Files.exists(file.path())
                  ? " cannot be read"
                  : " does not exist; name it with --file"),
          unreadable);
    }
  }

  private void mistakes(CodeOwners owners, byte[] content) {
    PrintWriter err = spec.commandLine().getErr();
    err.print(
        DiagnosticText.of(
            ValidationReport.of(List.of(owners.path()), owners.diagnostics()),
            path -> Checked.lines(content)));
    err.flush();
  }

  private void tell(CodeOwners owners) {
    if (pathsFrom == null) {
      tell(owners, paths.stream());
      return;
    }
    try (BufferedReader lines = lines(pathsFrom)) {
      tell(owners, Stream.concat(paths.stream(), lines.lines().filter(line -> !line.isEmpty())));
    } catch (IOException | UncheckedIOException unreadable) {
      throw new Undecided("the paths from " + pathsFrom + " cannot be read", unreadable);
    }
  }

  private static BufferedReader lines(String from) throws IOException {
    InputStream paths =
        from.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(from));
    return new BufferedReader(new InputStreamReader(paths, StandardCharsets.UTF_8.newDecoder()));
  }

  private void tell(CodeOwners owners, Stream<String> asked) {
    output.printEach(asked.map(path -> of(owners, path)), path -> path.text(owners.path()));
  }

  private PathOwners of(CodeOwners owners, String path) {
    try {
      return PathOwners.of(path, Authority.rulings(owners, path));
    } catch (IllegalArgumentException impossible) {
      throw new ParameterException(spec.commandLine(), String.valueOf(impossible.getMessage()));
    }
  }
}
