package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import io.riparian.model.MarkKeys;
import io.riparian.model.ObservedConnector;
import java.util.Optional;

/**
 * Whose a running connector is. Only what is {@link #isOurs} may ever be written to, and only what
 * is {@link #MARKED} (or kept on a cluster whose marks stand in the ledger) may be deleted.
 */
public enum Possession {
  /** It bears our mark. */
  MARKED,
  /**
   * It bears no mark, and the ledger says that it is ours: adopted, or on a cluster with marks in
   * the ledger.
   */
  LEDGERED,
  /** It bears no mark, although we gave it one. */
  MARK_MISSING,
  /** Nobody's. */
  NOBODYS,
  /** It bears a mark that this instance did not make for it. */
  FOREIGN;

  public boolean isOurs() {
    return this == MARKED || this == LEDGERED;
  }

  /** Whose {@code observed} is, judged by the mark it bears and by what we remember of it. */
  public static Possession of(
      Cluster cluster,
      ObservedConnector observed,
      Optional<AppliedConnector> remembered,
      MarkKeys keys) {
    Optional<AppliedConnector> applied = remembered.filter(AppliedConnector::isManaged);
    Optional<String> mark = observed.config().get(MarkKeys.MARK);
    if (mark.isPresent()) {
      if (!keys.isOurs(new ConnectorId(cluster.name(), observed.name()), mark.get())) {
        return FOREIGN;
      }
      return remembered.isPresent() && applied.isEmpty() ? NOBODYS : MARKED;
    }
    return applied.map(last -> unmarked(cluster, observed, last, keys)).orElse(NOBODYS);
  }

  private static Possession unmarked(
      Cluster cluster, ObservedConnector observed, AppliedConnector last, MarkKeys keys) {
    boolean inLedger = cluster.marks() == Cluster.Marks.LEDGER;
    return switch (last.origin()) {
      case ADOPTED -> LEDGERED;
      case APPLIED, BASELINE -> inLedger ? LEDGERED : MARK_MISSING;
      case INTENDED -> inLedger && isWhatWeSent(observed, last, keys) ? LEDGERED : NOBODYS;
      case FORGOTTEN -> NOBODYS;
    };
  }

  /**
   * A kill between the call that creates and the note of it leaves an intention: what stands there
   * is its proof.
   */
  private static boolean isWhatWeSent(
      ObservedConnector observed, AppliedConnector intended, MarkKeys keys) {
    return new ConfigComparison(keys)
        .isRecorded(ConfigComparison.asSent(observed, Optional.of(intended)), intended);
  }
}
