package io.riparian.ownership;

/**
 * What became of a connector that was ours before. Only {@link #REMOVED} lets anybody delete it;
 * every other answer leaves it as it is.
 */
public enum Fate {
  /** It is declared, and accepted. */
  ACCEPTED,
  /** It is declared and not accepted; the refusal says why. */
  REFUSED,
  /** A broken file may declare it: its own, another of its unit, or one of a team it may go to. */
  FILE_BROKEN,
  /** The directory of its unit is gone: it is an orphan. */
  UNIT_VANISHED,
  /** Its unit has no {@code team.yaml}, or a broken one. */
  UNIT_UNREADABLE,
  /** Its team has no grant, or one in error. */
  NO_GRANT,
  /** The file of its cluster is broken. */
  CLUSTER_UNDECIDED,
  /** No file declares its cluster any more. */
  CLUSTER_VANISHED,
  /** Its unit stands, everything in it can be read, and nothing declares it any more. */
  REMOVED
}
