package io.riparian.ledger;

import io.riparian.model.Plugin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What each cluster had installed when it was last asked, with the definitions that it told. */
final class PluginTable {
  private static final Sql ALL = new Sql("SELECT * FROM plugin WHERE cluster = ?");
  private static final Sql CLEAR = new Sql("DELETE FROM plugin WHERE cluster = ?");
  private static final Sql PUT = new Sql("INSERT INTO plugin VALUES (?, ?, ?, ?, ?)");
  private static final Sql DEFINE =
      new Sql(
          "UPDATE plugin SET definition = ? WHERE cluster = ? AND class = ? AND type = ? AND version = ?");

  private PluginTable() {}

  static SortedMap<Plugin, String> of(Connection connection, String cluster) throws SQLException {
    SortedMap<Plugin, String> plugins = new TreeMap<>();
    ALL.each(
        connection,
        row ->
            plugins.put(
                new Plugin(
                    row.getString("class"),
                    Plugin.Type.valueOf(row.getString("type")),
                    row.getString("version")),
                row.getString("definition")),
        cluster);
    return plugins;
  }

  static void note(Connection connection, String cluster, Collection<Plugin> installed)
      throws SQLException {
    SortedMap<Plugin, String> known = of(connection, cluster);
    CLEAR.run(connection, cluster);
    List<Object[]> rows = new ArrayList<>();
    for (Plugin plugin : new TreeSet<>(installed)) {
      rows.add(
          new Object[] {
            cluster,
            plugin.className(),
            plugin.type().name(),
            plugin.version(),
            known.getOrDefault(plugin, "")
          });
    }
    PUT.runAll(connection, rows);
  }

  static void define(Connection connection, String cluster, Plugin plugin, String json)
      throws SQLException {
    DEFINE.run(
        connection, json, cluster, plugin.className(), plugin.type().name(), plugin.version());
  }
}
