package io.riparian.model;

import java.time.LocalTime;
import java.time.ZoneId;
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
  public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {}

  public Routes {
    routes = List.copyOf(routes);
  }

  @Override
  public String toString() {
    return "Routes[" + routes.size() + "]";
  }
}
