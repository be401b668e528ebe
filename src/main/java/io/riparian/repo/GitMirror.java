package io.riparian.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * A local copy of one ref of the configuration repository. It hands out a revision only once it is
 * complete, and after that only descendants of it: the last good one outlives a failed fetch, a
 * restart, a rewritten history and a damaged copy.
 *
 * <p>Reading is safe from several threads, also while a fetch runs. One process uses a directory.
 */
public final class GitMirror implements AutoCloseable {
  private final GitSource source;
  private final MirrorDirectory directory;
  private final GitRemote remote;

  /** What strangers ask for may take long; the branch does not wait for it. */
  private final GitRemote requests;

  /** Held for writing only while a damaged store is replaced. */
  private final ReadWriteLock storeLock = new ReentrantReadWriteLock();

  /** Held while a request is brought. */
  private final ReentrantLock bringing = new ReentrantLock();

  private BareStore store;
  private volatile Optional<String> head;

  /** Something in the store could not be read; the next fetch starts a new one. */
  private volatile boolean suspect;

  private GitMirror(GitSource source, MirrorDirectory directory, BareStore store)
      throws IOException {
    this.source = source;
    this.directory = directory;
    this.remote = new GitRemote(source);
    this.requests = new GitRemote(source);
    this.store = store;
    this.head = directory.accepted().or(() -> anchorOf(store));
  }

  /**
   * Opens or begins the mirror in this directory; nothing is fetched yet.
   *
   * @throws RepositoryUnreadableException if the directory cannot be used, or is in use
   */
  public static GitMirror open(GitSource source, Path directory) {
    OwnSettings.install();
    MirrorDirectory place = null;
    try {
      place = new MirrorDirectory(directory);
      GitMirror mirror = new GitMirror(source, place, openStore(place));
      mirror.checkHead();
      return mirror;
    } catch (IOException e) {
      if (place != null) {
        place.close();
      }
      throw new RepositoryUnreadableException("the mirror cannot be opened: " + e.getMessage(), e);
    }
  }

  /** A store too broken to open is one to fetch again, not a reason to stay down. */
  private static BareStore openStore(MirrorDirectory place) throws IOException {
    try {
      return BareStore.open(place.store());
    } catch (IOException e) {
      BareStore.delete(place.store());
      return BareStore.open(place.store());
    }
  }

  /** Stands in for the file beside the store when somebody removed that. */
  private static Optional<String> anchorOf(BareStore store) {
    try {
      return store.ref(BareStore.ACCEPTED);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void checkHead() {
    if (head.isEmpty()) {
      return;
    }
    try {
      store.objects().entries(head.get());
      store.setRef(BareStore.ACCEPTED, head.get());
    } catch (IOException | RuntimeException e) {
      suspect = true;
    }
  }

  /** The revision last handed out, also by an earlier process; empty before the first one. */
  public Optional<String> head() {
    return head;
  }

  /** Looks at the remote ref and brings what is new. The world's mistakes come back as a result. */
  public synchronized FetchResult fetch() {
    try {
      String tip = bringTip();
      store.setRef(BareStore.FETCHED, tip);
      FetchResult result = judge(tip);
      tidy();
      return result;
    } catch (FetchFailedException e) {
      return new FetchResult.Failed(head, e.reason(), e.detail());
    } catch (IOException | RuntimeException e) {
      suspect = true;
      return new FetchResult.Failed(head, FetchResult.Reason.MIRROR_UNUSABLE, e.toString());
    }
  }

  private String bringTip() throws FetchFailedException, IOException {
    if (!suspect) {
      try {
        return remote.bring(store);
      } catch (FetchFailedException e) {
        boolean perhapsOurs =
            switch (e.reason()) {
              case BAD_OBJECT, PROTOCOL, MIRROR_UNUSABLE -> true;
              case UNREACHABLE,
                  TIMED_OUT,
                  UNAUTHORIZED,
                  HOST_KEY,
                  TLS,
                  REDIRECTED,
                  REPOSITORY_MISSING,
                  REF_MISSING,
                  REF_NOT_A_COMMIT ->
                  false;
            };
        if (!perhapsOurs || store.isSound(head)) {
          throw e;
        }
        suspect = true;
      }
    }
    return replaceStore();
  }

  /** Fetches everything into a new store beside the damaged one, and only then lets that go. */
  private String replaceStore() throws FetchFailedException, IOException {
    String tip;
    try (BareStore fresh = BareStore.open(directory.freshStore())) {
      tip = remote.bring(fresh);
      fresh.setRef(BareStore.FETCHED, tip);
    }
    storeLock.writeLock().lock();
    try {
      store.close();
      directory.swapStores();
      store = BareStore.open(directory.store());
      suspect = false;
    } finally {
      storeLock.writeLock().unlock();
    }
    if (head.isPresent() && store.objects().has(head.get())) {
      store.setRef(BareStore.ACCEPTED, head.get());
    }
    return tip;
  }

  private FetchResult judge(String tip) throws IOException {
    if (head.isEmpty()) {
      accept(tip);
      return new FetchResult.First(tip);
    }
    String accepted = head.get();
    if (tip.equals(accepted)) {
      return new FetchResult.Unchanged(tip);
    }
    if (!store.objects().has(accepted) || !store.objects().descends(accepted, tip)) {
      return new FetchResult.Rewritten(accepted, tip);
    }
    accept(tip);
    return new FetchResult.Advanced(accepted, tip);
  }

  /**
   * The anchor first: a kill in between repeats a step, while the other order could lose objects.
   */
  private void accept(String revision) throws IOException {
    store.setRef(BareStore.ACCEPTED, revision);
    directory.accept(revision);
    head = Optional.of(revision);
  }

  /** Not while a request is brought: its objects would be thrown away before a ref keeps them. */
  private void tidy() {
    if (!bringing.tryLock()) {
      return;
    }
    try {
      store.tidy();
    } catch (IOException | RuntimeException e) {
      // The fetch is good all the same; if an object is to blame, the reader of it will say so.
    } finally {
      bringing.unlock();
    }
  }

  /**
   * Brings the newest commit of a request, which is kept beside the branch and is never the {@link
   * #head()}.
   *
   * @param number the request's
   * @param ref where the remote keeps it
   * @return its id
   * @throws RepositoryUnreadableException when it cannot be had, whole
   */
  public String bringRequest(long number, String ref) {
    bringing.lock();
    storeLock.readLock().lock();
    try {
      String commit = requests.bring(store, ref);
      store.keepRequest(number, commit);
      return commit;
    } catch (FetchFailedException e) {
      throw new RepositoryUnreadableException(
          ref + " cannot be fetched: " + e.reason().sentence() + ": " + e.detail(), e);
    } catch (IOException | RuntimeException e) {
      throw new RepositoryUnreadableException(ref + " cannot be kept: " + e.getMessage(), e);
    } finally {
      storeLock.readLock().unlock();
      bringing.unlock();
    }
  }

  /** Lets go of every request but these. */
  public void keepRequestsOnly(Set<Long> numbers) {
    reading(
        store -> {
          store.keepRequestsOnly(numbers);
          return true;
        });
  }

  /**
   * What the branch would hold if a request were merged into it; empty when a person would have to
   * decide. Its revision is the request's commit.
   *
   * @throws RepositoryUnreadableException if one of them is unknown or anything of it is missing
   */
  public Optional<RevisionTree> merged(String branch, String request) {
    return readingOf(
            branch, s -> readingOf(request, store -> store.objects().merged(branch, request)))
        .entries()
        .map(entries -> new RevisionTree(request, entries, this::read));
  }

  /**
   * The newest commits that both came from; none when they have nothing in common.
   *
   * @throws RepositoryUnreadableException if one of them is unknown or their history is damaged
   */
  public List<String> mergeBases(String one, String other) {
    return readingOf(one, s -> readingOf(other, store -> store.objects().mergeBases(one, other)));
  }

  /**
   * Accepts a rewritten history by its exact tip, which becomes the head at once.
   *
   * @param candidate the full id from the last {@link FetchResult.Rewritten}
   * @return false, and nothing happened, if the ref has moved on since, or was never rewritten
   */
  public synchronized boolean acknowledge(String candidate) {
    return reading(
        store -> {
          boolean isTip = Optional.of(candidate).equals(store.ref(BareStore.FETCHED));
          if (!isTip || head.isEmpty() || Optional.of(candidate).equals(head)) {
            return false;
          }
          accept(candidate);
          return true;
        });
  }

  /**
   * Every entry of the commit's tree.
   *
   * @throws RepositoryUnreadableException if the revision is unknown or anything of it is missing
   */
  public RevisionTree tree(String revision) {
    return new RevisionTree(
        revision, readingOf(revision, store -> store.objects().entries(revision)), this::read);
  }

  /**
   * The bytes of a file in any tree of this mirror.
   *
   * @throws FileTooLargeException if it has more than {@code maxBytes}; its content is not loaded
   * @throws RepositoryUnreadableException if the object is missing or damaged
   */
  public byte[] read(TreeEntry entry, int maxBytes) {
    if (!entry.kind().isFile()) {
      throw new IllegalStateException(entry + " is not a file");
    }
    return reading(store -> store.objects().read(entry, maxBytes));
  }

  /**
   * Whether the second commit is the first one or was made on top of it.
   *
   * @throws RepositoryUnreadableException if one of them is unknown or their history is damaged
   */
  public boolean descends(String ancestor, String descendant) {
    return readingOf(
        ancestor,
        s -> readingOf(descendant, store -> store.objects().descends(ancestor, descendant)));
  }

  /**
   * The commits of the branch itself between two of its commits, oldest first; only the later one
   * is among them.
   *
   * @param keys whose signatures count
   * @param clock tells which of them have expired
   * @throws NotOnBranchException when the earlier one is not on the branch, or more than 10,000
   *     commits back
   * @throws RepositoryUnreadableException if one of them is unknown or their history is damaged
   */
  public List<BranchCommit> branch(
      String after, String head, SignerKeys keys, InstantSource clock) {
    return readingOf(
        head,
        store -> {
          Repository repository = store.repository();
          return store.objects().branch(after, head, new CommitSignatures(repository, keys, clock));
        });
  }

  /**
   * The commit of the branch itself, up to one of its commits, that changed a file the last time;
   * empty when none of the last 10,000 did.
   *
   * @throws RepositoryUnreadableException if the commit is unknown or its history is damaged
   */
  public Optional<FileCommit> lastChange(String path, String head) {
    return readingOf(head, store -> store.objects().lastChange(path, head));
  }

  /**
   * The commit an operator means: a full id, at least four digits that begin exactly one commit, or
   * the configured ref (with or without {@code refs/heads/}), which means {@link #head()}.
   */
  public Optional<String> resolve(String nameOrId) {
    if (nameOrId.equals(source.ref()) || ("refs/heads/" + nameOrId).equals(source.ref())) {
      return head;
    }
    if (!nameOrId.matches("[0-9a-fA-F]{4,40}")) {
      return Optional.empty();
    }
    return reading(store -> store.objects().resolve(nameOrId.toLowerCase(Locale.ROOT)));
  }

  /** Reads what depends on this commit, which must be there. */
  private <T> T readingOf(String revision, Reading<T> reading) {
    if (!ObjectId.isId(revision)) {
      throw new RepositoryUnreadableException("'" + revision + "' is not a commit id");
    }
    boolean isHead = Optional.of(revision).equals(head);
    if (!isHead && !reading(store -> store.objects().has(revision))) {
      // Asking for what never was here says nothing about the health of the store.
      throw new RepositoryUnreadableException("the mirror has no commit " + revision);
    }
    return reading(reading);
  }

  private <T> T reading(Reading<T> reading) {
    storeLock.readLock().lock();
    try {
      return reading.from(store);
    } catch (RepositoryUnreadableException | NotOnBranchException | FileTooLargeException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // JGit answers some kinds of damage with unchecked exceptions.
      suspect = true;
      throw new RepositoryUnreadableException("the mirror cannot be read: " + e.getMessage(), e);
    } finally {
      storeLock.readLock().unlock();
    }
  }

  @Override
  public synchronized void close() {
    remote.close();
    requests.close();
    store.close();
    directory.close();
  }

  @Override
  public String toString() {
    return "GitMirror[" + source.url() + " " + source.ref() + "]";
  }

  /** Something read from the store. */
  private interface Reading<T> {
    T from(BareStore store) throws IOException;
  }
}
