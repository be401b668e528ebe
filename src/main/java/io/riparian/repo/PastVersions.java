package io.riparian.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Every version that files ever had in a local Git repository, up to the commit that is checked
 * out. Each is told once, of the first commit that has it; nothing is written.
 */
public final class PastVersions {
  private PastVersions() {}

  /** Hears of versions, oldest commit first. */
  @FunctionalInterface
  public interface Hearer {
    /**
     * One version.
     *
     * @param commit the first one that has it, in full
     * @param path from the directory that was asked about
     */
    void version(String commit, String path, byte[] content);
  }

  private record Version(String path, ObjectId content) {}

  /**
   * Tells of every version.
   *
   * @param directory the root of the repository, or a directory in it
   * @param wanted which paths, from that directory
   * @param largest in bytes; what is larger is passed over
   * @return whether the directory is in a Git repository with a work tree
   * @throws RepositoryUnreadableException when any of it cannot be read
   */
  public static boolean tell(Path directory, Predicate<String> wanted, int largest, Hearer hearer) {
    OwnSettings.install();
    try {
      Path root = directory.toRealPath();
      FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(root.toFile());
      if (builder.getGitDir() == null) {
        return false;
      }
      try (Repository repository = builder.setMustExist(true).build()) {
        if (repository.isBare()) {
          return false;
        }
        Path top = repository.getWorkTree().toPath().toRealPath();
        String prefix = top.relativize(root).toString().replace('\\', '/');
        tell(repository, prefix.isEmpty() ? "" : prefix + "/", wanted, largest, hearer);
        return true;
      }
    } catch (IOException unreadable) {
      throw new RepositoryUnreadableException(
          "the history of " + directory + " cannot be read: " + unreadable, unreadable);
    }
  }

  private static void tell(
      Repository repository, String prefix, Predicate<String> wanted, int largest, Hearer hearer)
      throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      return;
    }
    Set<Version> told = new HashSet<>();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(head));
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      for (RevCommit commit : walk) {
        try (TreeWalk tree = changed(repository, walk, commit, prefix)) {
          while (tree.next()) {
            String path = tree.getPathString();
            if (isFile(tree.getRawMode(tree.getTreeCount() - 1))
                && wanted.test(path.substring(prefix.length()))) {
              Version version = new Version(path, tree.getObjectId(tree.getTreeCount() - 1));
              ObjectLoader loader = repository.open(version.content(), Constants.OBJ_BLOB);
              if (told.add(version) && loader.getSize() <= largest) {
                hearer.version(
                    commit.name(), path.substring(prefix.length()), loader.getCachedBytes(largest));
              }
            }
          }
        }
      }
    }
  }

  /** What the commit has otherwise than every one of its parents; its own tree is the last. */
  private static TreeWalk changed(
      Repository repository, RevWalk walk, RevCommit commit, String prefix) throws IOException {
    TreeWalk tree = new TreeWalk(repository);
    for (RevCommit parent : commit.getParents()) {
      tree.addTree(walk.parseCommit(parent).getTree());
    }
    tree.addTree(commit.getTree());
    tree.setRecursive(true);
    TreeFilter below = prefix.isEmpty() ? TreeFilter.ALL : PathFilter.create(prefix);
    tree.setFilter(
        commit.getParentCount() == 0
            ? below
            : prefix.isEmpty()
                ? TreeFilter.ANY_DIFF
                : AndTreeFilter.create(below, TreeFilter.ANY_DIFF));
    return tree;
  }

  private static boolean isFile(int mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }
}
