package io.riparian.reconcile;

import io.riparian.repo.BranchCommit;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.TreeEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each commit of the branch changed against the one before it. Of a commit only that is kept,
 * so that a branch of many commits costs no more than its changes; two trees are held at a time.
 */
final class CommitChanges {
  /** Commits, and changed paths of one of them, that are worth being remembered. */
  private static final int MOST = 2_000;

  private final GitMirror mirror;
  private final Map<String, Map<String, Optional<TreeEntry>>> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<String, Map<String, Optional<TreeEntry>>> eldest) {
          return size() > MOST;
        }
      };

  /** The last one that was asked for, of any size: it is asked for once for each of its paths. */
  private Large large = new Large("", Map.of());

  private record Large(String commit, Map<String, Optional<TreeEntry>> changes) {}

  private String lastCommit = "";
  private Map<String, TreeEntry> lastTree = Map.of();

  CommitChanges(GitMirror mirror) {
    this.mirror = mirror;
  }

  /**
   * The paths that this commit changed, and what stands there since; empty when its tree, or its
   * parent's, is unreadable.
   */
  Optional<Map<String, Optional<TreeEntry>>> of(BranchCommit commit) {
    Map<String, Optional<TreeEntry>> changes =
        large.commit().equals(commit.id()) ? large.changes() : known.get(commit.id());
    if (changes != null) {
      return Optional.of(changes);
    }
    try {
      changes = read(commit);
    } catch (RepositoryUnreadableException unreadable) {
      return Optional.empty();
    }
    if (changes.size() <= MOST) {
      known.put(commit.id(), changes);
    }
    large = new Large(commit.id(), changes);
    return Optional.of(changes);
  }

  private Map<String, Optional<TreeEntry>> read(BranchCommit commit) {
    return between(tree(commit.parent()), tree(commit.id()));
  }

  /** The paths that differ between two trees, and what stands there in the later one. */
  static Map<String, Optional<TreeEntry>> between(
      Map<String, TreeEntry> before, Map<String, TreeEntry> after) {
    Map<String, Optional<TreeEntry>> changes = new HashMap<>();
    before.keySet().stream()
        .filter(path -> !after.containsKey(path))
        .forEach(path -> changes.put(path, Optional.empty()));
    after.forEach(
        (path, entry) -> {
          if (!entry.equals(before.get(path))) {
            changes.put(path, Optional.of(entry));
          }
        });
    return changes;
  }

  /** Along the branch, the tree after one commit is the one before the next. */
  private Map<String, TreeEntry> tree(String commit) {
    if (!commit.equals(lastCommit)) {
      lastTree = mirror.tree(commit).byPath();
      lastCommit = commit;
    }
    return lastTree;
  }
}
