package io.riparian.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native code, which the driver must unpack to a file before it can load it. It is
 * unpacked next to the ledger rather than into the system's temporary directory, which others may
 * write to and some systems mount without execution, and it is deleted as soon as it is loaded. An
 * {@code org.sqlite.tmpdir} set by the operator is left alone.
 */
final class NativeLibrary {
  private static final String WHERE = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /**
   * Loads it unless it is loaded already.
   *
   * @param directory the ledger's, locked
   */
  static synchronized void load(Path directory) throws IOException {
    if (System.getProperty(WHERE) != null) {
      initialize(directory);
      return;
    }
    Path unpacked = directory.resolve("native");
    Files.createDirectories(unpacked);
    System.setProperty(WHERE, unpacked.toString());
    try {
      initialize(directory);
    } finally {
      System.clearProperty(WHERE);
      sweep(unpacked);
    }
  }

  private static void initialize(Path directory) {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) { // The loader declares nothing narrower.
      throw new LedgerUnreadableException(
          directory,
          "SQLite's native library did not load (where files may not be executed, set -D"
              + WHERE
              + " to a directory where they may)",
          e);
    }
  }

  /** Also takes what a killed process left; the lock says that nobody else needs it. */
  private static void sweep(Path unpacked) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(unpacked)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(unpacked);
    } catch (IOException ignored) {
      // Windows keeps a loaded library's file; the driver deletes it when the process ends, or the
      // next sweep does.
    }
  }
}
