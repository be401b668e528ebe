package io.riparian.plan;

/** Why a change that is due is not made now. The names are part of the API. */
public enum DeferralReason {
  /** No worker could be asked, or none let us in. */
  CLUSTER_UNREACHABLE,
  /** Two workers of one cluster list different connectors. */
  WORKERS_DISAGREE,
  /** A Strimzi operator may manage the connectors too. */
  SECOND_WRITER,
  /** Another Kafka cluster is behind this target than the last time. */
  TARGET_CHANGED,
  /** Too many of the cluster's connectors are gone at once: it looks like another cluster. */
  CLUSTER_REPLACED,
  /** The connector is missing from an answer that does not prove it gone. */
  ABSENCE_UNCONFIRMED,
  /** The name last was another team's connector, whose offsets this one would go on from. */
  LEFTOVER_OFFSETS,
  /** The worker's version cannot do what the file asks. */
  WORKER_TOO_OLD,
  /** The connector runs already and is nobody's; {@code adopt: true} would take it over. */
  NOT_ADOPTED,
  /** The connector carries no mark of ours any more. */
  MARK_MISSING,
  /** The connector carries a mark that is not ours. */
  FOREIGN_MARK,
  /** The cluster moved, Git did not, and the cluster's file only wants to be told. */
  DRIFT_REPORTED,
  /** The name left one cluster and appears on another. */
  MOVE_NOT_AVAILABLE,
  /** The file that declares it has a mistake. */
  INVALID_FILE,
  /** The ownership rules refuse it. */
  OWNERSHIP,
  /** A guard rail refuses it. */
  POLICY,
  /** Its team's directory has vanished. */
  TEAM_VANISHED,
  /** It bears our mark, and nothing remembers whose it is. */
  ORPHANED,
  /** The cluster forbids deletion. */
  DELETION_FORBIDDEN,
  /** More deletions at once than the budget allows. */
  PRUNE_BUDGET,
  /** Nothing is declared here any more, which is no reason to delete everything. */
  ZERO_DECLARED,
  /** Nothing is remembered yet, and not every cluster has been asked. */
  FIRST_START,
  /** Nothing is remembered, although connectors bear our mark. */
  LEDGER_LOST,
  /** The branch was rewritten. */
  HISTORY_REWRITTEN,
  /** It was written a moment ago, and the look shows what was there before. */
  SETTLING,
  /** Somebody else changes it again each time it is put back. */
  CONTESTED,
  /** A mistake of ours came up while it was planned. */
  QUARANTINED,
  /** A team, the platform or an operator holds it. */
  HELD,
  /** No window for changes is open on its cluster. */
  WINDOW_CLOSED,
  /** An operator put it into another state than the file says, for a while. */
  OVERRIDDEN
}
