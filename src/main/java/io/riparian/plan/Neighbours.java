package io.riparian.plan;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.MarkKeys;
import io.riparian.model.ObservedConnector;
import io.riparian.policy.Acl;
import io.riparian.policy.Acl.Principal;
import io.riparian.policy.Reach;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connectors around a change, with what each reaches; worked out once, and when asked for. */
final class Neighbours {
  private final SortedMap<ConnectorId, DeclaredConnector> inForce = new TreeMap<>();
  private final SortedMap<ConnectorId, DeclaredConnector> proposed = new TreeMap<>();
  private final Map<ConnectorId, String> lastOwners;
  private final boolean seen;
  private final Map<DeclaredConnector, Reach> reaches = new HashMap<>();
  private final Map<String, Set<String>> loaded = new HashMap<>();
  private Optional<Readers> readers = Optional.empty();

  /**
   * @param seen whether what runs was seen, and what ran is remembered; else files alone tell of it
   */
  Neighbours(
      Collection<DeclaredConnector> inForce,
      Collection<DeclaredConnector> proposed,
      Map<ConnectorId, String> lastOwners,
      boolean seen) {
    inForce.forEach(connector -> this.inForce.put(connector.id(), connector));
    proposed.forEach(connector -> this.proposed.put(connector.id(), connector));
    this.lastOwners = Map.copyOf(lastOwners);
    this.seen = seen;
  }

  /** The configuration as somebody sent it, but for what Connect added. */
  static ConnectorConfig config(ObservedConnector observed) {
    return observed.config().without(Set.of(ConnectorConfig.NAME, MarkKeys.MARK));
  }

  static Reach reach(ObservedConnector observed) {
    return Reach.of(config(observed), observed.name());
  }

  Reach reach(DeclaredConnector connector) {
    return reaches.computeIfAbsent(connector, one -> Reach.of(one.config(), one.id().name()));
  }

  Optional<DeclaredConnector> inForce(ConnectorId id) {
    return Optional.ofNullable(inForce.get(id));
  }

  boolean areSeen() {
    return seen;
  }

  boolean wasThere(ConnectorId id) {
    return lastOwners.containsKey(id);
  }

  /** Whether any connector of this cluster loads the class already. */
  boolean isLoaded(String className, String cluster) {
    return loaded
        .computeIfAbsent(
            cluster,
            where ->
                on(where)
                    .flatMap(reach -> reach.classes().values().stream())
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet()))
        .contains(className);
  }

  private Stream<Reach> on(String cluster) {
    return inForce.values().stream()
        .filter(one -> one.id().cluster().equals(cluster))
        .map(this::reach);
  }

  /**
   * What the workers of a cluster must have been allowed already, for the sake of any connector.
   */
  List<Acl> workersHave(String cluster) {
    return on(cluster)
        .flatMap(reach -> reach.needs().stream())
        .filter(acl -> acl.principal() == Principal.WORKERS)
        .toList();
  }

  /** The other connectors that read what one writes. */
  List<ConnectorId> readersOf(ConnectorId writer, Collection<Reach> reaches) {
    if (readers.isEmpty()) {
      Readers all = new Readers();
      proposed.values().forEach(one -> all.add(one.id(), reach(one)));
      readers = Optional.of(all);
    }
    Readers known = readers.get();
    return reaches.stream()
        .flatMap(reach -> known.of(reach.written()).stream())
        .filter(reader -> !reader.equals(writer))
        .distinct()
        .sorted()
        .toList();
  }
}
