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
  private final Repository repository;
  private final String prefix;
  private final Predicate<String> wanted;
  private final int largest;
  private final Hearer hearer;
  private final Set<Version> told = new HashSet<>();

  private PastVersions(
      Repository repository, String prefix, Predicate<String> wanted, int largest, Hearer hearer) {
    this.repository = repository;
    this.prefix = prefix;
    this.wanted = wanted;
    this.largest = largest;
    this.hearer = hearer;
  }

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
        if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
          throw new RepositoryUnreadableException(
              "only a part of the history is here, so nothing can be said of the rest; fetch it: git fetch --unshallow");
        }
        if (repository.isBare()) {
          return false;
        }
        Path top = repository.getWorkTree().toPath().toRealPath();
        String prefix = top.relativize(root).toString().replace('\\', '/');
        new PastVersions(repository, prefix.isEmpty() ? "" : prefix + "/", wanted, largest, hearer)
            .tellAll();
        return true;
      }
    } catch (IOException unreadable) {
      throw new RepositoryUnreadableException(
          "the history of " + directory + " cannot be read: " + unreadable, unreadable);
    }
  }

  private void tellAll() throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      return;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(head));
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      for (RevCommit commit : walk) {
        tellOf(commit, walk);
      }
    }
  }

  private void tellOf(RevCommit commit, RevWalk walk) throws IOException {
    try (TreeWalk tree = changed(commit, walk)) {
      int own = tree.getTreeCount() - 1;
      while (tree.next()) {
        String path = tree.getPathString().substring(prefix.length());
        if (isFile(tree.getRawMode(own)) && wanted.test(path)) {
          tell(commit, new Version(path, tree.getObjectId(own)));
        }
      }
    }
  }

  private void tell(RevCommit commit, Version version) throws IOException {
    if (!told.add(version)) {
      return;
    }
    ObjectLoader loader = repository.open(version.content(), Constants.OBJ_BLOB);
    if (loader.getSize() <= largest) {
      hearer.version(commit.name(), version.path(), loader.getCachedBytes(largest));
    }
  }

  /** What the commit has otherwise than every one of its parents; its own tree is the last. */
  private TreeWalk changed(RevCommit commit, RevWalk walk) throws IOException {
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
