package io.riparian.cli;

import io.riparian.model.Plugin;
import io.riparian.report.ConfigDefReport;
import io.riparian.report.PluginReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the daemon says of the plugins of one cluster, for one team or for nobody in particular. */
final class ConfigDefs {
  private final Server server;
  private final String path;
  private final String team;

  /**
   * @param team empty for nobody in particular
   */
  ConfigDefs(Server server, String cluster, String team) {
    this.server = server;
    this.path = "/api/v1/clusters/" + encoded(cluster) + "/plugins";
    this.team = team;
  }

  /** The class by its name or alias, in the newest version that is installed. */
  ConfigDefReport of(String className) {
    return of(className, "");
  }

  /**
   * @param version empty for the newest
   */
  private ConfigDefReport of(String className, String version) {
    String query =
        Stream.of(parameter("team", team), parameter("version", version))
            .filter(parameter -> !parameter.isEmpty())
            .collect(Collectors.joining("&"));
    return server.get(
        path + "/" + encoded(className) + (query.isEmpty() ? "" : "?" + query),
        ConfigDefReport.class);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + encoded(value);
  }

  /** Every connector that is installed, each class once, in its newest version. */
  List<ConfigDefReport> ofConnectors() {
    return plugins().stream().map(Plugin::className).distinct().map(this::of).toList();
  }

  /** The connectors that are installed, each version of a class once. */
  List<Plugin> plugins() {
    return Stream.of(server.get(path, PluginReport[].class))
        .map(PluginReport::plugin)
        .filter(Plugin::isConnector)
        .distinct()
        .toList();
  }

  /** The class in exactly this version. */
  ConfigDefReport of(Plugin plugin) {
    return of(plugin.className(), plugin.version());
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
