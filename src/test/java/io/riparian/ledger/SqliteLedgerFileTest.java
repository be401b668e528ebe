package io.riparian.ledger;

import static io.riparian.ledger.LedgerSamples.NOW;
import static io.riparian.ledger.LedgerSamples.accepted;
import static io.riparian.ledger.LedgerSamples.connector;
import static io.riparian.ledger.LedgerSamples.cycle;
import static io.riparian.ledger.LedgerSamples.firstStart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.model.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files: across a restart, in a wrong state, and when we leave. */
class SqliteLedgerFileTest {
  private final Path parent;
  private final Path directory;
  private final Path file;

  SqliteLedgerFileTest(@TempDir Path parent) {
    this.parent = parent;
    this.directory = parent.resolve("state of a? daemon");
    this.file = directory.resolve("ledger.db");
  }

  @Test
  void everythingIsStillThereAfterARestart() {
    try (Ledger ledger = open()) {
      ledger.begin(firstStart(), List.of(accepted("*", "c1")), List.of(connector("orders")));
      ledger.record(connector("refunds"));
      ledger.freeze(new RewrittenHistory("c1", "c2", NOW));
      ledger.identify(new ClusterIdentity("shared", "kafka-1", NOW));
      ledger.acknowledge("d1", "anna", NOW);
      ledger.recordCycle(cycle("1", "shared"));
      ledger.audit(NOW, "anna", "pause", "shared/orders", "{}");
    }

    try (Ledger ledger = open()) {
      assertThat(ledger.birth()).contains(firstStart());
      assertThat(ledger.accepted()).contains(accepted("*", "c1"));
      assertThat(ledger.applied().values())
          .containsExactly(connector("orders"), connector("refunds"));
      assertThat(ledger.frozen()).contains(new RewrittenHistory("c1", "c2", NOW));
      assertThat(ledger.identity("shared")).isPresent();
      assertThat(ledger.acknowledged()).containsExactly("d1");
      assertThat(ledger.lastCycle("shared")).contains(cycle("1", "shared"));
      assertThat(ledger.verifyAudit().isIntact()).isTrue();
    }
  }

  @Test
  void onlyTheDatabaseAndTheEmptyLockStayBehind() throws IOException {
    try (Ledger ledger = open()) {
      ledger.begin(firstStart(), List.of(), List.of());
      assertThat(files()).contains("ledger.db", "ledger.db-wal").doesNotContain("native");
    }

    assertThat(files()).containsExactly("ledger.db", "ledger.lock");
    assertThat(directory.resolve("ledger.lock")).isEmptyFile();
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatAKilledProcessUnpackedIsSweptAway() throws IOException {
    Files.createDirectories(directory.resolve("native"));
    Files.createFile(directory.resolve("native/sqlite-old.so"));
    Files.createFile(directory.resolve("native/sqlite-old.so.lck"));

    open().close();

    assertThat(directory.resolve("native")).doesNotExist();
  }

  @Test
  void anUnfinishedBirthIsBegunAnew() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("ledger.db.new"), "half a database");

    try (Ledger ledger = open()) {
      assertThat(ledger.isEmpty()).isTrue();
    }

    assertThat(files()).containsExactly("ledger.db", "ledger.lock");
  }

  @Test
  void aDeletedLedgerIsAnEmptyOneAndTheLogItLeftIsKept() throws IOException {
    try (Ledger ledger = open()) {
      ledger.begin(firstStart(), List.of(), List.of());
      Files.copy(directory.resolve("ledger.db-wal"), parent.resolve("log"));
    }
    Files.delete(file);
    Files.move(parent.resolve("log"), directory.resolve("ledger.db-wal"));

    try (Ledger ledger = open()) {
      assertThat(ledger.isEmpty()).isTrue();
    }

    assertThat(files()).containsExactly("ledger.db", "ledger.db-wal.orphan-1", "ledger.lock");
  }

  @Test
  void aLedgerDeletedUnderUsTakesNoMoreWrites() throws IOException {
    try (Ledger ledger = open()) {
      ledger.begin(firstStart(), List.of(), List.of());
      Files.delete(file);

      assertThatThrownBy(() -> ledger.record(connector("orders")))
          .isInstanceOf(LedgerUnwritableException.class)
          .hasMessageContaining("removed while in use");

      assertThat(ledger.applied()).isEmpty();
    }
  }

  @Test
  void aLedgerReplacedUnderUsTakesNoMoreWrites() throws IOException {
    try (Ledger ledger = open()) {
      ledger.begin(firstStart(), List.of(), List.of());
      Path copy = Files.copy(file, directory.resolve("copy.db"));
      Files.delete(file);
      Files.move(copy, file);

      assertThatThrownBy(() -> ledger.record(connector("orders")))
          .isInstanceOf(LedgerUnwritableException.class)
          .hasMessageContaining("replaced while in use");
    }
  }

  @Test
  void garbageIsRefusedAndLeftAsItIs() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(file, "this is no database, but perhaps somebody misses it".repeat(100));
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerUnreadableException.class)
        .hasMessageContaining(file.toString());

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void anEmptyFileIsNotAMissingOne() throws IOException {
    Files.createDirectories(directory);
    Files.createFile(file);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerUnreadableException.class)
        .hasMessageContaining("it is empty");

    assertThat(file).isEmptyFile();
  }

  @Test
  void aDatabaseTornInTheMiddleIsRefused() throws IOException {
    try (Ledger ledger = open()) {
      ledger.begin(firstStart(), List.of(), List.of());
      for (int i = 0; i < 200; i++) {
        ledger.audit(NOW, "anna", "pause", "shared/orders", "{\"n\":\"" + "x".repeat(500) + "\"}");
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
    Files.write(file, bytes);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerUnreadableException.class)
        .hasMessageContaining("corrupt");

    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void anotherProgramsDatabaseIsRefused() throws Exception {
    Files.createDirectories(directory);
    alter("CREATE TABLE recipes (name TEXT)");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerUnreadableException.class)
        .hasMessageContaining("not a ledger");

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aNewerSchemaIsRefusedAndNotTouched() throws Exception {
    open().close();
    alter("PRAGMA user_version = 99");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerUnreadableException.class)
        .hasMessageContaining("version 99");

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aLedgerOfAnEarlierVersionIsTakenOver() throws Exception {
    try (Ledger ledger = open()) {
      ledger.begin(firstStart(), List.of(accepted("*", "c1")), List.of(connector("orders")));
    }
    backToTheFirstVersion();

    try (Ledger ledger = open()) {
      assertThat(ledger.applied()).containsOnlyKeys(connector("orders").id());
      ledger.retire(connector("orders").id(), NOW);
    }

    try (Ledger ledger = open()) {
      assertThat(ledger.lastOwner(connector("orders").id())).isPresent();
    }
  }

  @Test
  void aLedgerOfTheFirstVersionIsTakenOverWithItsCycles() throws Exception {
    try (Ledger ledger = open()) {
      ledger.recordCycle(LedgerSamples.cycle("1", "shared"));
    }
    backToTheFirstVersion();

    try (Ledger ledger = open()) {
      CycleRecord cycle = ledger.lastCycle("shared").orElseThrow();
      assertThat(cycle.applied()).isEmpty();
      assertThat(cycle.lastAt()).isEqualTo(cycle.finishedAt());
      assertThat(ledger.drift("shared")).isEmpty();
    }
  }

  @Test
  void aRefusedLedgerIsNotLocked() throws Exception {
    open().close();
    alter("PRAGMA user_version = 99");
    assertThatThrownBy(this::open).isInstanceOf(LedgerUnreadableException.class);
    alter("PRAGMA user_version = " + Schema.current());

    try (Ledger ledger = open()) {
      assertThat(ledger.isEmpty()).isTrue();
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsToldByName() throws IOException {
    Files.createFile(directory);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerUnwritableException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void theDatabaseItselfRefusesToRewriteTheAuditTrail() throws Exception {
    try (Ledger ledger = open()) {
      ledger.audit(NOW, "anna", "pause", "shared/orders", "{}");
    }

    assertAppendOnly("UPDATE audit SET actor = 'ben'");
    assertAppendOnly("DELETE FROM audit");
    assertAppendOnly("INSERT OR REPLACE INTO audit VALUES (1, 'a', 'b', 'c', 'd', 'e', 'f')");
    assertAppendOnly("INSERT INTO audit VALUES (3, 'a', 'b', 'c', 'd', 'e', 'f')");
  }

  private void assertAppendOnly(String sql) {
    assertThatThrownBy(() -> alter(sql)).hasMessageContaining("append-only");
  }

  @Test
  void anEntryChangedBehindOurBackBreaksTheTrailThere() throws Exception {
    auditThree();

    alter("DROP TRIGGER audit_is_never_changed", "UPDATE audit SET actor = 'ben' WHERE seq = 2");

    try (Ledger ledger = open()) {
      assertThat(ledger.verifyAudit())
          .isEqualTo(new AuditVerdict.Broken(2, "entry does not follow from the one before"));
    }
  }

  @Test
  void textMovedFromOneFieldToTheNextBreaksTheTrail() throws Exception {
    auditThree();

    alter(
        "DROP TRIGGER audit_is_never_changed",
        "UPDATE audit SET actor = 'annap', action = 'ause' WHERE seq = 2");

    try (Ledger ledger = open()) {
      assertThat(ledger.verifyAudit().isIntact()).isFalse();
    }
  }

  @Test
  void anEntryTakenOutBreaksTheTrailThere() throws Exception {
    auditThree();

    alter("DROP TRIGGER audit_is_never_shortened", "DELETE FROM audit WHERE seq = 2");

    try (Ledger ledger = open()) {
      assertThat(ledger.verifyAudit()).isEqualTo(new AuditVerdict.Broken(2, "entry is missing"));
    }
  }

  private void auditThree() {
    try (Ledger ledger = open()) {
      for (int i = 1; i <= 3; i++) {
        ledger.audit(NOW, "anna", "pause", "shared/c" + i, "{}");
      }
    }
  }

  @Test
  void passwordsThatClustersToldBeforeTheyWereRememberedAreKnown() throws SQLException {
    Plugin plugin = new Plugin("org.example.Sink", Plugin.Type.SINK, "1.0");
    Plugin untold = new Plugin("org.example.Source", Plugin.Type.SOURCE, "1.0");
    try (Ledger ledger = open()) {
      ledger.notePlugins("shared", List.of(plugin, untold));
      ledger.noteDefinition(
          "shared",
          plugin,
          """
          [{"name": "login", "type": "PASSWORD"}, {"name": "topics", "type": "LIST"}]""");
    }
    alter(
        "DROP TABLE password_key",
        "DROP TABLE outbox",
        "DROP TABLE course",
        "PRAGMA user_version = 6");

    try (Ledger ledger = open()) {
      assertThat(ledger.passwordKeys())
          .isEqualTo(Map.of("shared", Map.of("org.example.Sink", Set.of("login"))));
    }
  }

  private Ledger open() {
    return SqliteLedger.open(directory, "test");
  }

  /** Takes out what every migration after the first brought. */
  private void backToTheFirstVersion() throws SQLException {
    alter(
        "DROP TABLE last_owner",
        "DROP TABLE drift",
        "DROP TABLE contest",
        "DROP TABLE held_since",
        "DROP TABLE intervention",
        "DROP TABLE account",
        "DROP TABLE request",
        "DROP TABLE plugin",
        "DROP TABLE password_key",
        "DROP TABLE outbox",
        "DROP TABLE course",
        "ALTER TABLE cycle DROP COLUMN applied",
        "ALTER TABLE cycle DROP COLUMN repeated",
        "ALTER TABLE cycle DROP COLUMN last_at",
        "PRAGMA user_version = 1");
  }

  private void alter(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
