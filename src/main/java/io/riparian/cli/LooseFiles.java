package io.riparian.cli;

import io.riparian.manifest.Layout;
import io.riparian.manifest.ManifestParser;
import io.riparian.manifest.ParsedFile;
import io.riparian.model.Diagnostic;
import io.riparian.reconcile.Reading;
import io.riparian.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Connector files outside of any configuration repository. Each is read as if it stood in some
 * team's directory; what it takes a cluster, a grant or another file to know is not looked at.
 */
final class LooseFiles {
  private static final String SOME_TEAMS = "teams/some/connectors/";
  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json", ".properties");

  private final SortedMap<String, Path> files = new TreeMap<>();

  static boolean isConnectorFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  void addFile(Path file) {
    files.put(file.toString(), file);
  }

  /** Adds every connector file below; links are not followed, dot directories not entered. */
  void addDirectory(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.toList()) {
        boolean hidden = child.getFileName().toString().startsWith(".");
        if (Files.isSymbolicLink(child) || hidden) {
          continue;
        }
        if (Files.isDirectory(child)) {
          addDirectory(child);
        } else if (isConnectorFile(child)) {
          addFile(child);
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      throw new Undecided(directory + " cannot be read", unreadable);
    }
    if (files.size() > Layout.MOST_FILES) {
      throw new Undecided("more than " + Layout.MOST_FILES + " files to read; name fewer");
    }
  }

  Checked check() {
    List<Diagnostic> found = new ArrayList<>();
    files.forEach((name, file) -> found.addAll(check(name, file)));
    return new Checked(
        ValidationReport.of(files.keySet(), found),
        name -> {
          Path file = files.get(name);
          return file == null ? List.of() : Checked.lines(read(file));
        });
  }

  private static List<Diagnostic> check(String name, Path file) {
    try {
      String path = SOME_TEAMS + file.getFileName();
      long size = Files.size(file);
      ParsedFile parsed =
          size > Layout.LARGEST_FILE
              ? ParsedFile.tooLarge(path, size)
              : ManifestParser.parse(path, read(file));
      return Stream.concat(parsed.diagnostics().stream(), Reading.secrets(parsed).stream())
          .map(found -> at(name, path, found))
          .toList();
    } catch (IOException unreadable) {
      throw new Undecided(file + " cannot be read", unreadable);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new Undecided(file + " cannot be read", unreadable);
    }
  }

  /** The mistake without the path that was made up for the file. */
  private static Diagnostic at(String name, String madeUp, Diagnostic found) {
    return new Diagnostic(
        found.rule(),
        found.severity(),
        found.at().in(name),
        found.message().replace(madeUp, name),
        found.hint().replace(madeUp, name));
  }
}
