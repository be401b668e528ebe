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
import java.util.Map;
import java.util.Optional;

/**
 * The consumer groups of what was applied, told from the keyed digests that the ledger keeps in
 * place of values. Of a connector that was taken over as it ran no digest is known: it counts as
 * having the group that Connect gives by itself, and no other.
 */
record AppliedGroups(Map<ConnectorId, AppliedConnector> applied, MarkKeys keys)
    implements Precedent.GroupMemory {

  @Override
  public boolean had(ConnectorId id, String group) {
    return managed(id).filter(last -> had(last, group)).isPresent();
  }

  private boolean had(AppliedConnector last, String group) {
    Map<String, String> digests = last.digests();
    if (digests.containsKey(GROUP_OVERRIDE)) {
      return isSink(digests) && is(digests, GROUP_OVERRIDE, group);
    }
    return (digests.isEmpty() || isSink(digests))
        && group.equals(ConnectorConfig.defaultGroup(last.id().name()));
  }

  @Override
  public boolean readsAsBefore(ConnectorId id, ConnectorConfig config) {
    boolean sameGroup = config.consumerGroup(id.name()).filter(group -> had(id, group)).isPresent();
    return sameGroup && managed(id).filter(last -> hasServersOf(last, config)).isPresent();
  }

  private boolean hasServersOf(AppliedConnector last, ConnectorConfig config) {
    return config
        .get(SERVERS_OVERRIDE)
        .map(servers -> is(last.digests(), SERVERS_OVERRIDE, servers))
        .orElse(!last.digests().containsKey(SERVERS_OVERRIDE));
  }

  private Optional<AppliedConnector> managed(ConnectorId id) {
    return Optional.ofNullable(applied.get(id)).filter(AppliedConnector::isManaged);
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
