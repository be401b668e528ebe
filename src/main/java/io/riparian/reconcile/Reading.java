package io.riparian.reconcile;

import io.riparian.manifest.HoldTimes;
import io.riparian.manifest.Layout;
import io.riparian.manifest.LooseConnectors;
import io.riparian.manifest.ManifestParser;
import io.riparian.manifest.ParsedFile;
import io.riparian.manifest.PathEntry;
import io.riparian.manifest.Resolver;
import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Judge;
import io.riparian.ownership.Precedent;
import io.riparian.policy.Judgements;
import io.riparian.policy.LooseSecrets;
import io.riparian.policy.PasswordKeys;
import io.riparian.policy.Standing;
import io.riparian.repo.EntryKind;
import io.riparian.repo.FileSet;
import io.riparian.repo.FileTooLargeException;
import io.riparian.repo.TreeEntry;
import io.riparian.report.DiffReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of files, read and judged by itself: neither ledger nor earlier reading has a say.
 *
 * @param files every file that was to be read, as it was read
 */
public record Reading(List<ParsedFile> files, Accepted accepted) {

  public Reading {
    files = List.copyOf(files);
  }

  /**
   * Reads every file that is to be read.
   *
   * @param before what was accepted before
   * @param now for exceptions from guard rails that have an end
   * @throws io.riparian.repo.RepositoryUnreadableException when the files cannot be had, whole
   */
  public static Reading of(FileSet files, Precedent before, Instant now) {
    Layout layout = layout(files);
    List<ParsedFile> parsed = parsed(files, layout);
    Accepted judged = Judge.judge(files.revision(), Resolver.resolve(layout, parsed), before);
    return new Reading(
        parsed,
        Rails.keep(judged, parsed, now, Standing.NOBODY, PasswordKeys.NONE, Judgements.none())
            .accepted());
  }

  /**
   * What the files declare, before anybody asked whether it may.
   *
   * @throws io.riparian.repo.RepositoryUnreadableException when the files cannot be had, whole
   */
  public static Declarations declared(FileSet files) {
    Layout layout = layout(files);
    return Resolver.resolve(layout, parsed(files, layout));
  }

  private static List<ParsedFile> parsed(FileSet files, Layout layout) {
    return files.entries().parallelStream()
        .filter(entry -> layout.files().contains(entry.path()))
        .map(entry -> parse(files, entry))
        .toList();
  }

  /**
   * What two sets of files declare differently. Whose a connector is in the earlier one, it is for
   * the later one too.
   *
   * @throws io.riparian.repo.RepositoryUnreadableException when the files cannot be had, whole
   */
  public static DiffReport difference(FileSet from, FileSet to, Instant now) {
    Accepted before = of(from, Precedent.none(), now).accepted();
    return DiffReport.of(before, of(to, Precedent.of(before), now).accepted());
  }

  /**
   * Everything that is wrong with the files, also by the hour; and the literal secrets of those of
   * which nothing else is known.
   */
  public List<Diagnostic> diagnostics(Instant now) {
    List<Diagnostic> found = new ArrayList<>(accepted.diagnostics());
    found.addAll(HoldTimes.check(accepted.declared().holds(), Map.of(), now));
    files.stream().filter(ParsedFile::isBroken).map(Reading::secrets).forEach(found::addAll);
    return Declarations.inOrder(found);
  }

  /**
   * Literal secrets in a file of which nothing else is known: it lies in no repository, or it is
   * broken.
   */
  public static List<Diagnostic> secrets(ParsedFile file) {
    return LooseConnectors.of(file).stream()
        .flatMap(loose -> LooseSecrets.in(loose.config(), loose::placeOf).stream())
        .distinct()
        .toList();
  }

  /** The paths of the files. */
  public List<String> paths() {
    return files.stream().map(ParsedFile::path).toList();
  }

  static Layout layout(FileSet files) {
    Map<String, String> confusing = new TreeMap<>();
    files
        .pathProblems()
        .forEach(
            problem ->
                confusing.merge(problem.path(), problem.why(), (one, other) -> one + "; " + other));
    return Layout.of(paths(files), confusing);
  }

  /** What a layout is made from. */
  static List<PathEntry> paths(FileSet files) {
    return files.entries().stream()
        .map(entry -> new PathEntry(entry.path(), kind(entry.kind())))
        .toList();
  }

  private static PathEntry.Kind kind(EntryKind kind) {
    return switch (kind) {
      case FILE -> PathEntry.Kind.FILE;
      case EXECUTABLE -> PathEntry.Kind.EXECUTABLE;
      case SYMLINK -> PathEntry.Kind.SYMLINK;
      case SUBMODULE -> PathEntry.Kind.SUBMODULE;
      case OVERSIZED -> PathEntry.Kind.OVERSIZED;
    };
  }

  static ParsedFile parse(FileSet files, TreeEntry entry) {
    try {
      return ManifestParser.parse(entry.path(), files.read(entry, Layout.LARGEST_FILE));
    } catch (FileTooLargeException large) {
      return ParsedFile.tooLarge(entry.path(), large.size());
    }
  }
}
