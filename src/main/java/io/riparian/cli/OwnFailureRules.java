package io.riparian.cli;

import io.riparian.health.Classifier;
import io.riparian.manifest.ManifestParser;
import io.riparian.manifest.ParsedFile;
import io.riparian.model.Diagnostic;
import io.riparian.model.FailureRules;
import io.riparian.reconcile.FailureRuleFiles;
import io.riparian.report.DiagnosticText;
import io.riparian.report.ValidationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Failure rules of a platform in a directory, read as if it were their place in a repository. */
final class OwnFailureRules {
  private static final String PLACE = "platform/failure-rules/";

  private OwnFailureRules() {}

  /**
   * These rules before ours; nothing if a file of them has an error. Whatever is wrong is told.
   *
   * @throws Undecided when the directory cannot be read
   */
  static Optional<Classifier> classifier(Path directory, PrintWriter err) {
    SortedMap<String, byte[]> files = files(directory);
    FailureRules rules = FailureRules.NONE;
    List<Diagnostic> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      ParsedFile parsed = ManifestParser.parse(file.getKey(), file.getValue());
      found.addAll(parsed.diagnostics());
      rules = rules.before(parsed.failureRules());
    }
    found.addAll(FailureRuleFiles.check(rules));
    if (!found.isEmpty()) {
      err.print(
          DiagnosticText.of(
              ValidationReport.of(
                  files.keySet(), found.stream().map(one -> in(directory, one)).toList()),
              unseen -> List.of()));
      err.flush();
    }
    return found.stream().anyMatch(Diagnostic::isError)
        ? Optional.empty()
        : Optional.of(FailureRuleFiles.classifier(rules));
  }

  private static SortedMap<String, byte[]> files(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      SortedMap<String, byte[]> files = new TreeMap<>();
      for (Path child : children.toList()) {
        String name = child.getFileName().toString();
        if (name.matches("[^.].*\\.ya?ml") && Files.isRegularFile(child)) {
          files.put(PLACE + name, Files.readAllBytes(child));
        }
      }
      return files;
    } catch (IOException unreadable) {
      throw new Undecided(directory + " cannot be read", unreadable);
    }
  }

  /** With the path that was given in place of the one that was made up. */
  private static Diagnostic in(Path directory, Diagnostic found) {
    String name = found.at().file().substring(PLACE.length());
    return new Diagnostic(
        found.rule(),
        found.severity(),
        found.at().in(directory.resolve(name).toString()),
        found.message(),
        found.hint());
  }
}
