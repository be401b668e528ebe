package io.riparian.repo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A Git repository on this machine, with a work tree or bare. Nothing is ever written to it: what a
 * merge makes lies in a directory of its own, and goes with this.
 */
public final class LocalRepository implements Blobs, AutoCloseable {
  private final Path directory;
  private final Repository repository;
  private final GitObjects objects;
  private Optional<Made> made = Optional.empty();

  private LocalRepository(Path directory, Repository repository) {
    this.directory = directory;
    this.repository = repository;
    this.objects = new GitObjects(repository);
  }

  /** The same repository with another directory for whatever is made. */
  private record Made(Path objects, Repository repository) {}

  /**
   * What comes of merging one commit into another.
   *
   * @param from the newest commits that both came from: several when they were merged crosswise
   * @param files what the first one would hold then; empty when a person would have to decide
   * @param conflicts the paths that a person would have to decide on, as far as they are known
   */
  public record Merge(List<String> from, Optional<RevisionTree> files, List<String> conflicts) {
    public Merge {
      from = List.copyOf(from);
      conflicts = List.copyOf(conflicts);
    }

    @Override
    public String toString() {
      return "Merge[" + (files.isPresent() ? "whole" : conflicts.size() + " conflicts") + "]";
    }
  }

  /**
   * The repository that this directory is, or lies in.
   *
   * @throws RepositoryUnreadableException when there is none, or not all of its history is here
   */
  public static LocalRepository around(Path directory) {
    OwnSettings.install();
    try {
      Path place = directory.toRealPath();
      LocalRepository local = new LocalRepository(place, found(place).build());
      try {
        local.requireAllOfIt();
        return local;
      } catch (IOException | RuntimeException e) {
        local.close();
        throw e;
      }
    } catch (IOException unreadable) {
      throw new RepositoryUnreadableException(
          "the Git repository of " + directory + " cannot be read: " + unreadable.getMessage(),
          unreadable);
    }
  }

  private static FileRepositoryBuilder found(Path directory) throws IOException {
    FileRepositoryBuilder found = new FileRepositoryBuilder().findGitDir(directory.toFile());
    if (found.getGitDir() == null) {
      throw new RepositoryUnreadableException(directory + " is in no Git repository");
    }
    return found.setMustExist(true).setup();
  }

  /** In a part of a history the commit that two came from may be missing, or be another one. */
  private void requireAllOfIt() throws IOException {
    if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
      throw new RepositoryUnreadableException(
          "only a part of the history is here (a shallow clone), so that it cannot be told what was"
              + " changed since when; fetch all of it: `fetch-depth: 0` for actions/checkout,"
              + " `GIT_DEPTH: 0` in GitLab CI, elsewhere git fetch --unshallow");
    }
  }

  /**
   * The commit that a name means: a branch, a tag, an id in full or abbreviated, or anything else
   * that Git calls a revision.
   *
   * @throws RepositoryUnreadableException when there is none
   */
  public String commit(String name) {
    return resolved(name)
        .orElseThrow(
            () ->
                new RepositoryUnreadableException(
                    resolved(Constants.DEFAULT_REMOTE_NAME + "/" + name).isPresent()
                        ? "there is no commit '%s' here; do you mean '%s/%s'?"
                            .formatted(name, Constants.DEFAULT_REMOTE_NAME, name)
                        : "there is no commit '%s' here; if it is elsewhere, fetch it first"
                            .formatted(name)));
  }

  private Optional<String> resolved(String name) {
    try {
      return Optional.ofNullable(repository.resolve(name + "^{commit}")).map(ObjectId::name);
    } catch (IOException | RuntimeException noRevision) {
      // JGit tells what is no revision, and what is one of several, by exceptions of many kinds.
      return Optional.empty();
    }
  }

  /**
   * Every entry of the commit's tree.
   *
   * @param commit in full
   * @throws RepositoryUnreadableException if anything of it is missing
   */
  public RevisionTree tree(String commit) {
    return reading(() -> new RevisionTree(commit, objects.entries(commit), this));
  }

  /**
   * What the first commit would hold if the second were merged into it. The revision of that is the
   * second commit.
   *
   * @throws RepositoryUnreadableException if they have nothing in common, or anything of them is
   *     missing
   */
  public Merge merge(String base, String head) {
    return reading(
        () -> {
          List<String> from = objects.mergeBases(base, head);
          if (from.isEmpty()) {
            throw new RepositoryUnreadableException(
                base + " and " + head + " have no commit in common, so neither can be merged");
          }
          if (from.contains(base)) {
            return new Merge(from, Optional.of(tree(head)), List.of());
          }
          GitObjects merging = new GitObjects(apart());
          GitObjects.Merge merge = merging.merged(base, head);
          return new Merge(
              from,
              merge.entries().map(entries -> new RevisionTree(head, entries, this)),
              merge.conflicts());
        });
  }

  /** What is made lies beside the repository, and is read after what lies in it. */
  private Repository apart() throws IOException {
    if (made.isEmpty()) {
      FileRepositoryBuilder found = found(directory);
      File objectsThere = found.getObjectDirectory();
      Path own = Files.createTempDirectory("riparian-merge-");
      made =
          Optional.of(
              new Made(
                  own,
                  found
                      .setObjectDirectory(own.toFile())
                      .addAlternateObjectDirectory(objectsThere)
                      .build()));
    }
    return made.get().repository();
  }

  /** Where what was made lies; empty where nothing was. */
  Optional<Path> placeOfWhatIsMade() {
    return made.map(Made::objects);
  }

  @Override
  public byte[] read(TreeEntry entry, int maxBytes) {
    return reading(
        () ->
            made.isEmpty() || objects.has(entry.objectId())
                ? objects.read(entry, maxBytes)
                : new GitObjects(made.get().repository()).read(entry, maxBytes));
  }

  private static <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (RepositoryUnreadableException | FileTooLargeException e) {
      throw e;
    } catch (MissingObjectException missing) {
      throw new RepositoryUnreadableException(
          "the Git repository lacks an object ("
              + missing.getObjectId().name()
              + "); was it cloned with --filter? Clone it whole",
          missing);
    } catch (IOException | RuntimeException e) {
      // JGit answers some kinds of damage with unchecked exceptions.
      throw new RepositoryUnreadableException(
          "the Git repository cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    repository.close();
    made.ifPresent(
        own -> {
          own.repository().close();
          try {
            BareStore.delete(own.objects());
          } catch (IOException left) {
            // It holds what whoever reads the repository may read, and lies where leftovers go.
          }
        });
  }

  /** Something read from the objects. */
  private interface Reading<T> {
    T read() throws IOException;
  }
}
