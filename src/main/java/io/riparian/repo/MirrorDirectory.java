package io.riparian.repo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The directory a mirror lives in: a lock, the Git store, and the last accepted revision beside it.
 * The revision has a file of its own so that a store which is damaged or gone takes the objects
 * with it, but not the memory of which commit they must descend from.
 */
final class MirrorDirectory implements AutoCloseable {
  private static final String FRESH = "mirror.git.fresh";
  private static final String BROKEN = "mirror.git.broken";

  private final Path directory;
  private final FileChannel lock;

  /**
   * @throws IOException if the directory cannot be used, or another process uses it
   */
  MirrorDirectory(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.lock =
        FileChannel.open(
            directory.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new IOException("another process uses " + directory);
      }
      BareStore.delete(directory.resolve(FRESH));
      BareStore.delete(directory.resolve(BROKEN));
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new IOException("this process already uses " + directory, e);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  Path store() {
    return directory.resolve("mirror.git");
  }

  /** Where a new store is filled before it takes the place of a broken one; empty to begin with. */
  Path freshStore() throws IOException {
    Path fresh = directory.resolve(FRESH);
    BareStore.delete(fresh);
    return fresh;
  }

  /** Puts the fresh store, closed, in the place of the old one. A kill half way costs a fetch. */
  void swapStores() throws IOException {
    Path broken = directory.resolve(BROKEN);
    BareStore.delete(broken);
    if (Files.exists(store())) {
      Files.move(store(), broken, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(directory.resolve(FRESH), store(), StandardCopyOption.ATOMIC_MOVE);
    BareStore.delete(broken);
  }

  Optional<String> accepted() throws IOException {
    Path file = acceptedFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String revision = Files.readString(file, US_ASCII).strip();
    if (!ObjectId.isId(revision)) {
      throw new IOException(file + " does not hold a commit id");
    }
    return Optional.of(revision);
  }

  void accept(String revision) throws IOException {
    Path fresh = directory.resolve("accepted.new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap((revision + "\n").getBytes(US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        fresh, acceptedFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path acceptedFile() {
    return directory.resolve("accepted");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
