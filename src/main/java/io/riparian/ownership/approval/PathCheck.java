package io.riparian.ownership.approval;

import static io.riparian.ownership.approval.HoldReason.ENTRY_NOT_A_REGULAR_FILE;
import static io.riparian.ownership.approval.HoldReason.PATH_CASE_COLLISION;
import static io.riparian.ownership.approval.HoldReason.PATH_CONTROL_OR_BACKSLASH;
import static io.riparian.ownership.approval.HoldReason.PATH_NOT_ASCII;
import static io.riparian.ownership.approval.HoldReason.PATH_NOT_PORTABLE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What no agreement lets in: paths that people or file systems take for another one, and entries
 * that are no files.
 */
final class PathCheck {
  /** How each directory and file is written, by its lower case; empty text where in two ways. */
  private final Map<String, String> spellings = new HashMap<>();

  /** Whatever was there before is not to blame. */
  private final Set<String> before = new HashSet<>();

  /**
   * @param before every path of the accepted trees
   * @param after every path of the tree that is proposed
   */
  PathCheck(Collection<String> before, Collection<String> after) {
    before.forEach(path -> this.before.addAll(withDirectories(path)));
    after.forEach(path -> withDirectories(path).forEach(this::note));
  }

  /** The directories that a path lies in, from the root on, and the path itself. */
  private static List<String> withDirectories(String path) {
    List<String> all = new ArrayList<>();
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      all.add(path.substring(0, end));
    }
    all.add(path);
    return all;
  }

  private void note(String path) {
    spellings.merge(
        path.toLowerCase(Locale.ROOT), path, (one, other) -> one.equals(other) ? one : "");
  }

  Optional<Violation> of(PathChange change) {
    if (change.kind() == PathChange.Kind.DELETED) {
      return Optional.empty();
    }
    String path = change.path();
    if (!change.isRegular()) {
      return violation(
          ENTRY_NOT_A_REGULAR_FILE, path, change.entry().name().toLowerCase(Locale.ROOT));
    }
    if (path.chars()
        .anyMatch(character -> character < ' ' || character == 0x7f || character == '\\')) {
      return violation(PATH_CONTROL_OR_BACKSLASH, path, "");
    }
    if (path.chars().anyMatch(character -> character > '~')) {
      return violation(PATH_NOT_ASCII, path, "");
    }
    if (withDirectories(path).stream().anyMatch(this::isAmbiguous)) {
      return violation(PATH_CASE_COLLISION, path, "");
    }
    return isPortable(path) ? Optional.empty() : violation(PATH_NOT_PORTABLE, path, "");
  }

  /** Whether a directory or file is written in two ways, and this one came later. */
  private boolean isAmbiguous(String path) {
    return !before.contains(path) && spelling(path).isEmpty();
  }

  private String spelling(String path) {
    return spellings.getOrDefault(path.toLowerCase(Locale.ROOT), path);
  }

  private static boolean isPortable(String path) {
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty()
          || segment.endsWith(".")
          || segment.endsWith(" ")
          || segment.startsWith(" ")
          || segment.equalsIgnoreCase(".git")
          || segment.toLowerCase(Locale.ROOT).startsWith("git~")) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Violation> violation(HoldReason reason, String path, String detail) {
    return Optional.of(new Violation(reason, path, List.of(), detail));
  }
}
