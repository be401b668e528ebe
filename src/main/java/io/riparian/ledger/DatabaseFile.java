package io.riparian.ledger;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The file {@code ledger.db} before it is open. A missing one is created; one that is there is
 * opened as it is or refused, and never created anew.
 */
final class DatabaseFile {
  private static final int BUSY_MILLIS = 10_000;

  private final Path file;

  DatabaseFile(Path directory) {
    this.file = directory.resolve("ledger.db");
  }

  Database open() throws IOException {
    if (Files.notExists(file)) {
      create();
    }
    if (Files.size(file) == 0) {
      // We never leave one: see create(). To SQLite it would be a fine new database.
      throw new LedgerUnreadableException(file, "it is empty; restore it or move it away", null);
    }
    try {
      Connection writer = writer();
      try {
        return new Database(file, writer, reader());
      } catch (SQLException | IOException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new LedgerUnreadableException(file, e);
    }
  }

  /**
   * Makes the file under another name first, so that a kill leaves either no ledger or a whole one.
   */
  private void create() throws IOException {
    setAsideLogOfMissingFile();
    Path unfinished = sibling(".new");
    Files.deleteIfExists(unfinished);
    Files.deleteIfExists(sibling(".new-journal"));
    try (Connection connection = connect(unfinished, settings())) {
      migrate(connection, 0);
    } catch (SQLException e) {
      throw new LedgerUnwritableException(file, e);
    }
    keepFromOthers(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * When the file was deleted under a running daemon its log is still there, and SQLite would play
   * it into the new file. It may be all that is left of the old ledger, so it is kept.
   */
  private void setAsideLogOfMissingFile() throws IOException {
    Files.deleteIfExists(sibling("-shm"));
    for (String log : List.of("-wal", "-journal")) {
      if (Files.exists(sibling(log))) {
        int free = 1;
        while (Files.exists(sibling(log + ".orphan-" + free))) {
          free++;
        }
        Files.move(sibling(log), sibling(log + ".orphan-" + free));
      }
    }
  }

  private static void keepFromOthers(Path path) throws IOException {
    FileStore store = Files.getFileStore(path);
    if (store.supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private Connection writer() throws SQLException {
    SQLiteConfig config = settings();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    Connection connection = connect(file, config);
    boolean ready = false;
    try {
      int version = requireOurs(connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
      }
      migrate(connection, version);
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /**
   * All or nothing: whoever calls closes the connection when it fails. Even with nothing to migrate
   * it opens a transaction, because a connection that never did leaves the log behind when it
   * closes.
   */
  private static void migrate(Connection connection, int from) throws SQLException {
    Database.BEGIN_WRITING.run(connection);
    if (from < Schema.current()) {
      Schema.migrate(connection, from);
    }
    Database.COMMIT.run(connection);
  }

  private int requireOurs(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (ask(statement, "PRAGMA application_id") != Schema.APPLICATION_ID) {
        throw new LedgerUnreadableException(file, "it is a database, but not a ledger", null);
      }
      int version = ask(statement, "PRAGMA user_version");
      if (version < 1 || version > Schema.current()) {
        String reason = "its schema has version %d and this program knows up to %d";
        throw new LedgerUnreadableException(
            file, reason.formatted(version, Schema.current()), null);
      }
      try (var rows = statement.executeQuery("PRAGMA quick_check(1)")) {
        if (!rows.next() || !rows.getString(1).equals("ok")) {
          throw new LedgerUnreadableException(file, "it is corrupt; restore it from a copy", null);
        }
      }
      return version;
    }
  }

  private static int ask(Statement statement, String pragma) throws SQLException {
    try (var row = statement.executeQuery(pragma)) {
      return row.getInt(1);
    }
  }

  private Connection reader() throws SQLException {
    SQLiteConfig config = settings();
    config.setReadOnly(true);
    return connect(file, config);
  }

  private static SQLiteConfig settings() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    // Sorting must not spill into the system's temporary directory.
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }

  private static Connection connect(Path path, SQLiteConfig config) throws SQLException {
    // The driver itself: DriverManager looks drivers up through a class loader that Quarkus hides.
    SQLiteDataSource source = new SQLiteDataSource(config);
    // As a URI, because the driver takes what follows a question mark in a path for settings.
    source.setUrl("jdbc:sqlite:" + path.toAbsolutePath().toUri());
    return source.getConnection();
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
