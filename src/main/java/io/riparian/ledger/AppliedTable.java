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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The applied connectors. Every cycle asks for all of them and the lock makes us the only writer,
 * so they are kept in memory as well; what is in memory was committed before.
 */
final class AppliedTable {
  private static final Sql PUT =
      new Sql(
          """
          INSERT INTO applied
            (cluster, name, team, path, revision, state, on_removal, origin, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
  private static final Sql ID = new Sql("SELECT id FROM applied WHERE cluster = ? AND name = ?");
  private static final Sql PUT_DIGEST = new Sql("INSERT INTO applied_digest VALUES (?, ?, ?)");
  private static final Sql PUT_SERVER_KEY = new Sql("INSERT INTO applied_server_key VALUES (?, ?)");
  private static final Sql REMOVE = new Sql("DELETE FROM applied WHERE cluster = ? AND name = ?");
  private static final Sql ALL = new Sql("SELECT * FROM applied");
  private static final Sql DIGESTS = new Sql("SELECT * FROM applied_digest");
  private static final Sql SERVER_KEYS = new Sql("SELECT * FROM applied_server_key");

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
    var known = current();
    forget();
    database.write(connection -> REMOVE.run(connection, id.cluster(), id.name()));
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
    for (AppliedConnector connector : connectors) {
      put(connection, connector);
    }
  }

  private static void put(Connection connection, AppliedConnector connector) throws SQLException {
    ConnectorId id = connector.id();
    REMOVE.run(connection, id.cluster(), id.name());
    PUT.run(
        connection,
        id.cluster(),
        id.name(),
        connector.team(),
        connector.path(),
        connector.revision(),
        connector.state().name(),
        connector.onRemoval().name(),
        connector.origin().name(),
        connector.at().toString());
    long row =
        ID.first(connection, found -> found.getLong("id"), id.cluster(), id.name()).orElseThrow();
    PUT_DIGEST.runAll(
        connection,
        connector.digests().entrySet().stream()
            .map(digest -> new Object[] {row, digest.getKey(), digest.getValue()})
            .toList());
    PUT_SERVER_KEY.runAll(
        connection, connector.serverKeys().stream().map(key -> new Object[] {row, key}).toList());
  }

  private static SortedMap<ConnectorId, AppliedConnector> load(Connection connection)
      throws SQLException {
    // The same few hundred keys and cluster names recur in every connector: one copy of each.
    Map<String, String> shared = new HashMap<>();
    Map<Long, Map<String, String>> digests = new HashMap<>();
    Map<Long, Set<String>> serverKeys = new HashMap<>();
    DIGESTS.each(
        connection,
        row ->
            digests
                .computeIfAbsent(row.getLong("connector"), connector -> new HashMap<>())
                .put(share(shared, row.getString("config_key")), row.getString("digest")));
    SERVER_KEYS.each(
        connection,
        row ->
            serverKeys
                .computeIfAbsent(row.getLong("connector"), connector -> new HashSet<>())
                .add(share(shared, row.getString("config_key"))));
    SortedMap<ConnectorId, AppliedConnector> all = new TreeMap<>();
    ALL.each(
        connection,
        row -> {
          long id = row.getLong("id");
          AppliedConnector connector =
              connector(
                  row,
                  shared,
                  digests.getOrDefault(id, Map.of()),
                  serverKeys.getOrDefault(id, Set.of()));
          all.put(connector.id(), connector);
        });
    return all;
  }

  private static AppliedConnector connector(
      ResultSet row, Map<String, String> shared, Map<String, String> digests, Set<String> keys)
      throws SQLException {
    return new AppliedConnector(
        new ConnectorId(share(shared, row.getString("cluster")), row.getString("name")),
        share(shared, row.getString("team")),
        row.getString("path"),
        share(shared, row.getString("revision")),
        digests,
        keys,
        DeclaredState.valueOf(row.getString("state")),
        OnRemoval.valueOf(row.getString("on_removal")),
        Origin.valueOf(row.getString("origin")),
        Instant.parse(row.getString("at")));
  }

  private static String share(Map<String, String> shared, String text) {
    return shared.computeIfAbsent(text, same -> same);
  }
}
