package io.riparian.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a team says of itself. Its identity is the name of its directory; {@code defaultCluster} is
 * empty text when not given.
 *
 * @param withoutDefaults the keys that it takes out of a cluster's defaults
 */
public record Team(
    String name,
    Location at,
    List<Contact> contacts,
    String defaultCluster,
    ConnectorConfig defaults,
    Set<String> withoutDefaults,
    Map<String, String> variables,
    Routes routes) {

  /** Somebody to talk to. */
  public record Contact(String name, String email) {}

  public Team {
    contacts = List.copyOf(contacts);
    withoutDefaults = Set.copyOf(withoutDefaults);
    variables = Map.copyOf(variables);
  }

  /** The keys that a connector of this team has on a cluster without naming them. */
  public Set<String> inheritedOn(Cluster cluster) {
    Set<String> keys = new TreeSet<>(cluster.defaults().entries().keySet());
    keys.removeAll(withoutDefaults);
    keys.addAll(defaults.entries().keySet());
    return keys;
  }

  @Override
  public String toString() {
    return "Team[" + name + "]";
  }
}
