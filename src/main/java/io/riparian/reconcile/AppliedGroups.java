package io.riparian.reconcile;

import static io.riparian.model.ConnectorConfig.GROUP_OVERRIDE;
import static io.riparian.model.ConnectorConfig.SERVERS_OVERRIDE;
import static io.riparian.model.ConnectorConfig.TOPICS;
import static io.riparian.model.ConnectorConfig.TOPICS_REGEX;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.MarkKeys;
import io.riparian.ownership.Precedent;
import io.riparian.ownership.Precedent.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The consumer groups of what was applied, told from the keyed digests that the ledger keeps in
 * place of values. Of a connector that was taken over as it ran no digest is known: it counts as
 * having the group that Connect gives by itself, and no other. What was let go of runs on, and so
 * reads on.
 */
final class AppliedGroups implements Precedent.GroupMemory {
  private final Map<ConnectorId, AppliedConnector> applied;
  private final MarkKeys keys;
  private @Nullable Readers readers;

  /**
   * @param keys those that the digests were made with
   */
  AppliedGroups(Map<ConnectorId, AppliedConnector> applied, MarkKeys keys) {
    this.applied = applied;
    this.keys = keys;
  }

  /** All that read. */
  private static final class Readers {
    /** By the digest of the group that they ask for. */
    private final Map<String, List<Reader>> byDigest = new HashMap<>();

    /** By the group that Connect gives them. */
    private final Map<String, List<Reader>> byGroup = new HashMap<>();

    void note(AppliedConnector last) {
      Map<String, String> digests = last.digests();
      Reader reader = new Reader(last.id(), last.team());
      String group = digests.get(GROUP_OVERRIDE);
      if (group == null && (digests.isEmpty() || isSink(digests))) {
        note(byGroup, ConnectorConfig.defaultGroup(last.id().name()), reader);
      } else if (group != null && isSink(digests)) {
        note(byDigest, group, reader);
      }
    }

    private static void note(Map<String, List<Reader>> readers, String key, Reader reader) {
      readers.computeIfAbsent(key, first -> new ArrayList<>()).add(reader);
    }

    List<Reader> of(String group, MarkKeys keys) {
      List<Reader> readers = new ArrayList<>(byGroup.getOrDefault(group, List.of()));
      if (!byDigest.isEmpty()) {
        keys.possibleDigests(GROUP_OVERRIDE, group)
            .forEach(digest -> readers.addAll(byDigest.getOrDefault(digest, List.of())));
      }
      return readers;
    }
  }

  /** Only who asks for a group anew has to be compared with all that read. */
  @Override
  public synchronized List<Reader> readersOf(String group) {
    Readers known = readers;
    if (known == null) {
      known = new Readers();
      applied.values().forEach(known::note);
      readers = known;
    }
    return known.of(group, keys);
  }

  @Override
  public boolean readsAsBefore(ConnectorId id, ConnectorConfig config) {
    return Optional.ofNullable(applied.get(id))
        .filter(last -> hasGroupOf(last, config))
        .filter(last -> hasServersOf(last, config))
        .isPresent();
  }

  private boolean hasGroupOf(AppliedConnector last, ConnectorConfig config) {
    String name = last.id().name();
    return config.consumerGroup(name).filter(group -> had(last, group)).isPresent();
  }

  private boolean had(AppliedConnector last, String group) {
    Map<String, String> digests = last.digests();
    if (digests.containsKey(GROUP_OVERRIDE)) {
      return isSink(digests) && is(digests, GROUP_OVERRIDE, group);
    }
    return (digests.isEmpty() || isSink(digests))
        && group.equals(ConnectorConfig.defaultGroup(last.id().name()));
  }

  private boolean hasServersOf(AppliedConnector last, ConnectorConfig config) {
    return config
        .get(SERVERS_OVERRIDE)
        .map(servers -> is(last.digests(), SERVERS_OVERRIDE, servers))
        .orElse(!last.digests().containsKey(SERVERS_OVERRIDE));
  }

  private static boolean isSink(Map<String, String> digests) {
    return digests.containsKey(TOPICS) || digests.containsKey(TOPICS_REGEX);
  }

  private boolean is(Map<String, String> digests, String key, String value) {
    return Optional.ofNullable(digests.get(key))
        .filter(digest -> keys.matches(digest, key, value))
        .isPresent();
  }
}
