package io.riparian.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * A span of time that comes again, in which a cluster may be changed, or may not. It begins by the
 * clock of its zone, and lasts as long as it says whatever that clock does meanwhile.
 *
 * @param changes what it is about; empty for every kind
 * @param overrun whether what was planned before it closed may still be begun
 * @param reason why; may be empty text
 */
public record ChangeWindow(
    Kind kind,
    Cron schedule,
    Duration duration,
    ZoneId timeZone,
    Set<Change> changes,
    boolean overrun,
    String reason) {

  /** Whether it opens or closes. */
  public enum Kind {
    ALLOW,
    DENY
  }

  /** The kinds of change that a window can be about. */
  public enum Change {
    CREATE,
    UPDATE,
    STATE,
    DELETE
  }

  public ChangeWindow {
    changes = Set.copyOf(changes);
  }

  boolean isAbout(Change change) {
    return changes.isEmpty() || changes.contains(change);
  }

  /** Whether it has begun and not ended. */
  boolean isActive(Instant now) {
    return begunBy(now).isPresent();
  }

  /** When the earliest run that is not over by {@code now} began. */
  private Optional<Instant> begunBy(Instant now) {
    return schedule.next(now.minus(duration), timeZone).filter(start -> !start.isAfter(now));
  }

  /** When it begins or ends next, after {@code now}. */
  Instant nextBoundary(Instant now) {
    Instant start = schedule.next(now, timeZone).orElse(Instant.MAX);
    Instant end = begunBy(now).map(begun -> begun.plus(duration)).orElse(Instant.MAX);
    return end.isBefore(start) ? end : start;
  }

  /** As people recognise it. */
  String sentence() {
    return "%s %s for %s, %s%s"
        .formatted(
            kind == Kind.ALLOW ? "allow" : "deny",
            schedule,
            Span.spoken(duration),
            timeZone,
            reason.isEmpty() ? "" : ": " + reason);
  }
}
