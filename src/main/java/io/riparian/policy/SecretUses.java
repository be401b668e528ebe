package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.policy.SecretReference.Secret;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where some connectors send which secrets: each secret of a cluster, with all the addresses it
 * went to from there. What a name refers to on another cluster is another secret.
 */
public final class SecretUses {
  private final Map<ConnectorId, DeclaredConnector> connectors = new HashMap<>();
  private final Map<OnCluster, Set<String>> wentTo = new HashMap<>();

  private record OnCluster(String cluster, Secret secret) {}

  public static SecretUses of(Collection<DeclaredConnector> connectors) {
    SecretUses uses = new SecretUses();
    connectors.forEach(uses::add);
    return uses;
  }

  private void add(DeclaredConnector connector) {
    connectors.put(connector.id(), connector);
    ConnectorConfig config = connector.config();
    Map<Component, SortedSet<String>> endpoints = endpoints(config);
    SecretReference.secrets(config)
        .forEach(
            (key, secrets) -> {
              Set<String> addresses =
                  endpoints.getOrDefault(Component.of(key), new TreeSet<>()).stream()
                      .map(endpoint -> value(config, endpoint))
                      .collect(Collectors.toSet());
              secrets.forEach(
                  secret ->
                      wentTo
                          .computeIfAbsent(
                              new OnCluster(connector.id().cluster(), secret),
                              first -> new HashSet<>())
                          .addAll(addresses));
            });
  }

  private static Map<Component, SortedSet<String>> endpoints(ConnectorConfig config) {
    Map<Component, SortedSet<String>> endpoints = new HashMap<>();
    config
        .entries()
        .forEach(
            (key, value) -> {
              if (EndpointKeys.include(key, value)) {
                endpoints.computeIfAbsent(Component.of(key), first -> new TreeSet<>()).add(key);
              }
            });
    return endpoints;
  }

  private static String value(ConnectorConfig config, String key) {
    return config.get(key).orElse("");
  }

  public boolean isEmpty() {
    return connectors.isEmpty();
  }

  /** Whether the connector is one of them, as it is. */
  public boolean have(DeclaredConnector connector) {
    return connector.equals(connectors.get(connector.id()));
  }

  /**
   * What a change of a connector does that is one of them: other addresses, the same references.
   */
  SecretMoves changedIn(DeclaredConnector after) {
    return Optional.ofNullable(connectors.get(after.id()))
        .map(before -> SecretMoves.between(before.config(), after.config()))
        .orElse(SecretMoves.NONE);
  }

  /**
   * What a connector would send where none of these sent it.
   *
   * @param counts which secrets count
   */
  SecretMoves newIn(DeclaredConnector after, Predicate<Secret> counts) {
    ConnectorConfig config = after.config();
    Map<Component, SortedSet<String>> endpoints = endpoints(config);
    SortedSet<String> called = new TreeSet<>();
    SortedMap<String, Set<Secret>> sent = new TreeMap<>();
    SecretReference.secrets(config)
        .forEach(
            (key, all) -> {
              Set<Secret> secrets = all.stream().filter(counts).collect(Collectors.toSet());
              for (String endpoint : endpoints.getOrDefault(Component.of(key), new TreeSet<>())) {
                if (secrets.stream().anyMatch(one -> isNew(after, one, value(config, endpoint)))) {
                  called.add(endpoint);
                  sent.put(key, secrets);
                }
              }
            });
    return new SecretMoves(called, sent);
  }

  private boolean isNew(DeclaredConnector after, Secret secret, String address) {
    return !wentTo
        .getOrDefault(new OnCluster(after.id().cluster(), secret), Set.of())
        .contains(address);
  }
}
