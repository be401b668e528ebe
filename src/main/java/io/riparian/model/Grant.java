package io.riparian.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the platform lets a team do: which connector names are its own, on which clusters it may run
 * them, and what they may reach.
 *
 * @param places where each prefix, name and cluster was written, by its text
 */
public record Grant(
    String team,
    Location at,
    List<String> owners,
    List<String> prefixes,
    Set<String> names,
    Set<String> clusters,
    GrantRails rails,
    Map<String, Location> places) {

  public Grant {
    owners = List.copyOf(owners);
    prefixes = List.copyOf(prefixes);
    names = Set.copyOf(names);
    clusters = Set.copyOf(clusters);
    places = Map.copyOf(places);
  }

  /** Where this prefix, name or cluster was written. */
  public Location placeOf(String text) {
    return places.getOrDefault(text, at);
  }
}
