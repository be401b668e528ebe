package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, as the list of migrations that made them. A migration that was released is never
 * edited: the next one mends it.
 */
final class Schema {
  /** Says that a SQLite file is one of ours: "RIPA". */
  static final int APPLICATION_ID = 0x52495041;

  private static final List<String> FIRST =
      List.of(
          """
          CREATE TABLE birth (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            kind TEXT NOT NULL, revision TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL
          ) STRICT""",
          """
          CREATE TABLE applied (
            cluster TEXT NOT NULL, name TEXT NOT NULL, team TEXT NOT NULL, path TEXT NOT NULL,
            revision TEXT NOT NULL, digests TEXT NOT NULL, server_keys TEXT NOT NULL,
            state TEXT NOT NULL, on_removal TEXT NOT NULL, origin TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (cluster, name)
          ) STRICT""",
          """
          CREATE TABLE accepted (
            unit TEXT NOT NULL PRIMARY KEY,
            revision TEXT NOT NULL, tree TEXT NOT NULL, evidence TEXT NOT NULL, at TEXT NOT NULL
          ) STRICT, WITHOUT ROWID""",
          """
          CREATE TABLE rewritten_history (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            accepted TEXT NOT NULL, candidate TEXT NOT NULL, at TEXT NOT NULL
          ) STRICT""",
          """
          CREATE TABLE cluster_identity (
            cluster TEXT NOT NULL PRIMARY KEY, kafka_cluster_id TEXT NOT NULL, at TEXT NOT NULL
          ) STRICT, WITHOUT ROWID""",
          """
          CREATE TABLE acknowledgement (
            seq INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, at TEXT NOT NULL
          ) STRICT""",
          """
          CREATE TABLE cycle (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL, cluster TEXT NOT NULL, cause TEXT NOT NULL, revision TEXT NOT NULL,
            started_at TEXT NOT NULL, finished_at TEXT NOT NULL, quiet INTEGER NOT NULL,
            plan TEXT NOT NULL, outcomes TEXT NOT NULL,
            UNIQUE (id, cluster)
          ) STRICT""",
          "CREATE INDEX cycle_by_cluster ON cycle (cluster, seq)",
          "CREATE INDEX cycle_by_kind ON cycle (cluster, quiet, seq)",
          """
          CREATE TABLE audit (
            seq INTEGER PRIMARY KEY,
            at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
            detail TEXT NOT NULL, hash TEXT NOT NULL
          ) STRICT""",
          """
          CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
          BEGIN SELECT RAISE (ABORT, 'the audit trail is append-only'); END""",
          """
          CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
          BEGIN SELECT RAISE (ABORT, 'the audit trail is append-only'); END""",
          // INSERT OR REPLACE would take an entry's place without waking the other two.
          """
          CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
          WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
          BEGIN SELECT RAISE (ABORT, 'the audit trail is append-only'); END""");

  private static final List<String> LAST_OWNERS =
      List.of(
          """
          CREATE TABLE last_owner (
            seq INTEGER PRIMARY KEY,
            cluster TEXT NOT NULL, name TEXT NOT NULL, team TEXT NOT NULL, at TEXT NOT NULL,
            UNIQUE (cluster, name)
          ) STRICT""");

  private static final List<String> HISTORY =
      List.of(
          """
          CREATE TABLE drift (
            cluster TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
            since TEXT NOT NULL,
            PRIMARY KEY (cluster, name, kind, key)
          ) STRICT, WITHOUT ROWID""",
          "ALTER TABLE cycle ADD COLUMN applied TEXT NOT NULL DEFAULT ''",
          "ALTER TABLE cycle ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE cycle ADD COLUMN last_at TEXT NOT NULL DEFAULT ''");

  private static final List<String> CONTESTS =
      List.of(
          """
          CREATE TABLE contest (
            cluster TEXT NOT NULL, name TEXT NOT NULL, subject TEXT NOT NULL,
            reverts INTEGER NOT NULL, since TEXT NOT NULL, last TEXT NOT NULL,
            PRIMARY KEY (cluster, name, subject)
          ) STRICT, WITHOUT ROWID""");

  private static final List<String> TIME =
      List.of(
          """
          CREATE TABLE held_since (
            path TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL, until TEXT NOT NULL,
            PRIMARY KEY (path, name)
          ) STRICT, WITHOUT ROWID""",
          """
          CREATE TABLE intervention (
            kind TEXT NOT NULL, cluster TEXT NOT NULL, connector TEXT NOT NULL,
            declared TEXT NOT NULL, wanted TEXT NOT NULL,
            actor TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, until TEXT NOT NULL,
            PRIMARY KEY (kind, cluster, connector)
          ) STRICT, WITHOUT ROWID""");

  private static final List<String> FORGE =
      List.of(
          """
          CREATE TABLE account (
            name TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, at TEXT NOT NULL
          ) STRICT, WITHOUT ROWID""",
          """
          CREATE TABLE request (
            number INTEGER PRIMARY KEY, head TEXT NOT NULL, merged_as TEXT NOT NULL,
            stage TEXT NOT NULL, report TEXT NOT NULL, at TEXT NOT NULL
          ) STRICT""",
          """
          CREATE TABLE plugin (
            cluster TEXT NOT NULL, class TEXT NOT NULL, type TEXT NOT NULL, version TEXT NOT NULL,
            definition TEXT NOT NULL,
            PRIMARY KEY (cluster, class, type, version)
          ) STRICT, WITHOUT ROWID""");

  private static final List<String> PASSWORDS =
      List.of(
          """
          CREATE TABLE password_key (
            cluster TEXT NOT NULL, class TEXT NOT NULL, key TEXT NOT NULL,
            PRIMARY KEY (cluster, class, key)
          ) STRICT, WITHOUT ROWID""",
          // What clusters told before is not forgotten.
          """
          INSERT OR IGNORE INTO password_key
          SELECT plugin.cluster, plugin.class, json_extract(told.value, '$.name')
          FROM plugin, json_each(CASE WHEN json_valid(plugin.definition) THEN plugin.definition ELSE '[]' END) AS told
          WHERE json_extract(told.value, '$.type') = 'PASSWORD'""");

  private static final List<String> OUTBOX =
      List.of(
          """
          CREATE TABLE outbox (
            number INTEGER PRIMARY KEY, letter TEXT NOT NULL
          ) STRICT""");

  private static final List<String> COURSES =
      List.of(
          """
          CREATE TABLE course (
            cluster TEXT NOT NULL PRIMARY KEY, course TEXT NOT NULL
          ) STRICT, WITHOUT ROWID""");

  private static final List<List<String>> MIGRATIONS =
      List.of(FIRST, LAST_OWNERS, HISTORY, CONTESTS, TIME, FORGE, PASSWORDS, OUTBOX, COURSES);

  private Schema() {}

  /** The version this program writes: how many migrations it knows. */
  static int current() {
    return MIGRATIONS.size();
  }

  /** Takes a database from one version to the current one; the caller's transaction holds it. */
  static void migrate(Connection connection, int from) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (List<String> migration : MIGRATIONS.subList(from, MIGRATIONS.size())) {
        for (String sql : migration) {
          statement.executeUpdate(sql);
        }
      }
      statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
      statement.executeUpdate("PRAGMA user_version = " + current());
    }
  }
}
