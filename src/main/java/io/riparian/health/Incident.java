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
 * @param toldAt when the platform was told; null while it is waited for more of them
 */
public record Incident(String cause, Instant since, List<String> teams, @Nullable Instant toldAt) {
  /** The cause of an incident in which no worker answers. */
  static final String SILENCE = "silence";

  /** How the cause of an incident begins that has all connectors of one worker fail. */
  static final String WORKER = "worker ";

  public Incident {
    teams = List.copyOf(teams);
  }

  static Incident begins(String cause, Instant at) {
    return new Incident(cause, at, List.of(), null);
  }

  String id(String cluster) {
    return cluster + "@" + since.getEpochSecond() + "/" + Integer.toHexString(cause.hashCode());
  }

  boolean isTold() {
    return toldAt != null;
  }

  Incident told(Instant at) {
    return new Incident(cause, since, teams, at);
  }

  Incident with(SortedSet<String> more) {
    SortedSet<String> all = new TreeSet<>(teams);
    all.addAll(more);
    return new Incident(cause, since, List.copyOf(all), toldAt);
  }
}
