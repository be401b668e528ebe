package io.riparian.report;

import io.riparian.model.PluginConfigDef;
import java.util.List;

/**
 * What a connector of some class takes on one cluster. It holds no value of any connector, and of
 * inherited defaults the keys only.
 *
 * @param inherited the keys that a connector here need not set itself, because the cluster's file,
 *     or the team's that was asked for, gives them a default
 */
public record ConfigDefReport(
    String cluster, String team, List<String> inherited, PluginConfigDef definition) {}
