package io.riparian.health;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One cause that has many connectors of a cluster fail, or the cluster itself be away.
 *
 * @param cause what they have in common
 * @param teams those who were told that the platform is on it
 * @param easingSince since when too few of them fail for it to be one; null while enough do
 * @param toldAt when the platform was told; null while it is waited for more of them
 */
public record Incident(
    String cause,
    Instant since,
    List<String> teams,
    @Nullable Instant easingSince,
    @Nullable Instant toldAt) {
  /** The cause of an incident in which no worker answers. */
  static final String SILENCE = "silence";

  /** How the cause of an incident begins that has all connectors of one worker fail. */
  static final String WORKER = "worker ";

  /** How the cause of an incident begins in which a part of the cluster does not answer. */
  static final String AWAY = "away ";

  public Incident {
    teams = List.copyOf(teams);
  }

  static Incident begins(String cause, Instant at) {
    return new Incident(cause, at, List.of(), null, null);
  }

  String id(String cluster) {
    return cluster + "@" + since.getEpochSecond() + "/" + Integer.toHexString(cause.hashCode());
  }

  /** Whether a part of the cluster is away, and the rest goes on. */
  boolean isOfPart() {
    return cause.startsWith(AWAY);
  }

  /** Whether it is one of connectors, whose number decides. */
  boolean isOfConnectors() {
    return !isOfPart() && !cause.equals(SILENCE);
  }

  /** The part that is away; the whole cluster otherwise. */
  String part() {
    return isOfPart() ? cause.substring(AWAY.length()) : cause;
  }

  /** The worker it is of, or empty text. */
  String worker() {
    return part().startsWith(WORKER) ? part().substring(WORKER.length()) : "";
  }

  Incident eased(boolean isEasing, Instant now) {
    if (isEasing == (easingSince != null)) {
      return this;
    }
    return new Incident(cause, since, teams, isEasing ? now : null, toldAt);
  }

  /** Whether too few have failed for long enough. */
  boolean isOver(Instant now, AlarmTimes times) {
    return easingSince != null && !now.isBefore(easingSince.plus(times.settle()));
  }

  boolean isTold() {
    return toldAt != null;
  }

  Incident told(Instant at) {
    return new Incident(cause, since, teams, easingSince, at);
  }

  Incident with(SortedSet<String> more) {
    SortedSet<String> all = new TreeSet<>(teams);
    all.addAll(more);
    return new Incident(cause, since, List.copyOf(all), easingSince, toldAt);
  }
}
