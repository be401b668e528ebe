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

  /** Each offending file or directory once, in the order of the entries. */
  static List<PathProblem> among(List<TreeEntry> entries) {
    List<PathProblem> problems = new ArrayList<>();
    Map<String, String> firstWithThatFolding = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (TreeEntry entry : entries) {
      for (String path : withParents(entry.path())) {
        boolean isEntry = path.equals(entry.path());
        if (!seen.add(path)) {
          if (isEntry) {
            problems.add(new PathProblem(path, "two entries read as this path"));
          }
          continue;
        }
        String before = firstWithThatFolding.putIfAbsent(fold(path), path);
        if (before != null) {
          problems.add(
              new PathProblem(path, "differs from " + before + " only in case or accents"));
        }
        checkName(path, problems);
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

  private static String fold(String path) {
    return Normalizer.normalize(path.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
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
