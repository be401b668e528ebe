package io.riparian.repo;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/**
 * A path that some file system would confuse with another, refuse or misread. It is a finding about
 * that path and never a reason to refuse the whole tree: Git keeps such a name in its history for
 * ever, and one team's file name must not stop the others.
 */
public record PathProblem(String path, String why) {

  /**
   * Each offending file or directory once, in the order of the entries. Of several names in one
   * directory that differ only in case, the one in lower case is the good one: {@code
   * teams/Payments} must not put {@code teams/payments} in the wrong.
   */
  static List<PathProblem> among(List<TreeEntry> entries) {
    Map<String, String> good = new HashMap<>();
    for (TreeEntry entry : entries) {
      for (String path : withParents(entry.path())) {
        String folded = fold(path);
        good.merge(folded, path, (first, next) -> next.equals(folded) ? next : first);
      }
    }
    List<PathProblem> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TreeEntry entry : entries) {
      for (String path : withParents(entry.path())) {
        if (seen.add(path)) {
          checkSpelling(path, good, problems);
          checkName(path, problems);
        } else if (path.equals(entry.path())) {
          problems.add(new PathProblem(path, "two entries read as this path"));
        }
      }
    }
    return List.copyOf(problems);
  }

  private static List<String> withParents(String path) {
    List<String> paths = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      paths.add(path.substring(0, slash));
    }
    paths.add(path);
    return paths;
  }

  /** What the names in one directory must differ in. */
  private static String fold(String path) {
    int name = path.lastIndexOf('/') + 1;
    return path.substring(0, name)
        + Normalizer.normalize(path.substring(name).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  private static void checkSpelling(
      String path, Map<String, String> good, List<PathProblem> problems) {
    String other = good.getOrDefault(fold(path), path);
    if (!other.equals(path)) {
      problems.add(new PathProblem(path, "differs from " + other + " only in case or accents"));
    }
  }

  private static void checkName(String path, List<PathProblem> problems) {
    byte[] name = path.substring(path.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
    try {
      new ObjectChecker()
          .setSafeForWindows(true)
          .setSafeForMacOS(true)
          .checkPathSegment(name, 0, name.length);
    } catch (CorruptObjectException e) {
      problems.add(new PathProblem(path, String.valueOf(e.getMessage())));
    }
  }
}
