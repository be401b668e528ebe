package io.riparian.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * By which ways somebody is told, as the files say it.
 *
 * @param quiet when only pages go out; the rest waits until then
 */
public record Routes(List<Route> routes, Optional<QuietHours> quiet) {
  /** Nobody said any. */
  public static final Routes NONE = new Routes(List.of(), Optional.empty());

  /**
   * One way.
   *
   * @param channel its name in the daemon's configuration
   * @param to a room, an address or a topic there; empty text for the one that is configured
   * @param least what is less urgent does not go this way
   */
  public record Route(Location at, String channel, String to, Urgency least) {
    @Override
    public String toString() {
      return "Route[" + at + "]";
    }
  }

  /** Every day from one time to another, which may be the next morning's. */
  public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    /** When those end that are now; empty when none are. */
    public Optional<Instant> endAfter(Instant now) {
      ZonedDateTime local = now.atZone(zone);
      LocalTime time = local.toLocalTime();
      boolean overnight = to.isBefore(from);
      boolean begun = !time.isBefore(from);
      boolean ended = !time.isBefore(to);
      if (overnight ? !begun && ended : !begun || ended) {
        return Optional.empty();
      }
      LocalDate day = local.toLocalDate().plusDays(overnight && begun ? 1 : 0);
      return Optional.of(ZonedDateTime.of(day, to, zone).toInstant())
          .filter(end -> end.isAfter(now));
    }
  }

  public Routes {
    routes = List.copyOf(routes);
  }

  @Override
  public String toString() {
    return "Routes[" + routes.size() + "]";
  }
}
