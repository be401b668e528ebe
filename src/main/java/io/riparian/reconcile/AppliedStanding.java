package io.riparian.reconcile;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.MarkKeys;
import io.riparian.policy.Standing;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Who was there before, told from the keyed digests that the ledger keeps in place of values. */
record AppliedStanding(Map<ConnectorId, AppliedConnector> applied, MarkKeys keys)
    implements Standing {

  @Override
  public boolean stands(DeclaredConnector connector, Collection<String> ofKeys) {
    return Optional.ofNullable(applied.get(connector.id()))
        .filter(AppliedConnector::isManaged)
        .map(AppliedConnector::digests)
        .filter(digests -> ofKeys.stream().allMatch(key -> isAsBefore(key, digests, connector)))
        .isPresent();
  }

  private boolean isAsBefore(String key, Map<String, String> digests, DeclaredConnector connector) {
    Optional<String> value = connector.config().get(key);
    Optional<String> digest = Optional.ofNullable(digests.get(key));
    return value.isPresent()
        ? digest.filter(one -> keys.matches(one, key, value.get())).isPresent()
        : digest.isEmpty();
  }
}
