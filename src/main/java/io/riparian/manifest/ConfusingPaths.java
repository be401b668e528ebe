package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.PATH_NAME;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files and directories that some file system would confuse with others, refuse or misread.
 * What lies there or below counts as broken, and never as gone.
 */
final class ConfusingPaths {
  private final Map<String, String> reasons = new TreeMap<>();

  /**
   * @param reasons why, by path; what is none of our business is left out
   */
  ConfusingPaths(Map<String, String> reasons) {
    reasons.forEach(
        (path, why) -> {
          boolean imitatesRoot = path.indexOf('/') < 0 && isManagedInLowerCase(path);
          if (Place.isManaged(path) || imitatesRoot) {
            this.reasons.put(path, why);
          }
        });
  }

  private static boolean isManagedInLowerCase(String path) {
    return Place.isManaged(path.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether this may be a team's file in the eyes of a file system that sees no difference between
   * {@code teams/Payments} and {@code teams/payments}.
   */
  boolean imitate(String path) {
    return isManagedInLowerCase(path) && Place.isAtOrBelow(path, reasons.keySet());
  }

  /** The mistakes, but for paths with one of these already. */
  List<Diagnostic> diagnostics(Collection<Diagnostic> others) {
    Set<String> told =
        others.stream()
            .filter(Diagnostic::isError)
            .map(diagnostic -> diagnostic.at().file())
            .collect(Collectors.toSet());
    return reasons.entrySet().stream()
        .filter(reason -> !told.contains(reason.getKey()))
        .map(
            reason ->
                PATH_NAME.at(
                    Location.ofFile(reason.getKey()),
                    "some file system would confuse, refuse or misread this path: "
                        + reason.getValue(),
                    "Rename it; until then, what it declared before stays as it is."))
        .toList();
  }
}
