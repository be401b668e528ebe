package io.riparian.repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/**
 * The far side of a mirror: one ref on one server. It adds checked objects to a store and names the
 * tip; it never moves a ref of ours, so that an exchange that is given up leaves nothing behind.
 */
final class GitRemote implements AutoCloseable {
  private final GitSource source;
  private final ExecutorService exchanges =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "git-fetch");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicBoolean busy = new AtomicBoolean();

  GitRemote(GitSource source) {
    this.source = source;
  }

  /** Fetches what the tip needs and {@code store} lacks; returns the id of the tip's commit. */
  String bring(BareStore store) throws FetchFailedException {
    return bring(store, source.ref());
  }

  /** The same of another ref of the same repository. */
  String bring(BareStore store, String ref) throws FetchFailedException {
    checkLocalFiles();
    if (!busy.compareAndSet(false, true)) {
      throw new FetchFailedException(
          FetchResult.Reason.TIMED_OUT, "an earlier fetch still waits for the server");
    }
    Attempt attempt = new Attempt(source.credentials());
    Future<String> exchange = exchanges.submit(() -> exchange(store, ref, attempt));
    Duration patience = source.timeout().plusSeconds(1);
    try {
      return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable failure = e.getCause() == null ? e : e.getCause();
      if (failure instanceof FetchFailedException named) {
        throw named;
      }
      throw attempt.explain(failure);
    } catch (TimeoutException e) {
      // The thread cannot be freed from its socket: it goes on alone, and nobody heeds its answer.
      throw new FetchFailedException(
          FetchResult.Reason.TIMED_OUT, "gave up after " + source.timeout().toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchFailedException(FetchResult.Reason.TIMED_OUT, "interrupted");
    }
  }

  private void checkLocalFiles() throws FetchFailedException {
    if ("file".equals(source.uri().getScheme())
        && !Files.isDirectory(Path.of(source.uri().getPath()))) {
      // A plain file would be read as a bundle.
      throw new FetchFailedException(
          FetchResult.Reason.REPOSITORY_MISSING, source.uri().getPath() + " is not a directory");
    }
    if (source.credentials() instanceof GitCredentials.SshKey key) {
      if (!Files.isReadable(key.privateKey())) {
        throw new FetchFailedException(
            FetchResult.Reason.UNAUTHORIZED, key.privateKey() + " cannot be read");
      }
      if (!Files.isReadable(key.knownHosts())) {
        throw new FetchFailedException(
            FetchResult.Reason.HOST_KEY, key.knownHosts() + " cannot be read");
      }
    }
  }

  private String exchange(BareStore store, String ref, Attempt attempt)
      throws IOException, FetchFailedException {
    try {
      return converse(store, ref, attempt);
    } finally {
      busy.set(false);
    }
  }

  private String converse(BareStore store, String ref, Attempt attempt)
      throws IOException, FetchFailedException {
    try (Transport transport = Transport.open(store.repository(), source.uri())) {
      transport.setTimeout((int) Math.max(1, source.timeout().toSeconds()));
      transport.setObjectChecker(objectChecker());
      attempt.prepare(transport);
      try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
        if (!(connection instanceof BasePackFetchConnection)) {
          // "Dumb" HTTP downloads whatever files the server names, from wherever it says.
          throw new FetchFailedException(
              FetchResult.Reason.PROTOCOL, "the server does not speak the smart Git protocol");
        }
        Ref tip = connection.getRef(ref);
        if (tip == null || tip.getObjectId() == null) {
          throw new FetchFailedException(
              FetchResult.Reason.REF_MISSING, "the repository has no " + ref);
        }
        if (!isVouchedFor(store, tip.getObjectId())) {
          download(store, connection, tip);
        }
        return commitOf(store, tip.getObjectId());
      }
    }
  }

  /**
   * Git's own checks. A commit with an odd author or date is let through: it is old and harmless,
   * and Git keeps it for ever. Names that only Windows or macOS dislike are for {@link
   * PathProblem}.
   */
  private static ObjectChecker objectChecker() {
    return new ObjectChecker()
        .setAllowInvalidPersonIdent(true)
        .setIgnore(EnumSet.of(ObjectChecker.ErrorType.ZERO_PADDED_FILEMODE));
  }

  private static boolean isVouchedFor(BareStore store, ObjectId tip)
      throws IOException, FetchFailedException {
    if (!store.objects().has(tip.name())) {
      return false;
    }
    Optional<String> commit = Optional.of(commitOf(store, tip));
    return commit.equals(store.ref(BareStore.FETCHED))
        || commit.equals(store.ref(BareStore.ACCEPTED));
  }

  private void download(BareStore store, FetchConnection connection, Ref tip)
      throws IOException, FetchFailedException {
    Deadline deadline = new Deadline(System.nanoTime() + source.timeout().toNanos());
    connection.fetch(deadline, List.of(tip), Set.of());
    if (deadline.isCancelled()) {
      throw new FetchFailedException(
          FetchResult.Reason.TIMED_OUT, "the download took longer than allowed");
    }
    store.requireComplete(commitOf(store, tip.getObjectId()));
  }

  private static String commitOf(BareStore store, ObjectId tip)
      throws IOException, FetchFailedException {
    try (RevWalk walk = new RevWalk(store.repository())) {
      return walk.parseCommit(tip).name();
    } catch (IncorrectObjectTypeException e) {
      throw new FetchFailedException(
          FetchResult.Reason.REF_NOT_A_COMMIT, tip.name() + " is not a commit");
    }
  }

  @Override
  public void close() {
    exchanges.shutdownNow();
  }

  /** Stops a download that goes on and on; JGit asks between two objects. */
  private static final class Deadline extends EmptyProgressMonitor {
    private final long end;

    Deadline(long end) {
      this.end = end;
    }

    @Override
    public boolean isCancelled() {
      return System.nanoTime() - end > 0;
    }
  }
}
