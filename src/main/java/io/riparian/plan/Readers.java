package io.riparian.plan;

import io.riparian.model.ConnectorId;
import io.riparian.policy.Acl;
import io.riparian.policy.Reach;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which connectors read which topics, to be looked up by what another one writes. What may be any
 * topic tells nothing of either.
 */
final class Readers {
  private final NavigableMap<String, SortedSet<ConnectorId>> byName = new TreeMap<>();
  private final NavigableMap<String, SortedSet<ConnectorId>> byBeginning = new TreeMap<>();

  void add(ConnectorId reader, Reach reach) {
    reach.read().stream()
        .filter(Acl::isNamed)
        .forEach(
            topic ->
                (topic.whole() ? byName : byBeginning)
                    .computeIfAbsent(topic.name(), first -> new TreeSet<>())
                    .add(reader));
  }

  /** Those that may read some of it. */
  SortedSet<ConnectorId> of(Collection<Acl> written) {
    SortedSet<ConnectorId> found = new TreeSet<>();
    written.stream().filter(Acl::isNamed).forEach(topic -> addOf(topic, found));
    return found;
  }

  private void addOf(Acl topic, SortedSet<ConnectorId> found) {
    String name = topic.name();
    for (int end = 1; end <= name.length(); end++) {
      found.addAll(byBeginning.getOrDefault(name.substring(0, end), new TreeSet<>()));
    }
    if (topic.whole()) {
      found.addAll(byName.getOrDefault(name, new TreeSet<>()));
    } else {
      addBelow(byName, name, found);
      addBelow(byBeginning, name, found);
    }
  }

  private static void addBelow(
      NavigableMap<String, SortedSet<ConnectorId>> topics,
      String beginning,
      SortedSet<ConnectorId> found) {
    for (Map.Entry<String, SortedSet<ConnectorId>> one :
        topics.tailMap(beginning, true).entrySet()) {
      if (!one.getKey().startsWith(beginning)) {
        return;
      }
      found.addAll(one.getValue());
    }
  }
}
