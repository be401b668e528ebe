package io.riparian.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to lead: an exclusive lock on a ledger's directory, given back by the operating system
 * when the process dies however it dies. The file says who holds it; it stays when the lock goes,
 * because deleting a lock file lets two processes hold two files of one name.
 */
final class LedgerLock implements AutoCloseable {
  /**
   * Who holds which directory in this process. POSIX drops all of a process's locks on a file as
   * soon as it closes any channel on it, so a second try must not even open the file.
   */
  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

  /** Locked far behind the text, which Windows would otherwise let nobody read. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path directory;
  private final FileChannel channel;

  private LedgerLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * @param role what the holder is, for whoever is refused
   */
  static LedgerLock acquire(Path directory, String role) throws IOException {
    Path real = directory.toRealPath();
    Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String holder = role + " (pid " + ProcessHandle.current().pid() + ") since " + since;
    String holderHere = HELD_HERE.putIfAbsent(real, holder);
    if (holderHere != null) {
      throw new LedgerLockedException(directory, holderHere);
    }
    boolean held = false;
    try {
      LedgerLock lock = new LedgerLock(real, lock(real, holder));
      held = true;
      return lock;
    } finally {
      if (!held) {
        HELD_HERE.remove(real);
      }
    }
  }

  private static FileChannel lock(Path directory, String holder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("ledger.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean held = false;
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw new LedgerLockedException(directory, read(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
      held = true;
      return channel;
    } catch (OverlappingFileLockException e) {
      throw new LedgerLockedException(directory, "this process, under another class loader");
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(1_024);
    channel.read(text, 0);
    String holder = StandardCharsets.UTF_8.decode(text.flip()).toString();
    return holder.isBlank() ? "another process" : holder;
  }

  /** Gives the lock back. Not to be called twice: by then it may be another's. */
  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(0);
    } finally {
      HELD_HERE.remove(directory);
    }
  }
}
