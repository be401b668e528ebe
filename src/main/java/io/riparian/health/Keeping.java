package io.riparian.health;

import io.riparian.model.AutoRestart;
import io.riparian.model.ConnectorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connector beside what its cluster says: whose it is, and what was done to it.
 *
 * @param kind source or sink, if that is known
 * @param team empty text when it is nobody's
 * @param changedAt when it was given to the cluster the last time; null when that is not known
 * @param lastChange of which commit that was, in words; empty text when that is not known
 * @param undo how that change is taken back, in a sentence; empty text when nobody knows
 * @param runbook where its team says how to go on; empty text when it does not
 * @param mayBeRestarted whether it is ours to restart at all
 */
public record Keeping(
    ConnectorKind kind,
    String team,
    @Nullable Instant changedAt,
    String lastChange,
    String undo,
    String runbook,
    AutoRestart autoRestart,
    boolean mayBeRestarted) {
  /** Nobody declares it, and it was never ours. */
  public static final Keeping NOBODYS =
      new Keeping(ConnectorKind.UNKNOWN, "", null, "", "", "", AutoRestart.OFF, false);

  /** What was done within this time before a failure may well be its cause. */
  private static final Duration SHORTLY = Duration.ofHours(1);

  /** The same of a connector of this kind. */
  public Keeping ofKind(ConnectorKind known) {
    return new Keeping(
        known, team, changedAt, lastChange, undo, runbook, autoRestart, mayBeRestarted);
  }

  /** How to take back what was done shortly before this time. */
  Optional<String> undoOfWhatCameBefore(Instant failure) {
    boolean shortly =
        changedAt != null
            && !changedAt.isAfter(failure)
            && Duration.between(changedAt, failure).compareTo(SHORTLY) <= 0;
    return shortly && !undo.isEmpty() ? Optional.of(undo) : Optional.empty();
  }

  @Override
  public String toString() {
    return "Keeping[" + team + "]";
  }
}
