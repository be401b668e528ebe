package io.riparian.plan;

import io.riparian.model.ConnectorId;

/**
 * What became of one connector that was to be restarted. {@code why} is our own sentence, or empty.
 *
 * @param team whose it is; empty text when nobody knows
 * @param readsOnce whether it asks for the secret as one asks for what a worker reads only when it
 *     starts itself
 */
public record RestartOutcome(
    ConnectorId id, String team, boolean readsOnce, Result result, String why) {

  /** How it ended. */
  public enum Result {
    /** Restarted, and seen to be as it was before. */
    RESTARTED,
    /** Restarted, and not seen to come back. */
    NOT_BACK,
    /** Only what has failed was to be restarted, and nothing has. */
    NOTHING_FAILED,
    /** A hold, or an operator, stops it. */
    HELD,
    /** It is not ours, and what is not ours is never touched. */
    NOT_OURS,
    /** Its cluster is only observed. */
    ONLY_OBSERVED,
    /** Nothing may be done on its cluster, or it does not answer. */
    CLUSTER_HELD_BACK,
    /** It was tried and refused, or nobody can tell. */
    FAILED,
    /** It was not begun with, because of what happened before. */
    LEFT,
    /** There is no such connector. */
    GONE
  }
}
