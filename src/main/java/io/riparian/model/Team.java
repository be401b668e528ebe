package io.riparian.model;

import java.util.List;
import java.util.Map;

/**
 * What a team says of itself. Its identity is the name of its directory; {@code defaultCluster} is
 * empty text when not given.
 */
public record Team(
    String name,
    Location at,
    List<Contact> contacts,
    String defaultCluster,
    ConnectorConfig defaults,
    Map<String, String> variables) {

  /** Somebody to talk to. */
  public record Contact(String name, String email) {}

  public Team {
    contacts = List.copyOf(contacts);
    variables = Map.copyOf(variables);
  }

  @Override
  public String toString() {
    return "Team[" + name + "]";
  }
}
