package io.riparian.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * The open SQLite file: one connection that writes and one that reads. Each write is one
 * transaction, committed to disk when the call returns or not at all.
 */
final class Database implements AutoCloseable {

  /** Asks something of a connection. */
  @FunctionalInterface
  interface Query<T> {
    T ask(Connection connection) throws SQLException;
  }

  /** Changes something on a connection. */
  @FunctionalInterface
  interface Command {
    void run(Connection connection) throws SQLException;
  }

  /** Takes the write lock at the start: what a transaction has read then stays true. */
  static final Sql BEGIN_WRITING = new Sql("BEGIN IMMEDIATE");

  static final Sql COMMIT = new Sql("COMMIT");
  private static final Sql BEGIN_READING = new Sql("BEGIN");
  private static final Sql ROLLBACK = new Sql("ROLLBACK");

  private final Path file;
  private final @Nullable Object identity;
  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();
  private volatile boolean closed;

  /** Takes over two connections that {@link DatabaseFile} opened and checked. */
  Database(Path file, Connection writer, Connection reader) throws IOException {
    this.file = file;
    this.identity = identity(file);
    this.writer = writer;
    this.reader = reader;
  }

  /** Sees one state of the database, however many statements it takes and whoever writes. */
  <T> T read(Query<T> query) {
    reading.lock();
    try {
      requireOpen();
      return transact(reader, BEGIN_READING, query);
    } catch (SQLException e) {
      throw new LedgerUnreadableException(file, e);
    } finally {
      reading.unlock();
    }
  }

  void write(Command command) {
    decide(
        connection -> {
          command.run(connection);
          return true;
        });
  }

  /** A write whose answer depends on what it found. */
  <T> T decide(Query<T> query) {
    writing.lock();
    try {
      requireOpen();
      requireInPlace();
      return transact(writer, BEGIN_WRITING, query);
    } catch (SQLException e) {
      throw told(e);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Says BEGIN and COMMIT itself. When SQLite has ended a transaction on its own, the driver's
   * would not begin another, and what follows would be committed statement by statement.
   */
  private static <T> T transact(Connection connection, Sql begin, Query<T> query)
      throws SQLException {
    begin.run(connection);
    try {
      T answer = query.ask(connection);
      COMMIT.run(connection);
      return answer;
    } catch (SQLException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    }
  }

  /** After some errors, a full disk for one, SQLite has rolled back by itself and says so. */
  private static void rollBack(Connection connection, Exception because) {
    try {
      ROLLBACK.run(connection);
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the ledger is used after it was closed");
    }
  }

  /**
   * A deleted file can still be written to, and whatever is written is gone with the process. So we
   * look, before each write, that the file we hold is the file that a restart would find.
   */
  private void requireInPlace() {
    Object found;
    try {
      found = identity(file);
    } catch (IOException e) {
      throw new LedgerUnwritableException(file, "it was removed while in use", e);
    }
    if (!Objects.equals(identity, found)) {
      throw new LedgerUnwritableException(file, "it was replaced while in use", null);
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private RuntimeException told(SQLException e) {
    return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> new LedgerUnreadableException(file, e);
      case SQLITE_CONSTRAINT, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH, SQLITE_ERROR ->
          new IllegalStateException("the ledger was asked to keep what it must not", e);
      default -> new LedgerUnwritableException(file, e);
    };
  }

  /** Closes the writer last: it folds the write-ahead log into the file and deletes it. */
  @Override
  public void close() {
    reading.lock();
    writing.lock();
    try {
      closed = true;
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw told(e);
    } finally {
      writing.unlock();
      reading.unlock();
    }
  }
}
