package io.riparian.model;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What we remember of a connector we gave to a cluster, or took over there. It holds keyed digests,
 * never a configuration value.
 *
 * @param revision the commit it came from
 * @param path the file that declared it
 * @param digests for each configuration key last sent, the keyed digest of its value; empty where
 *     nobody knows what it was, as after adopting what runs otherwise
 * @param serverKeys keys that Connect added by itself to what we sent
 * @param origin how it became ours
 */
public record AppliedConnector(
    ConnectorId id,
    String team,
    String path,
    String revision,
    Map<String, String> digests,
    Set<String> serverKeys,
    DeclaredState state,
    OnRemoval onRemoval,
    Origin origin,
    Instant at) {

  /** How a connector became ours. */
  public enum Origin {
    /**
     * Intended, and perhaps done: written before the call that creates, so that a kill cannot
     * orphan it.
     */
    INTENDED,
    /** We wrote it. */
    APPLIED,
    /**
     * An approved {@code adopt: true} took it over; nothing was written and no mark is on it yet.
     */
    ADOPTED,
    /** Taken from the baseline an operator named after the ledger was lost. */
    BASELINE,
    /** Removed from Git with {@code onRemoval: forget}: still running, no longer ours. */
    FORGOTTEN
  }

  public AppliedConnector {
    digests = Map.copyOf(digests);
    serverKeys = Set.copyOf(serverKeys);
  }

  /** Whether the connector counts as managed; a forgotten one does not. */
  public boolean isManaged() {
    return origin != Origin.FORGOTTEN;
  }

  /** The same in another state. */
  public AppliedConnector withState(DeclaredState other) {
    return new AppliedConnector(
        id, team, path, revision, digests, serverKeys, other, onRemoval, origin, at);
  }

  /** The same by another right, from now on. */
  public AppliedConnector withOrigin(Origin other, Instant now) {
    return new AppliedConnector(
        id, team, path, revision, digests, serverKeys, state, onRemoval, other, now);
  }
}
