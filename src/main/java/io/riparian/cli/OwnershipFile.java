package io.riparian.cli;

import io.riparian.ownership.codeowners.Dialect;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which ownership file is meant, and how it is to be read. Nothing is searched or guessed. */
final class OwnershipFile {
  @Option(
      names = "--file",
      paramLabel = "CODEOWNERS",
      defaultValue = "CODEOWNERS",
      description = "The ownership file (default: ${DEFAULT-VALUE}).")
  private Path path = Path.of("CODEOWNERS");

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      defaultValue = "github",
      description = "github or gitlab (default: ${DEFAULT-VALUE}).")
  private Dialect dialect = Dialect.GITHUB;

  Path path() {
    return path;
  }

  Dialect dialect() {
    return dialect;
  }
}
