package io.riparian.repo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * One bare Git repository on disk, used by this process alone. Its settings are written by us at
 * every opening, it never has a work tree, and every method reads objects or throws.
 */
final class BareStore implements AutoCloseable {
  /** The tip of the remote ref as the last complete fetch saw it. */
  static final String FETCHED = "refs/riparian/fetched";

  /** The revision last handed out: the anchor that keeps its objects when the remote drops them. */
  static final String ACCEPTED = "refs/riparian/accepted";

  private static final int PACKS_BEFORE_GC = 50;

  private static final String SETTINGS =
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = true
      \tfilemode = false
      \tsymlinks = false
      \tlogallrefupdates = false
      \tfsyncObjectFiles = true
      \tfsyncRefFiles = true
      [http]
      \tfollowRedirects = false
      [transfer]
      \tfsckObjects = true
      [gc]
      \tauto = 0
      \tprunePackExpire = now
      """;

  private final Path directory;
  private final Repository repository;

  private BareStore(Path directory, Repository repository) {
    this.directory = directory;
    this.repository = repository;
  }

  /** Opens the store, makes it where there is none, and removes what a killed process left. */
  static BareStore open(Path directory) throws IOException {
    if (!Files.isRegularFile(directory.resolve(Constants.HEAD))) {
      delete(directory);
      try {
        Git.init().setBare(true).setGitDir(directory.toFile()).call().close();
      } catch (GitAPIException e) {
        throw new IOException("no bare repository could be made in " + directory, e);
      }
    }
    removeLeftovers(directory);
    Files.writeString(directory.resolve(Constants.CONFIG), SETTINGS);
    Repository repository =
        new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    return new BareStore(directory, repository);
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Locks and half-written packs. Nobody else uses the store, so each of them is stale. */
  private static void removeLeftovers(Path directory) throws IOException {
    List<Path> leftovers;
    try (Stream<Path> files = Files.walk(directory)) {
      leftovers = files.filter(Files::isRegularFile).filter(BareStore::isLeftover).toList();
    }
    for (Path leftover : leftovers) {
      Files.deleteIfExists(leftover);
    }
  }

  private static boolean isLeftover(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".lock")
        || name.endsWith(".keep")
        || name.startsWith("incoming_")
        || name.startsWith("noz")
        || name.startsWith(".tmp-")
        || name.equals("gc.pid");
  }

  Path directory() {
    return directory;
  }

  Repository repository() {
    return repository;
  }

  Optional<String> ref(String name) throws IOException {
    Ref ref = repository.exactRef(name);
    return ref == null || ref.getObjectId() == null
        ? Optional.empty()
        : Optional.of(ref.getObjectId().name());
  }

  /** Points the ref at a commit that is here, wherever it pointed before. */
  void setRef(String name, String commit) throws IOException {
    if (Optional.of(commit).equals(ref(name))) {
      return;
    }
    RefUpdate.Result result = tryToSetRef(name, commit);
    if (result == RefUpdate.Result.LOCK_FAILURE) {
      removeLeftovers(directory);
      result = tryToSetRef(name, commit);
    }
    switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      default -> throw new IOException("the ref " + name + " could not be written: " + result);
    }
  }

  private RefUpdate.Result tryToSetRef(String name, String commit) throws IOException {
    RefUpdate update = repository.updateRef(name);
    update.setNewObjectId(ObjectId.fromString(commit));
    update.setForceUpdate(true);
    update.disableRefLog();
    return update.update();
  }

  boolean has(String commit) throws IOException {
    return repository.getObjectDatabase().has(ObjectId.fromString(commit));
  }

  /**
   * That nothing reachable from this commit is missing but what our refs vouch for already.
   *
   * @throws MissingObjectException if something is
   */
  void requireComplete(String commit) throws IOException {
    try (ObjectWalk walk = new ObjectWalk(repository)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(commit)));
      for (String name : List.of(FETCHED, ACCEPTED)) {
        Optional<String> known = ref(name);
        if (known.isPresent()) {
          walk.markUninteresting(walk.parseCommit(ObjectId.fromString(known.get())));
        }
      }
      walk.checkConnectivity();
    }
  }

  /**
   * Whether everything that our refs and {@code head} reach is here and can be parsed; the bytes of
   * blobs are not read.
   */
  boolean isSound(Optional<String> head) {
    try (ObjectWalk walk = new ObjectWalk(repository)) {
      if (head.isPresent()) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(head.get())));
      }
      for (String name : List.of(FETCHED, ACCEPTED)) {
        Optional<String> commit = ref(name);
        if (commit.isPresent()) {
          walk.markStart(walk.parseCommit(ObjectId.fromString(commit.get())));
        }
      }
      walk.checkConnectivity();
      return Files.isRegularFile(directory.resolve(Constants.HEAD));
    } catch (IOException | RuntimeException e) {
      // JGit answers some kinds of damage with unchecked exceptions.
      return false;
    }
  }

  boolean descends(String ancestor, String descendant) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      return walk.isMergedInto(
          walk.parseCommit(ObjectId.fromString(ancestor)),
          walk.parseCommit(ObjectId.fromString(descendant)));
    }
  }

  List<TreeEntry> entries(String revision) throws IOException {
    TreeListing listing = new TreeListing();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
      tree.addTree(walk.parseCommit(ObjectId.fromString(revision)).getTree());
      while (tree.next()) {
        String path = tree.getPathString();
        String objectId = tree.getObjectId(0).name();
        if (!tree.isSubtree()) {
          listing.add(new TreeEntry(path, objectId, kindOf(tree.getFileMode(0))));
        } else if (listing.enters(path, objectId)) {
          tree.enterSubtree();
        }
      }
    }
    return listing.entries();
  }

  private static EntryKind kindOf(FileMode mode) throws IOException {
    return switch (mode.getBits() & FileMode.TYPE_MASK) {
      case FileMode.TYPE_FILE ->
          mode.equals(FileMode.EXECUTABLE_FILE) ? EntryKind.EXECUTABLE : EntryKind.FILE;
      case FileMode.TYPE_SYMLINK -> EntryKind.SYMLINK;
      case FileMode.TYPE_GITLINK -> EntryKind.SUBMODULE;
      default -> throw new IOException("a tree holds an entry of unknown mode " + mode);
    };
  }

  byte[] read(TreeEntry entry, int maxBytes) throws IOException {
    ObjectId id = ObjectId.fromString(entry.objectId());
    try (ObjectReader reader = repository.newObjectReader()) {
      long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
      if (size > maxBytes) {
        throw new FileTooLargeException(entry.path(), size, maxBytes);
      }
      return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(maxBytes);
    }
  }

  CommitInfo commit(String revision) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(revision));
      Instant committed = Instant.ofEpochSecond(commit.getCommitTime());
      return new CommitInfo(
          commit.name(),
          Stream.of(commit.getParents()).map(RevCommit::name).toList(),
          whenOr(committed, commit.getAuthorIdent()),
          whenOr(committed, commit.getCommitterIdent()),
          commit.getShortMessage());
    }
  }

  private static Instant whenOr(Instant fallback, @Nullable PersonIdent person) {
    return person == null ? fallback : person.getWhenAsInstant();
  }

  /** The one commit whose id begins like this. */
  Optional<String> resolve(String abbreviated) throws IOException {
    List<String> commits = new ArrayList<>();
    try (ObjectReader reader = repository.newObjectReader()) {
      Collection<ObjectId> candidates = reader.resolve(AbbreviatedObjectId.fromString(abbreviated));
      for (ObjectId candidate : candidates) {
        if (reader.has(candidate) && reader.open(candidate).getType() == Constants.OBJ_COMMIT) {
          commits.add(candidate.name());
        }
      }
    }
    return commits.size() == 1 ? Optional.of(commits.get(0)) : Optional.empty();
  }

  List<String> firstParents(String from, String to) throws IOException {
    Set<ObjectId> added = new HashSet<>();
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit tip = walk.parseCommit(ObjectId.fromString(to));
      walk.markStart(tip);
      walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
      for (RevCommit commit : walk) {
        added.add(commit.copy());
      }
    }
    List<String> line = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId next = ObjectId.fromString(to);
      while (added.contains(next)) {
        line.add(next.name());
        RevCommit commit = walk.parseCommit(next);
        if (commit.getParentCount() == 0) {
          break;
        }
        next = commit.getParent(0).copy();
      }
    }
    Collections.reverse(line);
    return List.copyOf(line);
  }

  /**
   * Joins the packs that fetches left behind once there are many; reading slows down with each.
   *
   * @throws IOException if that failed; nothing is lost then
   */
  void tidy() throws IOException {
    long packs;
    try (Stream<Path> files = Files.list(directory.resolve("objects/pack"))) {
      packs = files.filter(file -> file.toString().endsWith(".pack")).count();
    } catch (NoSuchFileException e) {
      packs = 0;
    }
    if (packs > PACKS_BEFORE_GC) {
      try {
        Git.wrap(repository).gc().call();
      } catch (GitAPIException e) {
        throw new IOException("the mirror could not be repacked", e);
      }
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
