package io.riparian.repo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
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

  /** Keep what open requests ask for, each by its number. */
  private static final String REQUESTS = "refs/riparian/requests/";

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
  private final GitObjects objects;

  private BareStore(Path directory, Repository repository) {
    this.directory = directory;
    this.repository = repository;
    this.objects = new GitObjects(repository);
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
    setDamagedIndexesAside(directory.resolve("objects/pack"));
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

  /**
   * JGit believes the sizes in a pack's index and may ask for more memory than there is. Without
   * its index a pack is not seen, and what it holds is missing, which is a kind of damage we can
   * heal.
   */
  private static void setDamagedIndexesAside(Path packs) throws IOException {
    List<Path> indexes;
    try (Stream<Path> files = Files.list(packs)) {
      indexes = files.filter(file -> file.toString().endsWith(".idx")).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path index : indexes) {
      if (!endsWithItsChecksum(Files.readAllBytes(index))) {
        Files.move(index, index.resolveSibling(index.getFileName() + ".damaged"));
      }
    }
  }

  private static boolean endsWithItsChecksum(byte[] index) {
    int content = index.length - Constants.OBJECT_ID_LENGTH;
    if (content < 0) {
      return false;
    }
    MessageDigest digest = Constants.newMessageDigest();
    digest.update(index, 0, content);
    return Arrays.equals(digest.digest(), Arrays.copyOfRange(index, content, index.length));
  }

  Path directory() {
    return directory;
  }

  Repository repository() {
    return repository;
  }

  GitObjects objects() {
    return objects;
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

  /** Keeps a request's newest commit, in place of the one before. */
  void keepRequest(long number, String commit) throws IOException {
    setRef(REQUESTS + number, commit);
  }

  /** Lets go of what all other requests asked for. */
  void keepRequestsOnly(Set<Long> numbers) throws IOException {
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix(REQUESTS)) {
      if (!numbers.contains(Long.valueOf(ref.getName().substring(REQUESTS.length())))) {
        RefUpdate update = repository.updateRef(ref.getName());
        update.setForceUpdate(true);
        update.disableRefLog();
        update.delete();
      }
    }
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
