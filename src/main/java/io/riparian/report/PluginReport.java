package io.riparian.report;

import io.riparian.model.Plugin;

/** One plugin that a cluster has installed, in one version. */
public record PluginReport(String className, String type, String version) {

  public static PluginReport of(Plugin plugin) {
    return new PluginReport(plugin.className(), plugin.type().word(), plugin.version());
  }

  public Plugin plugin() {
    return new Plugin(className, Plugin.Type.of(type), version);
  }
}
