package io.riparian.ledger;

import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.OnRemoval;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The applied connectors. Every cycle asks for all of them and the lock makes us the only writer,
 * so they are kept in memory as well; what is in memory was committed before.
 */
final class AppliedTable {
  private static final Sql ALL = new Sql("SELECT * FROM applied");
  private static final Sql PUT =
      new Sql("INSERT OR REPLACE INTO applied VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  private static final Sql REMOVE = new Sql("DELETE FROM applied WHERE cluster = ? AND name = ?");

  private final Database database;
  private @Nullable SortedMap<ConnectorId, AppliedConnector> current;
  private @Nullable SortedMap<ConnectorId, AppliedConnector> snapshot;

  AppliedTable(Database database) {
    this.database = database;
  }

  synchronized SortedMap<ConnectorId, AppliedConnector> all() {
    if (snapshot == null) {
      snapshot = Collections.unmodifiableSortedMap(new TreeMap<>(current()));
    }
    return snapshot;
  }

  synchronized Optional<AppliedConnector> one(ConnectorId id) {
    return Optional.ofNullable(current().get(id));
  }

  private SortedMap<ConnectorId, AppliedConnector> current() {
    if (current == null) {
      current = database.read(AppliedTable::load);
    }
    return current;
  }

  synchronized void record(Collection<AppliedConnector> connectors) {
    var known = current();
    forget();
    database.write(
        connection -> {
          BirthTable.requireBegun(connection);
          put(connection, connectors);
        });
    connectors.forEach(connector -> known.put(connector.id(), connector));
    current = known;
  }

  synchronized void remove(ConnectorId id) {
    drop(id, connection -> {});
  }

  /** Drops it, and keeps whose it was. */
  synchronized void retire(ConnectorId id, Instant at, Retention retention) {
    drop(id, connection -> LastOwnerTable.put(connection, id, at, retention));
  }

  private void drop(ConnectorId id, Database.Command first) {
    var known = current();
    forget();
    database.write(
        connection -> {
          first.run(connection);
          REMOVE.run(connection, id.cluster(), id.name());
        });
    known.remove(id);
    current = known;
  }

  /** Lets go of what is in memory: when a write fails, only the file knows what became of it. */
  synchronized void forget() {
    current = null;
    snapshot = null;
  }

  static void put(Connection connection, Collection<AppliedConnector> connectors)
      throws SQLException {
    PUT.runAll(connection, connectors.stream().map(AppliedTable::row).toList());
  }

  private static Object[] row(AppliedConnector connector) {
    return new Object[] {
      connector.id().cluster(),
      connector.id().name(),
      connector.team(),
      connector.path(),
      connector.revision(),
      KeyLines.ofDigests(connector.digests()),
      KeyLines.ofKeys(connector.serverKeys()),
      connector.state().name(),
      connector.onRemoval().name(),
      connector.origin().name(),
      connector.at().toString()
    };
  }

  private static SortedMap<ConnectorId, AppliedConnector> load(Connection connection)
      throws SQLException {
    KeyLines lines = new KeyLines();
    SortedMap<ConnectorId, AppliedConnector> all = new TreeMap<>();
    ALL.each(
        connection,
        row -> {
          AppliedConnector connector = connector(row, lines);
          all.put(connector.id(), connector);
        });
    return all;
  }

  private static AppliedConnector connector(ResultSet row, KeyLines lines) throws SQLException {
    return new AppliedConnector(
        new ConnectorId(row.getString("cluster"), row.getString("name")),
        row.getString("team"),
        row.getString("path"),
        row.getString("revision"),
        lines.digests(row.getString("digests")),
        lines.keys(row.getString("server_keys")),
        DeclaredState.valueOf(row.getString("state")),
        OnRemoval.valueOf(row.getString("on_removal")),
        Origin.valueOf(row.getString("origin")),
        Instant.parse(row.getString("at")));
  }
}
