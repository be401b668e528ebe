package io.riparian.cli.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A directory for one run. A temporary one goes with the run; one that somebody named is theirs and
 * stays.
 */
public final class ScratchDirectory implements AutoCloseable {
  /** No name twice: where a run has ended, {@link ChildJvm} lets nothing start any more. */
  private static final Set<Path> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final boolean kept;

  private ScratchDirectory(Path path, boolean kept) {
    this.path = path;
    this.kept = kept;
  }

  /** A new one, readable by its owner only, with a name that is short enough to be typed. */
  public static ScratchDirectory temporary(String prefix) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    while (true) {
      int number = ThreadLocalRandom.current().nextInt(0x1000, 0x10000);
      Path path = parent.resolve(prefix + Integer.toHexString(number));
      if (!HANDED_OUT.add(path)) {
        continue;
      }
      try {
        Files.createDirectory(path, ownerOnly(parent));
        return new ScratchDirectory(path.toRealPath(), false);
      } catch (FileAlreadyExistsException another) {
        // The next number, then.
      } catch (IOException failed) {
        throw new SandboxException("cannot make a directory in " + parent + ": " + failed, failed);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path parent) throws IOException {
    return Files.getFileStore(parent).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * @throws SandboxException when there is something in it already: we would not know whose
   */
  public static ScratchDirectory named(Path path) {
    try {
      Files.createDirectories(path);
      try (Stream<Path> content = Files.list(path)) {
        if (content.findAny().isPresent()) {
          throw new SandboxException(
              "the directory " + path + " is not empty; name a new one with --dir");
        }
      }
      return new ScratchDirectory(path.toRealPath(), true);
    } catch (IOException failed) {
      throw new SandboxException("cannot use the directory " + path + ": " + failed, failed);
    }
  }

  public Path path() {
    return path;
  }

  public boolean kept() {
    return kept;
  }

  /** Ends the children that run in it; then deletes it, unless it is kept. */
  @Override
  public void close() {
    ChildJvm.endAllBelow(path, Duration.ZERO);
    // Whoever was just writing here may make the first attempt fail.
    for (int attempt = 0; attempt < 3 && !kept && Files.exists(path); attempt++) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> content = Files.walk(path)) {
      content.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException changing) {
      // Once more, then.
    }
  }
}
