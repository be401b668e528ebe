package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.SecretReference.Secret;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one connector would send to another host than before: the keys that call elsewhere, and the
 * secrets of the same part of the connector, by the key that refers to them. Where both are there,
 * a secret may be handed to whoever wrote the address, who need not know it.
 */
record SecretMoves(SortedSet<String> endpoints, SortedMap<String, Set<Secret>> secrets) {

  static final SecretMoves NONE = new SecretMoves(new TreeSet<>(), new TreeMap<>());

  SecretMoves {
    Set<Component> both = components(endpoints);
    both.retainAll(components(secrets.keySet()));
    SortedSet<String> called = new TreeSet<>(endpoints);
    called.removeIf(key -> !both.contains(Component.of(key)));
    SortedMap<String, Set<Secret>> sent = new TreeMap<>(secrets);
    sent.keySet().removeIf(key -> !both.contains(Component.of(key)));
    endpoints = Collections.unmodifiableSortedSet(called);
    secrets = Collections.unmodifiableSortedMap(sent);
  }

  private static Set<Component> components(Collection<String> keys) {
    return keys.stream().map(Component::of).collect(Collectors.toCollection(HashSet::new));
  }

  /** What a change would do: other addresses, while a reference stays. */
  static SecretMoves between(ConnectorConfig before, ConnectorConfig after) {
    SortedSet<String> endpoints = changedEndpoints(before, after);
    return new SecretMoves(
        endpoints, endpoints.isEmpty() ? new TreeMap<>() : stayingSecrets(before, after));
  }

  /** Both together. */
  SecretMoves and(SecretMoves other) {
    SortedSet<String> called = new TreeSet<>(endpoints);
    called.addAll(other.endpoints);
    SortedMap<String, Set<Secret>> sent = new TreeMap<>(secrets);
    other.secrets.forEach(
        (key, more) ->
            sent.merge(
                key,
                more,
                (one, another) -> {
                  Set<Secret> all = new HashSet<>(one);
                  all.addAll(another);
                  return all;
                }));
    return new SecretMoves(called, sent);
  }

  boolean areThere() {
    return !endpoints.isEmpty();
  }

  /** An address that is gone counts too: then the plugin's own one is called. */
  private static SortedSet<String> changedEndpoints(ConnectorConfig before, ConnectorConfig after) {
    SortedSet<String> keys = new TreeSet<>(before.entries().keySet());
    keys.addAll(after.entries().keySet());
    keys.removeIf(
        key ->
            before.get(key).equals(after.get(key))
                || !(EndpointKeys.include(key, before.get(key).orElse(""))
                    || EndpointKeys.include(key, after.get(key).orElse(""))));
    return keys;
  }

  /** A reference that moved to another key has stayed. */
  private static SortedMap<String, Set<Secret>> stayingSecrets(
      ConnectorConfig before, ConnectorConfig after) {
    Set<Secret> known =
        SecretReference.secrets(before).values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    SortedMap<String, Set<Secret>> staying = SecretReference.secrets(after);
    staying.replaceAll(
        (key, secrets) -> secrets.stream().filter(known::contains).collect(Collectors.toSet()));
    staying.values().removeIf(Set::isEmpty);
    return staying;
  }
}
