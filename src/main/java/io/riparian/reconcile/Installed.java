package io.riparian.reconcile;

import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a cluster has installed.
 *
 * @param definitions tells what one of them takes; empty when that is not known
 */
record Installed(List<Plugin> plugins, Function<Plugin, Optional<PluginConfigDef>> definitions) {
  Installed {
    plugins = List.copyOf(plugins);
  }
}
