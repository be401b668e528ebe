package io.riparian.repo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** A real bare repository to fetch from, whose branch goes wherever a test wants it. */
public final class Upstream implements AutoCloseable {
  public static final String MAIN = "refs/heads/main";

  private final Path directory;
  private final Repository repository;
  private final ObjectDirectory objects;
  private final DirCache index = DirCache.newInCore();
  private @Nullable SigningKey signing;
  private Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  public Upstream(Path directory) {
    OwnSettings.install();
    this.directory = directory;
    try {
      repository = Git.init().setBare(true).setGitDir(directory.toFile()).call().getRepository();
      objects = (ObjectDirectory) repository.getObjectDatabase();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Repository repository() {
    return repository;
  }

  public String url() {
    return "file://" + directory;
  }

  public GitSource source() {
    return new GitSource(url(), MAIN, new GitCredentials.None(), Duration.ofSeconds(20));
  }

  public Upstream file(String path, String content) {
    return entry(path, FileMode.REGULAR_FILE, blob(content.getBytes(UTF_8)));
  }

  /** Many files in one directory, of one content. */
  public Upstream files(String directory, int count, String content) {
    ObjectId id = blob(content.getBytes(UTF_8));
    DirCacheEditor editor = index.editor();
    for (int i = 0; i < count; i++) {
      editor.add(edit(directory + i, FileMode.REGULAR_FILE, id));
    }
    editor.finish();
    return this;
  }

  /**
   * These contents by path; as one pack, where {@link #file} leaves a loose object for each and
   * looks at all files again.
   */
  public Upstream files(Map<String, String> contents) {
    DirCacheEditor editor = index.editor();
    try (ObjectInserter pack = objects.newPackInserter()) {
      for (Map.Entry<String, String> file : contents.entrySet()) {
        ObjectId id = pack.insert(Constants.OBJ_BLOB, file.getValue().getBytes(UTF_8));
        editor.add(edit(file.getKey(), FileMode.REGULAR_FILE, id));
      }
      pack.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    editor.finish();
    return this;
  }

  Upstream file(String path, byte[] content) {
    return entry(path, FileMode.REGULAR_FILE, blob(content));
  }

  Upstream entry(String path, FileMode mode, ObjectId id) {
    DirCacheEditor editor = index.editor();
    editor.add(edit(path, mode, id));
    editor.finish();
    return this;
  }

  private static DirCacheEditor.PathEdit edit(String path, FileMode mode, ObjectId id) {
    return new DirCacheEditor.PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(mode);
        entry.setObjectId(id);
      }
    };
  }

  public Upstream link(String path, String target) {
    return entry(path, FileMode.SYMLINK, blob(target.getBytes(UTF_8)));
  }

  public Upstream without(String path) {
    DirCacheEditor editor = index.editor();
    editor.add(new DirCacheEditor.DeletePath(path));
    editor.finish();
    return this;
  }

  ObjectId blob(byte[] content) {
    return insert(inserter -> inserter.insert(Constants.OBJ_BLOB, content));
  }

  /** Commits what the branch should hold on top of it, and moves the branch there. */
  public String commit(String message) {
    try {
      Ref tip = repository.exactRef(MAIN);
      return tip == null
          ? commitOn(List.of(), message)
          : commitOn(List.of(tip.getObjectId().name()), message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String commitOn(List<String> parents, String message) {
    ObjectId tree = insert(index::writeTree);
    return commitTree(tree, parents, message);
  }

  String commitTree(ObjectId tree, List<String> parents, String message) {
    String commit = insertCommit(tree, parents, message);
    pointMainAt(commit);
    return commit;
  }

  private String insertCommit(ObjectId tree, List<String> parents, String message) {
    clock = clock.plusSeconds(60);
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
    commit.setAuthor(
        new PersonIdent("Ann", "ann@example.org", clock.minusSeconds(5), ZoneOffset.UTC));
    commit.setCommitter(new PersonIdent("Bob", "bob@example.org", clock, ZoneOffset.UTC));
    commit.setMessage(message);
    sign(commit);
    return insert(inserter -> inserter.insert(commit)).name();
  }

  private void sign(CommitBuilder commit) {
    if (signing != null) {
      try {
        commit.setGpgSignature(signing.sign(repository, commit.build()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whatever is committed from now on is signed with this key; by nobody after {@code null}. */
  public Upstream signedBy(@Nullable SigningKey key) {
    signing = key;
    return this;
  }

  /** Commits claim to have been made at this time. */
  public Upstream at(Instant time) {
    clock = time;
    return this;
  }

  /**
   * Commits what a request asks for on top of the branch, which stays where it is, as does what it
   * should hold.
   *
   * @return its newest commit, kept where GitHub keeps it
   */
  public String request(long number, String message) {
    return requestOn(tip(), number, message);
  }

  /** The same, on top of another commit: an earlier one of the branch, or of the request. */
  public String requestOn(String parent, long number, String message) {
    String head = insertCommit(insert(index::writeTree), List.of(parent), message);
    point("refs/pull/" + number + "/head", head);
    reset(tip());
    return head;
  }

  /** The commit that the branch points to. */
  public String tip() {
    try {
      return repository.exactRef(MAIN).getObjectId().name();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the branch should hold what this commit holds. */
  public Upstream reset(String commit) {
    DirCacheBuilder builder = index.builder();
    try (ObjectReader reader = repository.newObjectReader()) {
      builder.addTree(new byte[0], 0, reader, treeOf(commit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    builder.finish();
    return this;
  }

  ObjectId treeOf(String commit) {
    try {
      return repository.parseCommit(ObjectId.fromString(commit)).getTree().copy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void pointMainAt(String object) {
    point(MAIN, object);
  }

  void point(String ref, String object) {
    try {
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(ObjectId.fromString(object));
      update.setForceUpdate(true);
      update.update();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void deleteMain() {
    try {
      RefUpdate update = repository.updateRef(MAIN);
      update.setForceUpdate(true);
      update.delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectId insert(Insertion insertion) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = insertion.into(inserter);
      inserter.flush();
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Insertion {
    ObjectId into(ObjectInserter inserter) throws IOException;
  }

  @Override
  public void close() {
    repository.close();
  }
}
