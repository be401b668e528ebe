package io.riparian.ledger;

import io.riparian.model.ConnectorId;
import io.riparian.plan.ChangeKind;

/**
 * One thing that moved on a cluster and not in Git. It is named and not told: no value is kept.
 *
 * @param kind what would undo it
 * @param key the configuration key, or empty text where it is none
 */
public record Drifted(ConnectorId id, ChangeKind kind, String key) {}
