package io.riparian.repo;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoMergeBaseException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The commits, trees and files of a store. What a plan is made from (a commit, its trees, its
 * files) is hashed again at each reading, because JGit does not: a flipped bit in an index must not
 * pass one team's file off as another's.
 */
final class GitObjects {
  private static final int LARGEST_TREE = 32 << 20;
  private static final int LARGEST_COMMIT = 1 << 20;
  private static final int LONGEST_BRANCH = 10_000;

  private final Repository repository;

  GitObjects(Repository repository) {
    this.repository = repository;
  }

  boolean has(String object) throws IOException {
    return repository.getObjectDatabase().has(ObjectId.fromString(object));
  }

  List<TreeEntry> entries(String revision) throws IOException {
    TreeListing listing = new TreeListing();
    try (ObjectReader reader = repository.newObjectReader()) {
      ObjectId commit = ObjectId.fromString(revision);
      byte[] raw = verified(reader, commit, Constants.OBJ_COMMIT, LARGEST_COMMIT);
      list(reader, RevCommit.parse(raw).getTree(), "", listing);
    }
    return listing.entries();
  }

  /** As {@link #entries}, of a tree that no commit has. */
  private List<TreeEntry> entriesOf(ObjectId tree) throws IOException {
    TreeListing listing = new TreeListing();
    try (ObjectReader reader = repository.newObjectReader()) {
      list(reader, tree, "", listing);
    }
    return listing.entries();
  }

  /**
   * What comes of a merge.
   *
   * @param entries what the branch would hold; empty when a person would have to decide
   * @param conflicts the paths that a person would have to decide on, as far as they are known
   */
  record Merge(Optional<List<TreeEntry>> entries, List<String> conflicts) {
    Merge {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * What the branch would hold if another commit were merged into it. Nothing but objects is
   * written.
   */
  Merge merged(String branch, String other) throws IOException {
    ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
    try {
      return merger.merge(ObjectId.fromString(branch), ObjectId.fromString(other))
          ? new Merge(Optional.of(entriesOf(merger.getResultTreeId())), List.of())
          : new Merge(
              Optional.empty(), merger.getUnmergedPaths().stream().distinct().sorted().toList());
    } catch (NoMergeBaseException undecidable) {
      return new Merge(Optional.empty(), List.of());
    }
  }

  /** The newest commits that both came from: several when they were merged crosswise. */
  List<String> mergeBases(String one, String other) throws IOException {
    List<String> bases = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
      walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
      for (RevCommit base = walk.next(); base != null; base = walk.next()) {
        bases.add(base.name());
      }
    }
    return bases;
  }

  private static void list(ObjectReader reader, ObjectId tree, String prefix, TreeListing listing)
      throws IOException {
    CanonicalTreeParser entry = new CanonicalTreeParser();
    entry.reset(verified(reader, tree, Constants.OBJ_TREE, LARGEST_TREE));
    for (; !entry.eof(); entry.next()) {
      String path = prefix + entry.getEntryPathString();
      ObjectId id = entry.getEntryObjectId();
      if (!FileMode.TREE.equals(entry.getEntryRawMode())) {
        listing.add(new TreeEntry(path, id.name(), kindOf(entry.getEntryRawMode())));
      } else if (listing.enters(path, id.name())) {
        list(reader, id, path + "/", listing);
      }
    }
  }

  private static EntryKind kindOf(int mode) throws IOException {
    if (FileMode.EXECUTABLE_FILE.equals(mode)) {
      return EntryKind.EXECUTABLE;
    }
    return switch (mode & FileMode.TYPE_MASK) {
      case FileMode.TYPE_FILE -> EntryKind.FILE;
      case FileMode.TYPE_SYMLINK -> EntryKind.SYMLINK;
      case FileMode.TYPE_GITLINK -> EntryKind.SUBMODULE;
      default ->
          throw new IOException("a tree holds an entry of mode " + Integer.toOctalString(mode));
    };
  }

  byte[] read(TreeEntry entry, int maxBytes) throws IOException {
    ObjectId id = ObjectId.fromString(entry.objectId());
    try (ObjectReader reader = repository.newObjectReader()) {
      long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
      if (size > maxBytes) {
        throw new FileTooLargeException(entry.path(), size, maxBytes);
      }
      return verified(reader, id, Constants.OBJ_BLOB, maxBytes);
    }
  }

  private static byte[] verified(ObjectReader reader, ObjectId id, int type, int maxBytes)
      throws IOException {
    ObjectLoader loader = reader.open(id, type);
    byte[] bytes = loader.getCachedBytes(maxBytes);
    try (ObjectInserter.Formatter git = new ObjectInserter.Formatter()) {
      if (!git.idFor(type, bytes).equals(id)) {
        throw new CorruptObjectException(id, "its bytes have another hash");
      }
    }
    return bytes;
  }

  boolean descends(String ancestor, String descendant) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      return walk.isMergedInto(
          walk.parseCommit(ObjectId.fromString(ancestor)),
          walk.parseCommit(ObjectId.fromString(descendant)));
    }
  }

  /**
   * The commits of the branch itself between two of its commits, oldest first; only the later one
   * is among them.
   *
   * @throws NotOnBranchException when the earlier one is not on the branch, or too far back
   */
  List<BranchCommit> branch(String after, String head, CommitSignatures signatures)
      throws IOException {
    Deque<BranchCommit> commits = new ArrayDeque<>();
    try (ObjectReader reader = repository.newObjectReader()) {
      ObjectId next = ObjectId.fromString(head);
      while (!next.name().equals(after)) {
        RevCommit commit =
            RevCommit.parse(verified(reader, next, Constants.OBJ_COMMIT, LARGEST_COMMIT));
        if (commit.getParentCount() == 0 || commits.size() == LONGEST_BRANCH) {
          throw new NotOnBranchException(
              after + " is none of the last " + LONGEST_BRANCH + " commits of the branch");
        }
        commits.addFirst(
            new BranchCommit(
                next.name(),
                commit.getParent(0).name(),
                signatures.signerOf(commit),
                commit.getFooterLines(BranchCommit.TRAILER)));
        next = commit.getParent(0);
      }
    }
    return List.copyOf(commits);
  }

  /** The last commit of the branch itself, up to its head, that changed a file. */
  Optional<FileCommit> lastChange(String path, String head) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(head));
      ObjectId here = at(path, commit);
      for (int back = 0; back < LONGEST_BRANCH; back++) {
        if (commit.getParentCount() == 0) {
          return here.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(told(commit));
        }
        RevCommit parent = walk.parseCommit(commit.getParent(0));
        ObjectId before = at(path, parent);
        if (!before.equals(here)) {
          return Optional.of(told(commit));
        }
        commit = parent;
      }
      return Optional.empty();
    }
  }

  private ObjectId at(String path, RevCommit commit) throws IOException {
    try (TreeWalk found = TreeWalk.forPath(repository, path, commit.getTree())) {
      return found == null ? ObjectId.zeroId() : found.getObjectId(0);
    }
  }

  private static FileCommit told(RevCommit commit) {
    return new FileCommit(
        commit.name(),
        commit.getAuthorIdent().getName(),
        Instant.ofEpochSecond(commit.getCommitTime()),
        commit.getParentCount() > 1);
  }

  /** The one commit whose id begins like this. */
  Optional<String> resolve(String abbreviated) throws IOException {
    List<String> commits = new ArrayList<>();
    try (ObjectReader reader = repository.newObjectReader()) {
      for (ObjectId candidate : reader.resolve(AbbreviatedObjectId.fromString(abbreviated))) {
        if (reader.has(candidate) && reader.open(candidate).getType() == Constants.OBJ_COMMIT) {
          commits.add(candidate.name());
        }
      }
    }
    return commits.size() == 1 ? Optional.of(commits.get(0)) : Optional.empty();
  }
}
