package io.riparian.cli;

import io.riparian.report.ConfigDefReport;
import io.riparian.report.PluginReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    return server.get(
        path + "/" + encoded(className) + (team.isEmpty() ? "" : "?team=" + encoded(team)),
        ConfigDefReport.class);
  }

  /** Every connector that is installed, each class once. */
  List<ConfigDefReport> ofConnectors() {
    return Stream.of(server.get(path, PluginReport[].class))
        .filter(report -> report.plugin().isConnector())
        .map(PluginReport::className)
        .distinct()
        .map(this::of)
        .toList();
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
