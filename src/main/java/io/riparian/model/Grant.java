package io.riparian.model;

import java.util.List;
import java.util.Set;

/**
 * What the platform lets a team do: which connector names are its own, and on which clusters it may
 * run them.
 */
public record Grant(
    String team,
    Location at,
    List<String> owners,
    List<String> prefixes,
    Set<String> names,
    Set<String> clusters) {

  public Grant {
    owners = List.copyOf(owners);
    prefixes = List.copyOf(prefixes);
    names = Set.copyOf(names);
    clusters = Set.copyOf(clusters);
  }
}
