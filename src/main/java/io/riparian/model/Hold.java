package io.riparian.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A brake that a file declares: what it covers stays as it is until a time. A team's hold covers
 * its own team's connectors and nobody else's; whose it is, its directory says.
 *
 * @param team whose hold it is; empty text for the platform's, which covers every team
 * @param name its own, beside those of the same file; empty text for an unreadable file's
 * @param clusters where it holds; empty for everywhere
 * @param until when it ends by itself, or {@link #UNTIL_MENDED}
 */
public record Hold(
    String team,
    String name,
    Location at,
    List<Glob> connectors,
    Set<String> clusters,
    String reason,
    Instant until,
    Set<Stop> stops) {

  /** The longest that a hold lasts from when it came into force. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /** The end of a hold whose file nobody can read: it has none before it is mended. */
  public static final Instant UNTIL_MENDED = Instant.MAX;

  /** What a hold stops. */
  public enum Stop {
    /** Creating, updating, deleting, changing the state, reverting drift. */
    APPLY,
    /** Restarting it because an operator asks for it. */
    RESTART
  }

  public Hold {
    connectors = List.copyOf(connectors);
    clusters = Set.copyOf(clusters);
    stops = Set.copyOf(stops);
  }

  /** A hold whose file cannot be read: it holds everything that it might have named. */
  public static Hold unreadable(String team, String path) {
    return new Hold(
        team,
        "",
        Location.ofFile(path),
        List.of(Glob.ALL),
        Set.of(),
        "the file has a mistake, and may hold anything",
        UNTIL_MENDED,
        Set.of(Stop.values()));
  }

  /** Which hold it is, however often its file is changed. */
  public record Id(String path, String name) implements Comparable<Id> {
    private static final Comparator<Id> ORDER =
        Comparator.comparing(Id::path).thenComparing(Id::name);

    @Override
    public int compareTo(Id other) {
      return ORDER.compare(this, other);
    }
  }

  public Id id() {
    return new Id(path(), name);
  }

  /** The file that declares it. */
  public String path() {
    return at.file();
  }

  /** Whether its file says when it ends. */
  public boolean isReadable() {
    return !until.equals(UNTIL_MENDED);
  }

  /** Whether it covers this connector of this team. */
  public boolean covers(ConnectorId id, String owner) {
    return (team.isEmpty() || team.equals(owner))
        && (clusters.isEmpty() || clusters.contains(id.cluster()))
        && connectors.stream().anyMatch(glob -> glob.matches(id.name()));
  }
}
