package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a change of one connector would send to another host: the keys that call elsewhere now, and
 * those whose references stay the same. A change with both may hand a secret to whoever wrote the
 * address, who need not know it.
 */
record SecretMoves(SortedSet<String> endpoints, SortedSet<String> secrets) {

  SecretMoves {
    endpoints = Collections.unmodifiableSortedSet(new TreeSet<>(endpoints));
    secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
  }

  static SecretMoves between(ConnectorConfig before, ConnectorConfig after) {
    SortedSet<String> endpoints = changedEndpoints(before, after);
    return new SecretMoves(
        endpoints, endpoints.isEmpty() ? new TreeSet<>() : stayingSecrets(before, after));
  }

  boolean areThere() {
    return !endpoints.isEmpty() && !secrets.isEmpty();
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
  private static SortedSet<String> stayingSecrets(ConnectorConfig before, ConnectorConfig after) {
    Set<String> known =
        before.entries().values().stream()
            .flatMap(value -> SecretReference.in(value).stream())
            .map(SecretReference::secret)
            .collect(Collectors.toSet());
    SortedSet<String> staying = new TreeSet<>();
    after
        .entries()
        .forEach(
            (key, value) -> {
              if (SecretReference.in(value).stream()
                  .map(SecretReference::secret)
                  .anyMatch(known::contains)) {
                staying.add(key);
              }
            });
    return staying;
  }
}
