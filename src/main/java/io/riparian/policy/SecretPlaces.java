package io.riparian.policy;

import io.riparian.model.Cluster;
import io.riparian.model.Glob;
import io.riparian.model.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the secrets lie that a team's connectors may read on a cluster: beginnings of paths, by the
 * alias of their provider. An alias that the cluster does not list is not in it, whatever the grant
 * says.
 */
record SecretPlaces(SortedMap<String, List<String>> byAlias) {
  private static final String TEAM = "{team}";
  private static final String OPEN_ENDS = "-._:";

  static SecretPlaces of(Subject subject) {
    return of(subject.cluster(), subject.grant());
  }

  static SecretPlaces of(Cluster cluster, Grant grant) {
    SortedMap<String, List<String>> byAlias = new TreeMap<>();
    for (Map.Entry<String, List<String>> provider : cluster.rails().secretProviders().entrySet()) {
      List<String> places = new ArrayList<>();
      provider.getValue().forEach(one -> places.add(one.replace(TEAM, grant.team())));
      String alias = provider.getKey() + ":";
      grant.rails().secretPaths().stream()
          .filter(path -> path.startsWith(alias))
          .forEach(path -> places.add(path.substring(alias.length()).replace(TEAM, grant.team())));
      byAlias.put(provider.getKey(), List.copyOf(places));
    }
    return new SecretPlaces(byAlias);
  }

  boolean list(String alias) {
    return byAlias.containsKey(alias);
  }

  boolean holds(String alias, SecretPath path) {
    List<String> places = byAlias.getOrDefault(alias, List.of());
    return path.liesIn(reading -> places.stream().anyMatch(place -> isBelow(place, reading)));
  }

  boolean hold(SecretReference.Secret secret) {
    return SecretPath.of(secret.place()).filter(path -> holds(secret.alias(), path)).isPresent();
  }

  /**
   * Below {@code teams/a/} lies {@code teams/a/db}, and the directory itself; {@code prod-a-} is
   * the beginning of a name; any other place is itself, and a directory if something lies below it.
   */
  private static boolean isBelow(String place, String path) {
    if (place.endsWith("/")) {
      return new Glob(place + "*").matches(path + "/");
    }
    if (!place.isEmpty() && OPEN_ENDS.indexOf(place.charAt(place.length() - 1)) >= 0) {
      return new Glob(place + "*").matches(path);
    }
    return new Glob(place).matches(path) || new Glob(place + "/*").matches(path);
  }

  /** The aliases, for a sentence. */
  String aliases() {
    return byAlias.isEmpty()
        ? "none"
        : byAlias.keySet().stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "));
  }

  /** All the places of one provider, or of all of them, for a sentence. */
  String inWords(String alias) {
    List<String> places = byAlias.getOrDefault(alias, List.of());
    return places.isEmpty()
        ? "nothing"
        : places.stream()
            .map(place -> "`${" + alias + ":" + place + "…}`")
            .collect(Collectors.joining(", "));
  }

  String inWords() {
    return byAlias.isEmpty()
        ? "a secret provider of the cluster (it lists none yet: ask the platform)"
        : byAlias.keySet().stream()
            .filter(alias -> !byAlias.getOrDefault(alias, List.of()).isEmpty())
            .map(this::inWords)
            .findFirst()
            .orElseGet(this::aliases);
  }
}
