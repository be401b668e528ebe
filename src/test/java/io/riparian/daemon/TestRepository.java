package io.riparian.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riparian.repo.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * The repository that is watched: real, bare, and with whatever files a test wants in its branch.
 */
final class TestRepository implements AutoCloseable {
  private static final String MAIN = "refs/heads/main";

  private final Path directory;
  private final Repository repository;
  private final SortedMap<String, String> files = new TreeMap<>();
  private Optional<SigningKey> signing = Optional.empty();
  private Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  TestRepository(Path directory) {
    this.directory = directory;
    try {
      repository = Git.init().setBare(true).setGitDir(directory.toFile()).call().getRepository();
    } catch (GitAPIException failed) {
      throw new IllegalStateException(failed);
    }
  }

  String url() {
    return "file://" + directory;
  }

  TestRepository put(String path, String content) {
    files.put(path, content);
    return this;
  }

  TestRepository declare(Manifest... connectors) {
    for (Manifest connector : connectors) {
      put(connector.path(), connector.yaml());
    }
    return this;
  }

  TestRepository declare(List<Manifest> connectors) {
    return declare(connectors.toArray(Manifest[]::new));
  }

  TestRepository remove(Manifest... connectors) {
    for (Manifest connector : connectors) {
      files.remove(connector.path());
    }
    return this;
  }

  /** Everything whose path begins so. */
  TestRepository removeAll(String prefix) {
    files.keySet().removeIf(path -> path.startsWith(prefix));
    return this;
  }

  /** The files as they are now, to be put into a working copy. */
  SortedMap<String, String> files() {
    return files;
  }

  /** Whatever is pushed from now on is signed with this key. */
  TestRepository signedBy(SigningKey key) {
    signing = Optional.of(key);
    return this;
  }

  /** A commit on top of the branch; its id. */
  String push() {
    return push("");
  }

  /** The same, with a last paragraph of its message. */
  String push(String trailer) {
    try {
      Ref tip = repository.exactRef(MAIN);
      return commit(tip == null ? List.of() : List.of(tip.getObjectId()), trailer);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * A commit on top of the branch, which stays where it is: what a request asks for; its id.
   *
   * @param ref where the forge keeps it
   */
  String request(String ref) {
    try {
      ObjectId head = insert(List.of(repository.exactRef(MAIN).getObjectId()), "");
      RefUpdate kept = repository.updateRef(ref);
      kept.setNewObjectId(head);
      kept.setForceUpdate(true);
      kept.update();
      return head.name();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A commit that descends from nothing, in the place of the branch; its id. */
  String forcePush() {
    return commit(List.of(), "");
  }

  private String commit(List<ObjectId> parents, String trailer) {
    ObjectId commit = insert(parents, trailer);
    pointMainAt(commit.name());
    return commit.name();
  }

  private ObjectId insert(List<ObjectId> parents, String trailer) {
    clock = clock.plusSeconds(60);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(inserter));
      commit.setParentIds(parents);
      commit.setAuthor(new PersonIdent("Ann", "ann@example.org", clock, ZoneOffset.UTC));
      commit.setCommitter(new PersonIdent("Ann", "ann@example.org", clock, ZoneOffset.UTC));
      commit.setMessage("at " + clock + "\n\n" + trailer + "\n");
      if (signing.isPresent()) {
        commit.setGpgSignature(signing.get().sign(repository, commit.build()));
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private ObjectId tree(ObjectInserter inserter) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (var file : files.entrySet()) {
      DirCacheEntry entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(UTF_8)));
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(inserter);
  }

  void pointMainAt(String commit) {
    update(ref -> ref.setNewObjectId(ObjectId.fromString(commit)), RefUpdate::update);
  }

  void deleteBranch() {
    update(ref -> {}, RefUpdate::delete);
  }

  private interface Update {
    RefUpdate.Result run(RefUpdate ref) throws IOException;
  }

  private void update(java.util.function.Consumer<RefUpdate> preparation, Update update) {
    try {
      RefUpdate ref = repository.updateRef(MAIN);
      ref.setForceUpdate(true);
      preparation.accept(ref);
      RefUpdate.Result result = update.run(ref);
      if (!List.of(RefUpdate.Result.NEW, RefUpdate.Result.FAST_FORWARD, RefUpdate.Result.FORCED)
          .contains(result)) {
        throw new IllegalStateException("the branch was not moved: " + result);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  void moveAway() {
    move(directory, away());
  }

  void moveBack() {
    move(away(), directory);
  }

  private Path away() {
    return directory.resolveSibling(directory.getFileName() + ".away");
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
