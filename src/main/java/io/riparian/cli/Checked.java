package io.riparian.cli;

import io.riparian.manifest.Layout;
import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.ownership.Precedent;
import io.riparian.reconcile.OfflineValidation;
import io.riparian.reconcile.Reading;
import io.riparian.repo.FileSet;
import io.riparian.repo.FileTooLargeException;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.TreeEntry;
import io.riparian.repo.WorkingCopy;
import io.riparian.report.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Files, and what is wrong with them.
 *
 * @param source the lines of a file, by its path in the report; none when they cannot be had
 */
record Checked(ValidationReport report, Function<String, List<String>> source) {

  /**
   * The whole of a configuration repository is read, because files depend on each other; told is
   * what is wrong at the places asked for.
   *
   * @param places paths from the root; the empty one is the root itself
   * @param installed what a cluster has installed, if its connectors are to be held to that
   */
  static Checked repository(Path root, Set<String> places, Optional<Installed> installed) {
    try {
      return files(WorkingCopy.of(root), places, installed);
    } catch (RepositoryUnreadableException unreadable) {
      throw new Undecided(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  /**
   * The same of files that are had already.
   *
   * @throws RepositoryUnreadableException when they cannot be had, whole
   */
  static Checked files(FileSet copy, Set<String> places, Optional<Installed> installed) {
    Instant now = Instant.now();
    Reading reading = Reading.of(copy, Precedent.none(), now);
    Predicate<String> asked = path -> isAmong(path, places);
    List<Diagnostic> found = new ArrayList<>(reading.diagnostics(now));
    installed.ifPresent(plugins -> found.addAll(plugins.check(reading)));
    found.removeIf(diagnostic -> !asked.test(diagnostic.at().file()));
    return new Checked(
        ValidationReport.of(
            reading.paths().stream().filter(asked).toList(), Declarations.inOrder(found)),
        linesOf(copy));
  }

  /** The connector classes that a cluster has installed, and who tells their ConfigDefs. */
  record Installed(
      String cluster, List<Plugin> plugins, Function<Plugin, PluginConfigDef> definitions) {
    List<Diagnostic> check(Reading reading) {
      return new OfflineValidation(reading, Instant.now())
          .of(
              reading.accepted().declared().connectors().stream()
                  .filter(connector -> connector.id().cluster().equals(cluster))
                  .toList(),
              plugins,
              definitions.andThen(Optional::of));
    }
  }

  /** The same, and what else was found. */
  Checked with(List<Diagnostic> more) {
    return new Checked(report.with(more), source);
  }

  /** Whether a file is one of these, or lies below one. */
  static boolean isAmong(String path, Set<String> places) {
    return places.stream().anyMatch(place -> isWithin(path, place));
  }

  private static boolean isWithin(String path, String place) {
    return place.isEmpty() || path.equals(place) || path.startsWith(place + "/");
  }

  /** The lines of a file, by its path; none of what is no file. */
  static Function<String, List<String>> linesOf(FileSet files) {
    Map<String, TreeEntry> entries = files.byPath();
    return path -> {
      TreeEntry entry = entries.get(path);
      if (entry == null || !entry.kind().isFile()) {
        return List.of();
      }
      try {
        return lines(files.read(entry, Layout.LARGEST_FILE));
      } catch (FileTooLargeException | RepositoryUnreadableException changed) {
        return List.of();
      }
    };
  }

  /** The lines as editors count them; what is no UTF-8 becomes a replacement character. */
  static List<String> lines(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return List.of((text.startsWith("\ufeff") ? text.substring(1) : text).split("\r\n|\r|\n", -1));
  }
}
