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

/** Where some connectors send which secrets: each secret, with all the addresses it went to. */
public final class SecretUses {
  private final Map<ConnectorId, DeclaredConnector> connectors = new HashMap<>();
  private final Map<Secret, Set<String>> wentTo = new HashMap<>();

  public static SecretUses of(Collection<DeclaredConnector> connectors) {
    SecretUses uses = new SecretUses();
    connectors.forEach(uses::add);
    return uses;
  }

  private void add(DeclaredConnector connector) {
    connectors.put(connector.id(), connector);
    ConnectorConfig config = connector.config();
    SecretReference.secrets(config)
        .forEach(
            (key, secrets) -> {
              Set<String> addresses =
                  endpoints(config, Component.of(key)).stream()
                      .map(endpoint -> value(config, endpoint))
                      .collect(Collectors.toSet());
              secrets.forEach(
                  secret ->
                      wentTo.computeIfAbsent(secret, first -> new HashSet<>()).addAll(addresses));
            });
  }

  private static SortedSet<String> endpoints(ConnectorConfig config, Component component) {
    return config.entries().entrySet().stream()
        .filter(entry -> Component.of(entry.getKey()).equals(component))
        .filter(entry -> EndpointKeys.include(entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
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

  Optional<DeclaredConnector> connector(ConnectorId id) {
    return Optional.ofNullable(connectors.get(id));
  }

  /**
   * What a connector would send where none of these sent it.
   *
   * @param counts which secrets count
   */
  SecretMoves newIn(ConnectorConfig config, Predicate<Secret> counts) {
    SortedSet<String> endpoints = new TreeSet<>();
    SortedMap<String, Set<Secret>> sent = new TreeMap<>();
    SecretReference.secrets(config)
        .forEach(
            (key, all) -> {
              Set<Secret> secrets = all.stream().filter(counts).collect(Collectors.toSet());
              SortedSet<String> called = endpoints(config, Component.of(key));
              called.removeIf(
                  endpoint ->
                      secrets.stream()
                          .allMatch(
                              secret ->
                                  wentTo
                                      .getOrDefault(secret, Set.of())
                                      .contains(value(config, endpoint))));
              if (!called.isEmpty()) {
                endpoints.addAll(called);
                sent.put(key, secrets);
              }
            });
    return new SecretMoves(endpoints, sent);
  }
}
