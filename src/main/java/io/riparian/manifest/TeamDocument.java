package io.riparian.manifest;

import io.riparian.model.Team;
import java.util.Map;

/**
 * A team as its file says it, with its defaults as written: null there removes a cluster's.
 *
 * @param connectors what it says of connectors whose own files cannot, by name
 */
record TeamDocument(Team team, ConfigBlock defaults, Map<String, ForeignSettings> connectors) {
  TeamDocument {
    connectors = Map.copyOf(connectors);
  }
}
