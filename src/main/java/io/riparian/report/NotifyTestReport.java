package io.riparian.report;

import java.util.List;

/**
 * Whether somebody can be told, route by route.
 *
 * @param party whom: {@code team payments}, or {@code the platform}
 */
public record NotifyTestReport(String party, List<RouteReport> routes) {

  /**
   * One route.
   *
   * @param problem why nothing was sent; empty when it was
   */
  public record RouteReport(String channel, String to, String problem) {}
}
